// Which language the interface speaks: the one just chosen, else the one chosen earlier, else
// the browser's; and, when the page opens, the paragraph in its address and the conversation
// that this tab showed before. Called by Gradio with the inputs of the event; what it returns
// goes to Python.
(chosen, _visit, ...others) => {
  const known = ["fr", "en", "zh"];
  const key = "alinea-language";
  let language = chosen;
  if (known.includes(chosen)) alinea.guard(() => localStorage.setItem(key, chosen));
  else language = alinea.guard(() => localStorage.getItem(key));
  if (!known.includes(language)) {
    const wanted = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
    language = wanted.find((tag) => known.includes(tag)) ?? "en";
  }
  document.documentElement.lang = language;
  let visit = "";
  if (!alinea.visited) {
    alinea.visited = true;
    const paragraph = new URLSearchParams(window.location.search).get("p");
    const turns = alinea.history.read(alinea.history.current ?? "")?.turns;
    visit = JSON.stringify({ paragraph, turns });
  }
  return [language, visit, ...others];
};
