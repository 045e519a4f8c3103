// Python makes the Markdown of the conversation; the browser saves it as a file.

element.addEventListener("click", (event) => {
  if (event.target.closest("[data-export]")) trigger("export");
});

watch("value", () => {
  const button = element.querySelector("[data-markdown]");
  if (!button) return;
  const file = new Blob([button.dataset.markdown], { type: "text/markdown" });
  delete button.dataset.markdown;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = "alinea.md";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
});
