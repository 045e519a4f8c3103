// The list of the conversations kept in this browser: open one, delete one, delete all.

const { history } = alinea;

function draw() {
  const words = alinea.words();
  const list = element.querySelector(".conversations");
  if (!list) return;
  const kept = history.all();
  list.replaceChildren(...kept.map((conversation) => row(conversation, words)));
  element.querySelector(".note").hidden = kept.length > 0;
  element.querySelector("[data-delete-all]").hidden = kept.length < 2;
}

function row({ id, title }, words) {
  const item = document.createElement("li");
  const open = document.createElement("button");
  open.type = "button";
  open.className = "entry";
  open.dataset.restore = id;
  open.textContent = title;
  if (id === history.current) open.setAttribute("aria-current", "true");
  const remove = document.createElement("button");
  remove.type = "button";
  remove.className = "remove";
  remove.dataset.delete = id;
  remove.textContent = "×";
  remove.title = words.delete.replace("{title}", title);
  remove.setAttribute("aria-label", remove.title);
  item.append(open, remove);
  return item;
}

function restore(id) {
  const kept = history.read(id);
  if (!kept) return;
  history.current = id;
  trigger("restore", { turns: kept.turns });
  if (alinea.isNarrow()) alinea.showSide(false);
  draw();
}

async function remove(ids, question, words) {
  if (!(await alinea.confirm(question, words.deleteIt, words.keep))) return;
  const isShown = ids.includes(history.current);
  for (const id of ids) history.remove(id);
  if (isShown) trigger("anew");
  draw();
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const words = alinea.words();
  if (button?.dataset.restore) restore(button.dataset.restore);
  if (button?.dataset.delete) remove([button.dataset.delete], `${button.title} ?`, words);
  if (button && "deleteAll" in button.dataset)
    remove(
      history.all().map((kept) => kept.id),
      words.deleteEveryOne,
      words,
    );
});

document.addEventListener("alinea-history", draw);
watch("value", draw);
draw();
