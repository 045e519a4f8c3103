// Runs once in each gr.HTML of the page, with Gradio's `element`, `trigger` and `watch`: clicks
// become events for Python, and what was just shown is brought into view. Text only ever
// reaches the page through `textContent`.

const page = (window.alinea ??= { opener: null, tip: null });

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { paragraph, language, start, end, hash, ask } = button.dataset;
  // A click made with the keyboard has no detail: then the focus goes along.
  const byKeyboard = event.detail === 0;
  if (ask !== undefined) {
    trigger("ask", { ask });
    if (byKeyboard) document.querySelector("#question textarea")?.focus();
  }
  if (paragraph !== undefined) {
    page.opener = { button, focus: byKeyboard };
    trigger("open", { paragraph, language, start, end, hash });
  }
  if ("close" in button.dataset) close();
});

element.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  hideTip();
  if (element.querySelector(".page")) close();
});

function close() {
  trigger("close");
  page.opener?.button.focus();
  page.opener?.button.scrollIntoView({ block: "nearest" });
}

// Tooltips: reference and quote of a citation, on hover and on focus.

for (const name of ["mouseover", "focusin"])
  element.addEventListener(name, (event) => {
    const chip = event.target.closest("[data-tip]");
    if (chip && (name === "mouseover" || chip.matches(":focus-visible"))) showTip(chip);
  });
for (const name of ["mouseout", "focusout"]) element.addEventListener(name, hideTip);

function showTip(chip) {
  if (!page.tip?.isConnected) {
    page.tip = document.createElement("div");
    page.tip.id = "tip";
    page.tip.setAttribute("role", "tooltip");
    page.tip.append(document.createElement("b"), document.createElement("q"));
    // Inside Gradio's own element, where its colours are defined.
    element.closest(".gradio-container").append(page.tip);
  }
  const [reference, quote] = page.tip.children;
  reference.textContent = chip.dataset.tip;
  quote.textContent = chip.dataset.quote;
  quote.lang = chip.dataset.quoteLanguage;
  page.tip.classList.add("shown");
  const at = chip.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = page.tip;
  const left = Math.min(Math.max(at.left - 24, 12), window.innerWidth - width - 12);
  const above = at.top - height - 10;
  page.tip.style.left = `${Math.max(left, 12)}px`;
  page.tip.style.top = `${above > 12 ? above : at.bottom + 10}px`;
}

function hideTip() {
  page.tip?.classList.remove("shown");
}

// Bringing into view.

let turns = 0;
let opened = null;
let expected = 0; // where the conversation was scrolled to; elsewhere, the reader moved it

function settle() {
  hideTip();
  follow(element.querySelectorAll(".turn"));
  const shown = element.querySelector(".page");
  if (shown && shown.dataset.opened !== opened) {
    const cited = shown.querySelector(".cited");
    (shown.querySelector("mark") ?? cited ?? shown).scrollIntoView({ block: "center" });
    if (page.opener?.focus) cited?.focus({ preventScroll: true });
  }
  opened = shown?.dataset.opened ?? null;
}

// Keep the start of the last turn in view while it grows, unless somebody scrolled away.
function follow(all) {
  const isNew = all.length > turns;
  turns = all.length;
  if (!turns || !(isNew || Math.abs(scrolled() - expected) < 2)) return;
  all[turns - 1].scrollIntoView({ block: "start" });
  expected = scrolled();
}

function scrolled() {
  const pane = element.closest("#conversation");
  return (pane?.scrollTop ?? 0) + window.scrollY;
}

watch("value", settle);
settle();
