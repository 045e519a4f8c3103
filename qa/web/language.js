// Which language the interface speaks: the one just chosen, else the one chosen earlier, else
// the browser's. Called by Gradio with the inputs of the event; what it returns goes to Python.
(chosen, ...others) => {
  const known = ["fr", "en", "zh"];
  const key = "alinea-language";
  let language = chosen;
  try {
    if (known.includes(chosen)) localStorage.setItem(key, chosen);
    else language = localStorage.getItem(key);
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
  if (!known.includes(language)) {
    const wanted = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
    language = wanted.find((tag) => known.includes(tag)) ?? "en";
  }
  document.documentElement.lang = language;
  return [language, ...others];
}
