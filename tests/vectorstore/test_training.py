"""Training through the command that makes the bundled model, on a few hundred pairs."""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from vectorstore.embeddings import BundledEmbedder
from vectorstore.training.__main__ import main
from vectorstore.training.data import PairSet, TrainingDataError, read_pair_sets
from vectorstore.training.derived import joined_queries
from vectorstore.training.export import join, quantise
from vectorstore.training.pairs import Bags, EncodedSet
from vectorstore.training.recipe import MEMBERS, Recipe
from vectorstore.training.score import QuestionSet, figures, in_half
from vectorstore.training.score import main as score

WORDS = {
    "paix": ("peace", "和平"),
    "guerre": ("war", "战争"),
    "pays": ("country", "国家"),
    "loi": ("law", "法律"),
    "eau": ("water", "水源"),
    "sécurité": ("security", "安全"),
    "école": ("school", "学校"),
    "commerce": ("trade", "贸易"),
    "santé": ("health", "健康"),
    "dialogue": ("dialogue", "对话"),
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    draw = random.Random(0)
    french = [draw.sample(sorted(WORDS), 3) for _ in range(300)]
    english = [" ".join(WORDS[w][0] for w in words) for words in french]
    chinese = ["".join(WORDS[w][1] for w in words) for words in french]
    plain = [" ".join(words) for words in french]
    write_pairs(folder, "fr-en.calaw-seg", list(zip(plain, english, strict=True)))
    write_pairs(folder, "fr-zh.msdyn", list(zip(plain, chinese, strict=True)))
    write_pairs(folder, "q-p.en-zh.msdyn", list(zip(english, chinese, strict=True)))
    write_pairs(folder, "fr-zh.cfdict", [(f, c) for f, (_, c) in WORDS.items()])
    concepts = [f"{french}\t{english}\t{chinese}\n" for french, (english, chinese) in WORDS.items()]
    (folder / "thesaurus.tsv").write_text("".join(concepts), "utf-8")
    evaluation = folder / "eval"
    evaluation.mkdir()
    write_lines(
        evaluation / "toy.jsonl.gz",
        [
            {"id": str(i), "lang": "fr", "question": f, "paragraph_id": f, "answers": []}
            for i, f in enumerate(WORDS)
        ],
    )
    write_lines(
        evaluation / "toy.paragraphs.jsonl.gz",
        [{"paragraph_id": f, "lang": "zh", "text": c} for f, (_, c) in WORDS.items()],
    )
    return folder


@pytest.fixture(scope="module")
def model(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    train(data, folder)
    return folder


def write_pairs(folder: Path, name: str, pairs: list[tuple[str, str]]) -> None:
    (folder / "train").mkdir(exist_ok=True)
    with gzip.open(folder / "train" / f"{name}.tsv.gz", "wt", encoding="utf-8") as stream:
        stream.writelines(f"{source}\t{target}\n" for source, target in pairs)


def write_lines(file: Path, rows: list[dict[str, object]]) -> None:
    with gzip.open(file, "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def train(data: Path, out: Path, *options: str) -> BundledEmbedder:
    sizes = ["--vocabulary", "200", "--dimension", "16", "--steps", "30"]
    said = ["--thesaurus", str(data / "thesaurus.tsv")]
    with pytest.MonkeyPatch.context() as patch:
        # one run without the thesaurus and one with it
        patch.setattr("vectorstore.training.__main__.MEMBERS", MEMBERS[3:5])
        main([str(data), "--out", str(out), *sizes, *said, *options])
    return BundledEmbedder(out)


def test_a_trained_folder_loads_and_knows_its_words(model: Path) -> None:
    embedder = BundledEmbedder(model)
    french = embedder.embed_queries(list(WORDS))
    chinese = embedder.embed_documents([chinese for _, chinese in WORDS.values()])
    assert french.shape == (len(WORDS), 16)
    assert ((french @ chinese.T).argmax(axis=1) == np.arange(len(WORDS))).mean() >= 0.8

    from sentence_transformers import SentenceTransformer

    loaded = SentenceTransformer(str(model), device="cpu")
    np.testing.assert_allclose(loaded.encode(list(WORDS)), french, atol=1e-5)


def test_the_card_names_every_set(data: Path, model: Path) -> None:
    card = (model / "README.md").read_text(encoding="utf-8")
    for pairs in read_pair_sets(data):
        assert f"`{pairs.file}` | {len(pairs)} |" in card
        assert pairs.sha256 in card
    assert "CC BY-SA 3.0" in card
    assert "| toy |" in card
    assert "| ? |" not in card


def test_the_command_trains_two_runs_at_a_time(data: Path, tmp_path: Path) -> None:
    sizes = ["--vocabulary", "200", "--dimension", "16", "--steps", "2", "--processes", "2"]
    command = [sys.executable, "-m", "vectorstore.training", str(data), "--out", str(tmp_path)]
    ran = subprocess.run([*command, *sizes], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr.count("step 2/2") == len(MEMBERS)
    assert BundledEmbedder(tmp_path).dimension == 16


def test_training_is_repeatable(data: Path, model: Path, tmp_path: Path) -> None:
    first = BundledEmbedder(model)
    # one run after the other, where the first model's went two at a time
    keep = ("--tokenizer", str(model / "tokenizer.json"), "--processes", "1")
    again, other = (train(data, tmp_path / seed, "--seed", seed, *keep) for seed in ("0", "1"))
    assert first.fingerprint == again.fingerprint
    assert first.fingerprint != other.fingerprint


@pytest.mark.parametrize("mark", ["-NC", "-NOLIC"])
def test_sets_that_must_not_train_are_refused(
    mark: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pairs(tmp_path, f"q-p.fr.fquad-train{mark}", [("Qui ?", "Elle.")])
    with pytest.raises(SystemExit) as stopped:
        main([str(tmp_path), "--out", str(tmp_path / "model")])
    assert stopped.value.code == 2
    assert f"q-p.fr.fquad-train{mark}.tsv.gz" in capsys.readouterr().err
    assert not (tmp_path / "model").exists()


def test_made_questions_train_too(data: Path, tmp_path: Path) -> None:
    embedder = train(data, tmp_path, "--questions", "20")
    assert norms_of(embedder, list(WORDS)) == pytest.approx(np.ones(len(WORDS)), abs=1e-5)
    card = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "| questions | 20 | |" in card
    assert "| query_weight | 2.0 | 1.0 |" in card
    assert "trained on a" in card


def test_a_run_sees_the_sets_of_its_recipe_with_their_weights() -> None:
    one = np.ones(1, dtype=np.int64)
    nothing = Bags(one.astype(np.int32), one, one, one)
    plain = EncodedSet("a", "parallel.a", 3.0, nothing, nothing)
    sets = [
        plain,
        replace(plain, file="b", is_query=True),
        replace(plain, file="c", is_query=True, derived="joined"),
        replace(plain, file="d", is_query=True, derived="made"),
    ]
    recipe = Recipe(steps=1, query_weight=2.0)
    assert [one.weight for one in recipe.chosen(sets)] == [3.0, 6.0, 6.0, 6.0]
    thesaurus = replace(plain, file="t", derived="thesaurus")
    assert recipe.chosen([thesaurus, *sets]) == recipe.chosen(sets)
    quarter = replace(recipe, thesaurus_share=0.25).chosen([thesaurus, *sets])
    assert quarter[-1].file == "t"
    assert quarter[-1].weight == pytest.approx(21.0 / 3)
    sixteen = replace(plain, sources=replace(nothing, lengths=np.ones(16, dtype=np.int64)))
    (larger,) = replace(recipe, size_power=0.75).chosen([sixteen])
    assert larger.weight == pytest.approx(3.0 * 8.0)
    for changed, files in (
        (replace(recipe, joined=False), "abd"),
        (replace(recipe, made=False), "abc"),
        (replace(recipe, joined=False, made=False), "ab"),
    ):
        assert "".join(one.file for one in changed.chosen(sets)) == files


def test_joined_tables_have_the_mean_of_the_cosines() -> None:
    draw = np.random.default_rng(0)
    left, right = draw.normal(size=(2, 50, 6)).astype(np.float32)
    left[7] = right[7] = 0.0
    unit = [
        table / np.linalg.norm(table, axis=1, keepdims=True).clip(1e-9) for table in (left, right)
    ]
    whole = join(unit, 12)
    assert whole[7] == pytest.approx(np.zeros(12), abs=1e-6)
    norms = np.linalg.norm(np.delete(whole, 7, axis=0), axis=1)
    assert norms == pytest.approx(np.full(49, np.sqrt(2)), rel=1e-4)
    inner = whole @ whole.T
    assert inner == pytest.approx(unit[0] @ unit[0].T + unit[1] @ unit[1].T, abs=1e-4)
    # With fewer columns, what is lost is the least that can be.
    narrow = join(unit, 8)
    lost = np.linalg.eigvalsh(whole.T @ whole)[:4].sum()
    assert np.square(whole).sum() - np.square(narrow).sum() == pytest.approx(lost, rel=1e-3)
    assert join(unit, 99).shape == (50, 12)


def norms_of(embedder: BundledEmbedder, texts: list[str]) -> list[float]:
    return [float(np.linalg.norm(row)) for row in embedder.embed_queries(texts)]


def test_unusable_data_folders_are_named(tmp_path: Path) -> None:
    with pytest.raises(TrainingDataError, match="give the folder that holds train/"):
        read_pair_sets(tmp_path)
    write_pairs(tmp_path, "nonsense", [("a", "b")])
    with pytest.raises(TrainingDataError, match=r"'nonsense\.tsv\.gz' is not named"):
        read_pair_sets(tmp_path)


def test_headings_meet_passages_of_the_missing_direction() -> None:
    def queries(left: str, right: str, *pairs: tuple[str, str]) -> PairSet:
        sources, targets = zip(*pairs, strict=True)
        return PairSet("", "", left, right, "calaw", True, sources, targets)

    (joined,) = joined_queries(
        [
            queries("fr", "fr", ("Peines", "texte 1"), ("Objet", "texte 2"), ("Seul", "texte 3")),
            queries("en", "fr", ("Penalties", "texte 1"), ("Purpose", "texte 2")),
            queries("en", "en", ("Penalties", "text 1"), ("Purpose", "a"), ("Purpose", "b")),
        ]
    )
    # "Purpose" stands over two passages, "Seul" has no English heading.
    assert (joined.sources, joined.targets) == (("Peines",), ("text 1",))
    assert (joined.source_language, joined.target_language) == ("fr", "en")


def test_quantised_rows_are_close() -> None:
    table = np.random.default_rng(0).normal(size=(50, 64)).astype(np.float32)
    table[0] = 0
    rows, scales = quantise(table)
    restored = rows * scales[:, None]
    assert not restored[0].any()
    cosines = (table * restored).sum(axis=1)[1:]
    cosines /= np.linalg.norm(table[1:], axis=1) * np.linalg.norm(restored[1:], axis=1)
    assert cosines.min() > 0.9999


def test_ties_count_as_half_a_place() -> None:
    questions = QuestionSet("toy", ("a", "b", "c"), ("p", "q", "r"), np.asarray([0, 0, 0]))
    scores = np.asarray([[3, 2, 1], [2, 2, 1], [1, 2, 3]], dtype=np.float32)
    measured = figures(questions, scores)
    assert measured.recall_at_1 == pytest.approx(100 / 3)
    assert measured.recall_at_5 == 100
    expected = (1 + 1 / np.log2(2.5) + 1 / np.log2(4)) / 3
    assert measured.ndcg_at_10 == pytest.approx(100 * expected)


def test_every_question_is_in_one_half() -> None:
    halves = [in_half(str(i), "tuning") for i in range(1000)]
    assert all(in_half(str(i), "reporting") != tuning for i, tuning in enumerate(halves))
    assert 400 < sum(halves) < 600


def test_the_scorer_prints_a_table(
    data: Path, model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    score([str(data), "--model", str(model), "--half", "reporting", "--soft"])
    printed = capsys.readouterr().out
    assert "dense" in printed
    assert "soft" in printed
    assert "toy" in printed
