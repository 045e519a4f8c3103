// The reader: opened at a place, which the address bar then names; walked through; closed.

let opened = null;

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { walk, goto, paragraph } = button.dataset;
  if (walk !== undefined) step(Number(walk));
  if (goto !== undefined) {
    button.closest("details").open = false;
    element.querySelector(`#section-${Number(goto)}`)?.scrollIntoView({ block: "start" });
  }
  if (paragraph !== undefined) {
    alinea.walk = null;
    trigger("open", { ...button.dataset });
  }
  if ("close" in button.dataset) close();
});

element.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const contents = element.querySelector("details[open]");
  if (contents) {
    contents.open = false;
    contents.querySelector("summary").focus();
  } else if (event.target.value) event.target.value = "";
  else close();
});

function step(by) {
  const { walk } = alinea;
  const next = walk && walk.at + by;
  if (!walk?.places[next]) return;
  alinea.walk = { ...walk, at: next, focus: false };
  alinea.focus = `[data-walk="${by}"]:enabled, [data-walk]:enabled`;
  trigger("open", walk.places[next]);
}

function close() {
  const opener = alinea.walk?.opener;
  trigger("close");
  covered(false);
  const { paragraph, start, end } = opener?.dataset ?? {};
  const again = opener?.isConnected
    ? opener
    : paragraph &&
      document.querySelector(
        `#conversation [data-paragraph="${CSS.escape(paragraph)}"]` +
          `[data-start="${start}"][data-end="${end}"]`,
      );
  if (again) {
    again.focus();
    again.scrollIntoView({ block: "nearest" });
  } else document.querySelector("#question textarea")?.focus();
}

function settle() {
  const page = element.querySelector(".page");
  if (page && page.dataset.opened !== opened) show(page);
  if (!page) {
    if (opened !== null) address(null);
    covered(false);
  }
  opened = page?.dataset.opened ?? null;
}

function show(page) {
  const cited = page.querySelector(".cited");
  const target = page.querySelector("mark") ?? cited;
  target?.scrollIntoView({ block: "center" });
  walked(page);
  address(cited?.dataset.id ?? null);
  covered(matchMedia("(max-width: 900px)").matches);
  if (alinea.focus) alinea.refocus(element);
  else if (alinea.walk?.focus) cited?.focus({ preventScroll: true });
  else if (matchMedia("(max-width: 900px)").matches) page.querySelector(".close").focus();
}

function walked(page) {
  const { places = [], at = 0 } = alinea.walk ?? {};
  const walk = page.querySelector(".walk");
  if (!walk) return;
  walk.hidden = places.length < 2;
  walk.querySelector(".walked").textContent = `${at + 1}/${places.length}`;
  const [back, forth] = walk.querySelectorAll("button");
  back.disabled = at <= 0;
  forth.disabled = at >= places.length - 1;
}

function address(paragraph) {
  const query = paragraph ? `?p=${encodeURIComponent(paragraph).replaceAll("%2F", "/")}` : "";
  window.history.replaceState(null, "", window.location.pathname + query);
}

// On a phone the reader lies over everything else, which must not be reached meanwhile.
function covered(isCovered) {
  for (const part of document.querySelectorAll("#top, #chat, #side")) part.inert = isCovered;
}

watch("value", settle);
settle();
