"""``python -m vectorstore.training DATA_FOLDER``: train, save, measure, write the card."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from vectorstore.embeddings import BUNDLED_FOLDER, BundledEmbedder
from vectorstore.training.card import write_card
from vectorstore.training.data import PairSet, TrainingDataError, read_pair_sets
from vectorstore.training.derived import joined_queries
from vectorstore.training.export import save_model
from vectorstore.training.fit import Recipe, fit
from vectorstore.training.pairs import Mixture, encode_sets
from vectorstore.training.questions import made_questions
from vectorstore.training.score import Figures, dense_scores, measure, read_question_sets
from vectorstore.training.tokenizer import sample_texts, silent_ids, train_tokenizer

logger = logging.getLogger("vectorstore.training")

_DEFAULT = Recipe()


def train(data: Path, out: Path, recipe: Recipe, tokenizer: Tokenizer | None = None) -> None:
    """Train on ``data/train`` and write the model folder ``out`` with its card.

    Without a ``tokenizer``, one is trained first. With one, the same data, recipe and number of
    threads give the same weights.

    Raises:
        TrainingDataError: ``data/train`` has no sets, or one that must not train shipped weights.
    """
    sets = read_pair_sets(data)
    logger.info("%d sets, %d pairs", len(sets), sum(map(len, sets)))
    if tokenizer is None:
        texts = sample_texts(_by_language(sets), recipe.tokenizer_characters, recipe.seed)
        tokenizer = train_tokenizer(texts, recipe.vocabulary)
    logger.info("vocabulary of %d", tokenizer.get_vocab_size())
    derived = [
        *(joined_queries(sets) if recipe.joined else ()),
        *made_questions(sets, recipe.questions, recipe.seed),
    ]
    logger.info("%d derived sets, %d pairs", len(derived), sum(map(len, derived)))
    encoded = encode_sets(tokenizer, (*sets, *derived), recipe.max_tokens, recipe.size_power)
    table = fit([s for s in encoded if len(s)], tokenizer.get_vocab_size(), recipe)
    table[silent_ids(tokenizer)] = 0.0
    save_model(out, tokenizer, table)
    write_card(out, sets, recipe, _measure(data, out))
    logger.info("wrote %s", out)


def _by_language(sets: Sequence[PairSet]) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for pairs in sets:
        texts.setdefault(pairs.source_language, []).extend(pairs.sources)
        texts.setdefault(pairs.target_language, []).extend(pairs.targets)
    return texts


def _measure(data: Path, out: Path) -> tuple[Figures, ...]:
    questions = read_question_sets(data, "reporting")
    embedder = BundledEmbedder(out)
    return measure(questions, lambda s: dense_scores(embedder, s)) if questions else ()


def main(arguments: Sequence[str] | None = None) -> None:
    """Train the bundled model; see ``--help``."""
    parser = argparse.ArgumentParser(prog="python -m vectorstore.training", description=__doc__)
    parser.add_argument("data", type=Path, metavar="DATA_FOLDER", help="the folder with train/")
    parser.add_argument("--out", type=Path, default=BUNDLED_FOLDER, help="the model folder")
    parser.add_argument("--steps", type=int, default=_DEFAULT.steps)
    parser.add_argument("--seed", type=int, default=_DEFAULT.seed)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--vocabulary", type=int, default=_DEFAULT.vocabulary)
    parser.add_argument("--dimension", type=int, default=_DEFAULT.dimension)
    parser.add_argument("--scale", type=float, default=_DEFAULT.scale)
    parser.add_argument("--block-share", type=float, default=_DEFAULT.mixture.block_share)
    parser.add_argument("--frame-share", type=float, default=_DEFAULT.mixture.frame_share)
    parser.add_argument("--mixed-share", type=float, default=_DEFAULT.mixture.mixed_share)
    parser.add_argument(
        "--joined",
        action=argparse.BooleanOptionalAction,
        default=_DEFAULT.joined,
        help="also join missing query directions",
    )
    parser.add_argument(
        "--questions",
        type=int,
        default=_DEFAULT.questions,
        help="pairs of each set of made questions at most; 0 makes none",
    )
    parser.add_argument(
        "--tokenizer", type=Path, help="a tokenizer.json to keep, instead of training one"
    )
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(options.threads)
    recipe = Recipe(
        steps=options.steps,
        seed=options.seed,
        vocabulary=options.vocabulary,
        dimension=options.dimension,
        scale=options.scale,
        joined=options.joined,
        questions=options.questions,
        mixture=Mixture(
            mixed_share=options.mixed_share,
            block_share=options.block_share,
            frame_share=options.frame_share,
        ),
    )
    try:
        tokenizer = options.tokenizer and Tokenizer.from_file(str(options.tokenizer))
        train(options.data, options.out, recipe, tokenizer)
    except TrainingDataError as error:
        parser.exit(2, f"{error}\n")


if __name__ == "__main__":
    main()
