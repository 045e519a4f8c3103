// What every part of the page uses: telling, copying, asking back, the side, the last focus.
// Text from outside only ever reaches the page through `textContent`.

const alinea = {
  walk: null, // the citations that the reader goes through: { places, at, opener }
  focus: null, // a selector: what to focus once the server has drawn a part anew

  container() {
    return document.querySelector(".gradio-container");
  },

  words() {
    return document.querySelector(".history")?.dataset ?? {};
  },

  // Inside Gradio's own element, where its colours are defined.
  add(tag, id, attributes = {}) {
    const made = document.getElementById(id) ?? document.createElement(tag);
    made.id = id;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    if (!made.isConnected) alinea.container().append(made);
    return made;
  },

  say(text) {
    const said = alinea.add("div", "said", { role: "status" });
    said.textContent = text;
    said.classList.add("shown");
    clearTimeout(alinea.said);
    alinea.said = setTimeout(() => said.classList.remove("shown"), 2000);
  },

  async copy(text) {
    const { copied, notCopied } = alinea.words();
    try {
      await navigator.clipboard.writeText(text);
      alinea.say(copied);
    } catch {
      alinea.say(notCopied);
    }
  },

  confirm(question, yes, no) {
    const dialog = alinea.add("dialog", "sure", { "aria-labelledby": "sure-question" });
    const text = document.createElement("p");
    text.id = "sure-question";
    text.textContent = question;
    const buttons = document.createElement("form");
    buttons.method = "dialog";
    for (const [label, value] of [
      [no, ""],
      [yes, "yes"],
    ]) {
      const button = document.createElement("button");
      button.value = value;
      button.textContent = label;
      buttons.append(button);
    }
    dialog.replaceChildren(text, buttons);
    dialog.returnValue = "";
    return new Promise((resolve) => {
      // The event comes a little after the closing: of a dialog opened again it is an old one.
      dialog.onclose = () => dialog.open || resolve(dialog.returnValue === "yes");
      dialog.showModal();
    });
  },

  refocus(element) {
    const wanted = alinea.focus && element.querySelector(alinea.focus);
    if (!wanted) return;
    alinea.focus = null;
    wanted.focus();
  },

  isNarrow() {
    return matchMedia("(max-width: 1100px)").matches;
  },

  showSide(isShown) {
    document.documentElement.dataset.side = isShown ? "open" : "closed";
    const toggle = document.querySelector("[data-toggle-side]");
    toggle?.setAttribute("aria-expanded", String(isShown));
  },
};

window.alinea = alinea;

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.copy !== undefined) alinea.copy(button.dataset.copy);
  if (button && "toggleSide" in button.dataset)
    alinea.showSide(document.documentElement.dataset.side !== "open");
  else if (alinea.isNarrow() && event.target.closest("#chat, #reader")) alinea.showSide(false);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !alinea.isNarrow()) return;
  if (document.documentElement.dataset.side !== "open") return;
  alinea.showSide(false);
  document.querySelector("[data-toggle-side]")?.focus();
});

alinea.showSide(!alinea.isNarrow());
