// The conversations kept in this browser: one entry each in its local storage, newest first.
// Where storage is switched off or full, conversations last as long as the page.

alinea.history = {
  prefix: "alinea-conversation-",
  most: 100,

  // Which conversation this tab shows; a reload keeps it.
  get current() {
    return alinea.guard(() => sessionStorage.getItem("alinea-current"));
  },
  set current(id) {
    alinea.guard(() => {
      if (id) sessionStorage.setItem("alinea-current", id);
      else sessionStorage.removeItem("alinea-current");
    });
  },

  all() {
    const keys = alinea.guard(() => Object.keys(localStorage)) ?? [];
    return keys
      .filter((key) => key.startsWith(this.prefix))
      .map((key) => this.read(key.slice(this.prefix.length)))
      .filter(Boolean)
      .sort((a, b) => b.time - a.time);
  },

  read(id) {
    const text = alinea.guard(() => localStorage.getItem(this.prefix + id));
    const kept = text && alinea.guard(() => JSON.parse(text));
    return typeof kept?.turns === "string" ? { ...kept, id } : null;
  },

  keep(turns) {
    const id = this.current ?? `${Date.now()}-${Math.random().toString(36).slice(2, 8)}`;
    if (this.read(id)?.turns === turns) return;
    this.current = id;
    const title = alinea.guard(() => JSON.parse(turns)[0].question.slice(0, 80)) ?? "";
    const text = JSON.stringify({ title, turns, time: Date.now() });
    const older = this.all().filter((kept) => kept.id !== id);
    for (const kept of older.splice(this.most - 1)) this.remove(kept.id);
    // When it is full, the oldest ones make room.
    while (!this.write(id, text) && older.length) this.remove(older.pop().id);
    this.changed();
  },

  write(id, text) {
    return alinea.guard(() => {
      localStorage.setItem(this.prefix + id, text);
      return true;
    });
  },

  remove(id) {
    alinea.guard(() => localStorage.removeItem(this.prefix + id));
    if (this.current === id) this.current = null;
  },

  changed() {
    document.dispatchEvent(new Event("alinea-history"));
  },
};

alinea.guard = (action) => {
  try {
    return action();
  } catch {
    return null;
  }
};
