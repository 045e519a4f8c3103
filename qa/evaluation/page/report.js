"use strict";
// Shows the questions that the filters ask for, and opens the one that the address names.
const form = document.querySelector(".filters");
const entries = [...document.querySelectorAll("#questions details")];
const fields = ["language", "type", "result", "change"].filter((name) => form.elements[name]);

function apply() {
  const sought = form.elements.text.value.trim().toLowerCase();
  let shown = 0;
  for (const entry of entries) {
    const fits =
      fields.every((name) => {
        const value = form.elements[name].value;
        return !value || entry.dataset[name] === value;
      }) && (!sought || entry.textContent.toLowerCase().includes(sought));
    entry.hidden = !fits;
    shown += fits;
  }
  form.querySelector("output").textContent = `${shown} of ${entries.length}`;
}

function open() {
  const entry = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (entry instanceof HTMLDetailsElement) {
    entry.hidden = false;
    entry.open = true;
    entry.scrollIntoView();
  }
}

form.hidden = false;
form.addEventListener("input", apply);
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", open);
apply();
open();
