// The documents: opened, chosen for the search, removed after a question back.

element.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { paragraph, remove, question, yes, no } = button.dataset;
  if (paragraph !== undefined) {
    alinea.walk = { places: [], at: 0, opener: button, focus: event.detail === 0 };
    trigger("open", { ...button.dataset });
    if (alinea.isNarrow()) alinea.showSide(false);
  }
  if (remove !== undefined && (await alinea.confirm(question, yes, no))) {
    alinea.focus = ".entry";
    trigger("remove", { document: remove });
  }
});

element.addEventListener("change", (event) => {
  const { choose } = event.target.dataset;
  if (choose === undefined) return;
  alinea.focus = `[data-choose="${CSS.escape(choose)}"]`;
  trigger("choose", { document: choose, chosen: event.target.checked });
});

watch("value", () => alinea.refocus(element));
