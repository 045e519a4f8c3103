// Tooltips: reference and quote of a citation, on hover and on focus.

{
  const show = (chip) => {
    const tip = alinea.add("div", "tip", { role: "tooltip" });
    const reference = document.createElement("b");
    const quote = document.createElement("q");
    reference.textContent = chip.dataset.tip;
    quote.textContent = chip.dataset.quote;
    quote.lang = chip.dataset.quoteLanguage;
    tip.replaceChildren(reference, quote);
    tip.classList.add("shown");
    const at = chip.getBoundingClientRect();
    const left = Math.min(at.left - 24, window.innerWidth - tip.offsetWidth - 12);
    const above = at.top - tip.offsetHeight - 10;
    tip.style.left = `${Math.max(left, 12)}px`;
    tip.style.top = `${above > 12 ? above : at.bottom + 10}px`;
  };
  const hide = () => document.getElementById("tip")?.classList.remove("shown");
  const over = (event) => {
    const chip = event.target.closest?.("[data-tip]");
    if (chip && (event.type === "mouseover" || chip.matches(":focus-visible"))) show(chip);
  };
  document.addEventListener("mouseover", over);
  document.addEventListener("focusin", over);
  for (const name of ["mouseout", "focusout", "click"]) document.addEventListener(name, hide);
  document.addEventListener("scroll", hide, true);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
}
