// Search in the document that the reader shows. What is found is painted by the browser's
// highlights: the document itself is not touched.

{
  let found = [];
  let at = -1;

  // Letters are compared without case and accents, apostrophes and spaces of any kind alike;
  // each character stays one character, so that positions remain true.
  const fold = (text) =>
    Array.from(text.normalize("NFC"), (character) => {
      if ("’‘ʼ".includes(character)) return "'";
      if (/\s/.test(character)) return " ";
      const plain = character.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
      return plain.length === character.length ? plain : character;
    }).join("");

  const ranges = (paragraph, wanted) => {
    const nodes = [];
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    let text = "";
    while (walker.nextNode()) {
      nodes.push([text.length, walker.currentNode]);
      text += walker.currentNode.data;
    }
    const point = (offset) => {
      const [start, node] = nodes.findLast(([begin]) => begin <= offset);
      return [node, offset - start];
    };
    const folded = fold(text);
    const all = [];
    for (let i = folded.indexOf(wanted); i >= 0; i = folded.indexOf(wanted, i + wanted.length)) {
      const range = new Range();
      range.setStart(...point(i));
      const [node, offset] = point(i + wanted.length - 1);
      range.setEnd(node, offset + 1);
      all.push(range);
    }
    return all;
  };

  const paint = (page) => {
    CSS.highlights?.set("found", new Highlight(...found));
    CSS.highlights?.set("found-here", new Highlight(...found.slice(at, at + 1)));
    const said = page.querySelector(".found");
    const typed = page.querySelector(".find input").value.trim();
    const count = said.dataset.found.replace("{number}", at + 1).replace("{count}", found.length);
    said.textContent = found.length ? count : typed ? said.dataset.none : "";
    if (found.length)
      found[at].startContainer.parentElement.closest(".paragraph").scrollIntoView({
        block: "center",
      });
  };

  const search = (page) => {
    const wanted = fold(page.querySelector(".find input").value.trim());
    const paragraphs = wanted ? [...page.querySelectorAll(".paragraph p")] : [];
    found = paragraphs.flatMap((paragraph) => ranges(paragraph, wanted));
    at = found.length ? 0 : -1;
    paint(page);
  };

  document.addEventListener("input", (event) => {
    const page = event.target.closest(".find") && event.target.closest(".page");
    if (page) search(page);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.closest(".find") || !found.length) return;
    event.preventDefault();
    at = (at + (event.shiftKey ? -1 : 1) + found.length) % found.length;
    paint(event.target.closest(".page"));
  });
}
