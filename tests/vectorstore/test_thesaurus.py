"""The thesaurus that the bundled model is trained with, and the pairs that are drawn from it."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from vectorstore.analysis import has_chinese
from vectorstore.embeddings import BUNDLED_FOLDER
from vectorstore.training.data import TrainingDataError
from vectorstore.training.recipe import Recipe
from vectorstore.training.thesaurus import (
    THESAURUS,
    encode_thesaurus,
    of_concepts,
    read_thesaurus,
)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(BUNDLED_FOLDER / "tokenizer.json"))


def test_every_expression_stands_once_in_the_column_of_its_language() -> None:
    lines = [line.split("\t") for line in THESAURUS.read_text("utf-8").splitlines()]
    assert {len(columns) for columns in lines} == {3}
    for language, column in zip(("fr", "en", "zh"), zip(*lines, strict=True), strict=True):
        said = [one.lower() for cell in column for one in cell.split(" | ")]
        assert [one for one, count in Counter(said).items() if count > 1] == []
        assert all(one and one == one.strip() for one in said)
        chinese = sum(map(has_chinese, said)) / len(said)
        assert chinese > 0.97 if language == "zh" else chinese == 0


def test_pairs_are_of_one_concept_and_no_negatives_of_each_other(
    tokenizer: Tokenizer, tmp_path: Path
) -> None:
    file = tmp_path / "thesaurus.tsv"
    file.write_text("pirate | brigand\tpirate\t海盗\nclimat\tclimate | weather\t气候\n", "utf-8")
    concepts = read_thesaurus(file)
    assert concepts == [
        ("pirate", "brigand", "pirate", "海盗"),
        ("climat", "climate", "weather", "气候"),
    ]
    drawn = encode_thesaurus(tokenizer, concepts, seed=0, pairs=5)
    words = {
        tuple(tokenizer.encode(text, add_special_tokens=False).ids): (number, text)
        for number, concept in enumerate(concepts)
        for text in concept
    }
    assert len(drawn) == 10
    for row in range(len(drawn)):
        ends = []
        for side in (drawn.sources, drawn.targets):
            ids, _, keys = side.take(np.asarray([row]))
            number, text = words[tuple(ids.tolist())]
            assert keys.tolist() == [number]
            ends.append((number, text))
        (left, one), (right, other) = ends
        assert left == right
        assert one != other or one == "pirate"
    again = encode_thesaurus(tokenizer, concepts, seed=0, pairs=5)
    assert again.sources.starts.tolist() == drawn.sources.starts.tolist()
    everything = encode_thesaurus(tokenizer, concepts, seed=0)
    assert len(everything) == 2 * 4 * 3


def test_a_run_may_see_the_first_concepts_alone(tokenizer: Tokenizer) -> None:
    every = encode_thesaurus(tokenizer, read_thesaurus(THESAURUS)[:30], seed=0, pairs=5)
    some = of_concepts(every, 10)
    assert set(some.sources.keys.tolist()) == set(some.targets.keys.tolist()) == set(range(10))
    assert len(some) == 50
    assert of_concepts(every, None) is every
    recipe = Recipe(steps=1, thesaurus_share=0.5, concepts=10)
    other = replace(every, derived="", weight=3.0)
    assert [len(one) for one in recipe.chosen([other, every])] == [150, 50]


@pytest.mark.parametrize("line", ["pirate\tpirate", "pirate\t\t海盗", "pirate | pirate | 海盗"])
def test_a_line_without_three_languages_is_named(line: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.tsv"
    file.write_text(f"climat\tclimate\t气候\n{line}\n", "utf-8")
    with pytest.raises(TrainingDataError, match=r"'mine\.tsv', line 2: give French, English and"):
        read_thesaurus(file)
    with pytest.raises(TrainingDataError, match="Cannot read the thesaurus"):
        read_thesaurus(tmp_path / "none.tsv")
