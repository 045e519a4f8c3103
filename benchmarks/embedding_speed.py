"""How fast the bundled model is, beside the tokenizer that it cannot do without.

`python -m benchmarks.embedding_speed DATA_FOLDER [--rounds 7] [--out FILE]`

DATA_FOLDER holds question sets in `eval/`. Compared are, in turn in one process: embedding all
passages with tokenising them (`encode_batch_fast`), the same for one question at a time, and
loading the model with loading its tokenizer. Each figure is the median over the rounds.
"""

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from tokenizers import Tokenizer

from qa.evaluation.retrieval_sets import read_sets
from vectorstore.embeddings import BUNDLED_FOLDER, BundledEmbedder

_OUT = Path(__file__).parent / "results" / "embedding_speed.json"
_TOKENIZER = str(BUNDLED_FOLDER / "tokenizer.json")
_PASSAGES = 4000
_QUESTIONS = 500
_AT_ONCE = 512


def measure(
    passages: Sequence[str], questions: Sequence[str], rounds: int
) -> dict[str, dict[str, float]]:
    """Milliseconds of each pair, and the ratio of the pair, as medians over the rounds."""
    model = BundledEmbedder()
    tokenizer = Tokenizer.from_file(_TOKENIZER)
    batches = [passages[i : i + _AT_ONCE] for i in range(0, len(passages), _AT_ONCE)]

    def tokenise(texts: Sequence[str]) -> object:
        return tokenizer.encode_batch_fast(texts, add_special_tokens=False)

    pairs: dict[str, tuple[Callable[[], Any], Callable[[], Any], int]] = {
        "passages": (
            lambda: [model.embed_documents(batch) for batch in batches],
            lambda: [tokenise(batch) for batch in batches],
            len(passages),
        ),
        "questions": (
            lambda: [model.embed_queries([question]) for question in questions],
            lambda: [tokenise([question]) for question in questions],
            len(questions),
        ),
        "loading": (BundledEmbedder, lambda: Tokenizer.from_file(_TOKENIZER), 1),
    }
    return {name: _compared(*pair, rounds) for name, pair in pairs.items()}


def _compared(
    ours: Callable[[], Any], theirs: Callable[[], Any], count: int, rounds: int
) -> dict[str, float]:
    times = [(_milliseconds(ours), _milliseconds(theirs)) for _ in range(rounds)]
    return {
        "model, ms each": round(statistics.median(own for own, _ in times) / count, 3),
        "tokenizer, ms each": round(statistics.median(other for _, other in times) / count, 3),
        "tokenizer / model": round(statistics.median(other / own for own, other in times), 3),
    }


def _milliseconds(call: Callable[[], Any]) -> float:
    started = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - started)


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.embedding_speed")
    parser.add_argument("data", type=Path, metavar="DATA_FOLDER")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--out", type=Path, default=_OUT)
    options = parser.parse_args()
    sets = list(read_sets(options.data / "eval"))
    passages = [passage.text for one in sets for passage in one.passages]
    questions = [question.text for one in sets for question in one.questions]
    chosen = passages[:: len(passages) // _PASSAGES + 1]
    asked = questions[:: len(questions) // _QUESTIONS + 1]
    figures = measure(chosen, asked, options.rounds)
    data = {"passages": len(chosen), "questions": len(asked), "cores": os.cpu_count()} | figures
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(data, indent=1) + "\n")
    Console().print(data)


if __name__ == "__main__":
    main()
