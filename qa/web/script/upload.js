// Adding documents: files dropped anywhere on the page go the way of the button. What the
// server would refuse is told before it is sent; the server checks again.

{
  const input = () => document.querySelector("#side input[type=file]");
  const hint = () => document.querySelector("#hint .hint")?.dataset;
  const refusal = (file, words) => {
    const isKnown = words.types.split(",").some((end) => file.name.toLowerCase().endsWith(end));
    if (!isKnown) return words.unsupported;
    return file.size > Number(words.megabytes) * 1024 * 1024 ? words.tooLarge : null;
  };

  const row = (kind, name, text) => {
    const item = document.createElement("li");
    item.className = kind;
    const title = document.createElement("b");
    title.textContent = name;
    const said = document.createElement("small");
    said.textContent = text;
    item.append(title, said);
    return item;
  };

  const report = (files, words) => {
    const rows = files.map((file) => {
      const refused = refusal(file, words);
      return row(refused ? "failed" : "busy", file.name, refused ?? words.uploading);
    });
    document.querySelector("#reports ul")?.replaceChildren(...rows);
  };

  const hand = (files) => {
    const words = hint();
    if (!words) return;
    report(files, words);
    const transfer = new DataTransfer();
    for (const file of files) if (!refusal(file, words)) transfer.items.add(file);
    if (!transfer.files.length) return;
    const target = input();
    target.files = transfer.files;
    target.dispatchEvent(new Event("change", { bubbles: true }));
  };

  // The button's own choice comes through here first, and goes on as far as it is accepted.
  document.addEventListener(
    "change",
    (event) => {
      if (event.target !== input() || !event.isTrusted) return;
      event.stopImmediatePropagation();
      hand([...event.target.files]);
    },
    true,
  );

  let depth = 0;
  const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
  const invite = (isShown) => {
    const drop = alinea.add("div", "drop");
    drop.textContent = hint()?.drop ?? "";
    drop.classList.toggle("shown", isShown);
  };
  document.addEventListener("dragenter", (event) => {
    if (hasFiles(event) && ++depth === 1) invite(true);
  });
  document.addEventListener("dragleave", (event) => {
    if (hasFiles(event) && --depth <= 0) {
      depth = 0;
      invite(false);
    }
  });
  document.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth = 0;
    invite(false);
    alinea.showSide(true);
    hand([...event.dataTransfer.files]);
  });
}
