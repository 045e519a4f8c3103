// The conversation: clicks become events for Python, and the last turn is kept in view.

const pane = element.closest("#conversation") ?? element;
let turns = 0;
let expected = 0; // where it was scrolled to; elsewhere, the reader moved it

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { ask, paragraph, retry, edit, rate } = button.dataset;
  if (ask !== undefined) {
    trigger("ask", { ask });
    // A click made with the keyboard has no detail: then the focus goes along.
    if (event.detail === 0) document.querySelector("#question textarea")?.focus();
  }
  if (paragraph !== undefined) open(button, event.detail === 0);
  if (retry !== undefined) trigger("retry");
  if (edit !== undefined) trigger("edit");
  if (rate !== undefined) judge(button, rate);
});

function open(button, byKeyboard) {
  const places = [];
  for (const { dataset } of button.closest(".turn").querySelectorAll("[data-paragraph]"))
    if (!places.some((place) => isSame(place, dataset))) places.push({ ...dataset });
  const at = places.findIndex((place) => isSame(place, button.dataset));
  alinea.walk = { places, at, opener: button, focus: byKeyboard };
  trigger("open", places[at]);
}

function isSame(one, other) {
  return ["paragraph", "start", "end"].every((name) => one[name] === other[name]);
}

function judge(button, rating) {
  const { turn } = button.closest(".turn").dataset;
  alinea.focus = `[data-turn="${turn}"] .comment input`;
  trigger("rate", { turn, rating });
}

element.addEventListener("submit", (event) => {
  event.preventDefault();
  const { turn } = event.target.closest(".turn").dataset;
  const pressed = event.target.closest(".turn").querySelector("[aria-pressed=true]");
  alinea.focus = `[data-turn="${turn}"] [aria-pressed=true]`;
  trigger("rate", { turn, rating: pressed.dataset.rate, comment: event.target.comment.value });
});

function settle() {
  const saved = element.querySelector(".saved");
  const all = element.querySelectorAll(".turn");
  if (saved) alinea.history.keep(saved.dataset.turns);
  else if (!all.length && turns) {
    alinea.history.current = null;
    alinea.history.changed();
  }
  follow(all);
  alinea.refocus(element);
}

// Keep the start of the last turn in view while it grows, unless somebody scrolled away.
function follow(all) {
  const isNew = all.length > turns;
  turns = all.length;
  if (!turns || !(isNew || Math.abs(pane.scrollTop - expected) < 2)) return;
  const last = all[turns - 1].getBoundingClientRect();
  pane.scrollTop += last.top - pane.getBoundingClientRect().top - 24;
  expected = pane.scrollTop;
}

watch("value", settle);
settle();
