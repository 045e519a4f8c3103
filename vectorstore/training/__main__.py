"""``python -m vectorstore.training DATA_FOLDER``: train, save, measure, write the card."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from tokenizers import Tokenizer

from vectorstore.embeddings import BUNDLED_FOLDER, BundledEmbedder
from vectorstore.training.card import write_card
from vectorstore.training.data import PairSet, TrainingDataError, read_pair_sets
from vectorstore.training.derived import joined_queries
from vectorstore.training.export import join, save_model
from vectorstore.training.fit import LOG_FORMAT, fit_all
from vectorstore.training.pairs import encode_sets
from vectorstore.training.questions import made_questions
from vectorstore.training.recipe import DIMENSION, MEMBERS, Preparation, Recipe
from vectorstore.training.score import Figures, dense_scores, measure, read_question_sets
from vectorstore.training.thesaurus import THESAURUS, encode_thesaurus, read_thesaurus
from vectorstore.training.tokenizer import sample_texts, silent_ids, train_tokenizer

logger = logging.getLogger("vectorstore.training")


def train(
    data: Path,
    out: Path,
    members: Sequence[Recipe],
    preparation: Preparation,
    dimension: int,
    tokenizer: Tokenizer | None = None,
    thesaurus: Path = THESAURUS,
    processes: int = 1,
) -> None:
    """Train on ``data/train`` and ``thesaurus``; write the model folder ``out`` with its card.

    Without a ``tokenizer``, one is trained first. With one, the same data and recipes give the same
    weights. So many ``processes`` have a run each at a time; on a GPU one run follows the other.

    Raises:
        TrainingDataError: ``data/train`` has no sets, or one that must not train shipped weights;
            or the thesaurus cannot be read.
    """
    sets = read_pair_sets(data)
    logger.info("%d sets, %d pairs", len(sets), sum(map(len, sets)))
    if tokenizer is None:
        texts = sample_texts(_by_language(sets), preparation.tokenizer_characters, preparation.seed)
        tokenizer = train_tokenizer(texts, preparation.vocabulary)
    logger.info("vocabulary of %d", tokenizer.get_vocab_size())
    derived = [
        *joined_queries(sets),
        *made_questions(sets, preparation.questions, preparation.seed),
    ]
    logger.info("%d derived sets, %d pairs", len(derived), sum(map(len, derived)))
    concepts = read_thesaurus(thesaurus)
    logger.info("%d concepts", len(concepts))
    encoded = encode_sets(tokenizer, (*sets, *derived), preparation.max_tokens)
    encoded.append(encode_thesaurus(tokenizer, concepts, preparation.seed))
    tables = list(fit_all(encoded, tokenizer.get_vocab_size(), members, processes))
    for table in tables:
        table[silent_ids(tokenizer)] = 0.0
    save_model(out, tokenizer, join(tables, dimension))
    device = "a GPU" if torch.cuda.is_available() else "a CPU"
    write_card(out, sets, concepts, members, preparation, _measure(data, out), device)
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
    parser.add_argument("--steps", type=int, help="of each run, instead of its own")
    parser.add_argument("--seed", type=int, default=0, help="added to every seed of the recipe")
    parser.add_argument("--processes", type=int, default=2, help="so many runs at a time")
    parser.add_argument("--vocabulary", type=int, default=Preparation.vocabulary)
    parser.add_argument("--dimension", type=int, default=DIMENSION)
    parser.add_argument(
        "--questions",
        type=int,
        default=Preparation.questions,
        help="pairs of each set of made questions at most; 0 makes none",
    )
    parser.add_argument(
        "--thesaurus", type=Path, default=THESAURUS, help="a file like the one of the package"
    )
    parser.add_argument(
        "--tokenizer", type=Path, help="a tokenizer.json to keep, instead of training one"
    )
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format=LOG_FORMAT)
    members = [
        replace(recipe, seed=recipe.seed + options.seed, steps=options.steps or recipe.steps)
        for recipe in MEMBERS
    ]
    preparation = Preparation(options.vocabulary, questions=options.questions, seed=options.seed)
    try:
        tokenizer = options.tokenizer and Tokenizer.from_file(str(options.tokenizer))
        train(
            options.data,
            options.out,
            members,
            preparation,
            options.dimension,
            tokenizer,
            options.thesaurus,
            options.processes,
        )
    except TrainingDataError as error:
        parser.exit(2, f"{error}\n")


if __name__ == "__main__":
    main()
