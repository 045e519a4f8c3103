"""What texts are about, whatever their words and language."""

import gzip
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Language
from corpus.sentences import split_sentences
from vectorstore import concepts, mentions
from vectorstore.concepts import ConceptMatch, Concepts, concepts_called
from vectorstore.mentions import FILE, keys_of, table
from vectorstore.training import concepts as command
from vectorstore.training.concepts import RELATED, information, relations, table_of
from vectorstore.training.data import TrainingDataError
from vectorstore.training.thesaurus import THESAURUS, read_columns


def match(question: str, language: Language, text: str, of: Language) -> float:
    (score,) = ConceptMatch(question, language).match([Concepts.of(text, of)])[0].tolist()
    return float(score)


def test_the_table_is_that_of_the_thesaurus_and_its_relations() -> None:
    with np.load(FILE) as stored:
        made = table_of(THESAURUS) | relations(THESAURUS, RELATED)
        for name, values in made.items():
            assert np.array_equal(stored[name], values), "run vectorstore.training.concepts"
        assert len(stored["information"]) == len(read_columns(THESAURUS))
        assert stored["information"].min() > 0


@pytest.mark.parametrize(
    ("question", "language", "text", "of"),
    [
        ("How should narcotics be dealt with?", "en", "Lutter contre les stupéfiants.", "fr"),
        ("What about thinking machines?", "en", "L’intelligence artificielle est utile.", "fr"),
        ("怎样打击毒品？", "zh", "The illicit drugs trade must end.", "en"),
        ("Où sont les casques bleus ?", "fr", "中国支持联合国维和行动。", "zh"),
    ],
)
def test_other_names_in_other_languages_are_the_same_thing(
    question: str, language: Language, text: str, of: Language
) -> None:
    assert match(question, language, text, of) > 0.1
    assert match(question, language, "Le conseil se réunit à huit heures.", "fr") == 0.0


def test_a_related_concept_is_worth_less_than_the_same_one() -> None:
    asked = "Que faire de l'opium ?"
    same = match(asked, "fr", "Le commerce de l'opium est interdit.", "fr")
    related = match(asked, "fr", "Le trafic de drogue est interdit.", "fr")
    assert 0 < related < same


def test_of_expressions_within_others_only_the_longest_is_asked_for() -> None:
    whole = match("thinking machines", "en", "artificial intelligence", "en")
    assert whole > match("thinking machines", "en", "the machine", "en")
    assert match("thinking machines", "en", "artificial intelligence and machines", "en") == whole


def test_one_sentence_with_all_of_it_is_better_than_two_with_half_each() -> None:
    asked = "terrorism and landmines"
    texts = (
        "Terrorism and landmines are on the agenda of the council. The rest of the day was free.",
        "Terrorism is on the agenda of the council. The rest of the day was about landmines.",
    )
    together, apart = (match(asked, "en", text, "en") for text in texts)
    assert together > apart > 0


def test_no_expression_reaches_over_a_comma_in_chinese() -> None:
    assert len(Concepts.of("人工智能", "zh").ids) > len(Concepts.of("人工，智能", "zh").ids)
    assert match("人工智能", "zh", "人工，智能", "zh") < match("人工智能", "zh", "人工智能", "zh")


def one_by_one(question: str, passage: str) -> float:
    """The formula of the module, concept by concept."""
    entries = table()
    asked = concepts.concepts_asked(question, "fr")

    def met(named: set[int]) -> float:
        return math.fsum(max(met_by(concept, named) for concept in one) for one in asked)

    def met_by(concept: int, named: set[int]) -> float:
        own = float(entries.weights[concept])
        near = [
            mentions.RELATED * min(own, float(entries.weights[related]))
            for related in entries.related_to(concept)
            if related in named
        ]
        return own if concept in named else max(near, default=0.0)

    sentences = [passage[s.start : s.end] for s in split_sentences(passage)]
    named = [set(Concepts.of_each([one], ["fr"])[0].ids.tolist()) for one in sentences]
    if not named:
        return 0.0
    total = concepts._DOUBT + math.fsum(
        max(float(entries.weights[concept]) for concept in one) for one in asked
    )
    return (met(set().union(*named)) + max(map(met, named))) / 2 / total


WORDS = ["paix", "guerre", "sécurité", "alimentaire", "la", "piraterie", "drogue", "opium", "ONU"]
TEXTS = st.lists(st.sampled_from([*WORDS, ". "]), max_size=12).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=4))
def test_all_passages_at_once_have_the_scores_of_the_formula(
    question: str, passages: list[str]
) -> None:
    scores, _ = ConceptMatch(question, "fr").match([Concepts.of(one, "fr") for one in passages])
    assert scores.tolist() == pytest.approx([one_by_one(question, p) for p in passages], abs=1e-5)
    assert all(0 <= score < 1 for score in scores.tolist())


def test_each_sentence_has_its_own_concepts() -> None:
    whole = Concepts.of("La paix dure. Rien. La guerre et la piraterie cessent.", "fr")
    parts = whole.apart()
    assert [part.ids.tolist() for part in parts] == [
        one.ids.tolist()
        for one in Concepts.of_each(
            ["La paix dure.", "Rien.", "La guerre et la piraterie cessent."], ["fr"] * 3
        )
    ]


@pytest.mark.parametrize("expression", ["no way", "way out", "the", "à", "x"])
def test_what_is_left_without_function_words_must_be_the_same_thing(expression: str) -> None:
    assert keys_of(expression, "en") == set()


def test_articles_change_nothing() -> None:
    assert keys_of("the machine", "en") == keys_of("machine", "en") != set()


def test_a_word_as_it_is_comes_before_others_with_its_stem() -> None:
    university = "Les universités forment des juristes."
    assert match("À la fac ?", "fr", university, "fr") > 0
    assert match("Quelle face du cube ?", "fr", university, "fr") == 0
    # In another form both may be meant.
    assert match("Des facs ?", "fr", university, "fr") > 0


def test_what_is_one_expression_is_called_so() -> None:
    (climate,) = concepts_called("le changement climatique", "fr")
    assert concepts_called("气候变化", "zh") == {climate}
    assert concepts_called("the climate change of Asia", "en") == set()
    assert Concepts.of("Lutter contre les changements climatiques.", "fr").names_any({climate})


def test_a_relation_with_what_is_not_there_is_refused(tmp_path: Path) -> None:
    thesaurus = tmp_path / "thesaurus.tsv"
    thesaurus.write_text("paix\tpeace\t和平\nguerre\twar\t战争\n", "utf-8")
    related = tmp_path / "related.tsv"
    related.write_text("war\tpeace\npeace\t\n", "utf-8")
    found = relations(thesaurus, related)
    assert (found["related"].tolist(), found["starts"].tolist()) == ([0], [0, 0, 1])
    related.write_text("war\tpease\n", "utf-8")
    with pytest.raises(TrainingDataError, match="pease"):
        relations(thesaurus, related)


def test_what_is_in_every_text_has_little_information() -> None:
    count = len(read_columns(THESAURUS))
    texts = [f"The war on piracy goes on in the year number {n}." for n in range(1200)]
    found = information(count, [("en", texts)])["information"]
    assert found.min() < 0.01 < 7 < found.max()


def test_the_command_makes_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "train").mkdir()
    pairs = [f"La guerre de l'an {n} est finie, et la paix dure\tIt is over {n}" for n in range(9)]
    with gzip.open(tmp_path / "train" / "fr-en.calaw-seg.tsv.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join(pairs))
    made = tmp_path / "concepts.npz"
    for module in (mentions, command):
        monkeypatch.setattr(module, "FILE", made)
    try:
        with pytest.raises(SystemExit) as stopped:
            command.main([str(tmp_path)])
        assert stopped.value.code == 2
        assert "No origin has 1,000 texts" in capsys.readouterr().err
        assert not made.exists()
        monkeypatch.setattr(command, "_FEWEST", 5)
        command.main([str(tmp_path)])
        with np.load(made) as stored, np.load(FILE) as shipped:
            assert np.array_equal(stored["keys"], shipped["keys"])
            assert stored["information"].min() < 0.1 < 2 < stored["information"].max()
    finally:
        table.cache_clear()


def test_expressions_are_found_where_the_question_has_them() -> None:
    question = "Que dit-on de l'ONU et des narcotiques, de l\u2019aide humanitaire ?"
    match = ConceptMatch(question, "fr")
    said = [" ".join(question[start:end] for start, end in one) for one in match.places]
    assert "narcotiques" in said
    assert "aide humanitaire" in said
    assert ConceptMatch("", "fr").places == []


def test_a_sentence_names_an_expression_by_its_concept_and_less_by_a_related_one() -> None:
    match = ConceptMatch("drogue", "fr")
    passage = Concepts.of(
        "Elle lutte contre les narcotiques. Il pleut. La toxicomanie progresse.", "fr"
    )
    _, (named,) = match.match([passage])
    assert named.shape == (1, 3)
    same, nothing, related = named[0].tolist()
    assert (same, nothing) == (1.0, 0.0)
    assert 0.0 < related < 1.0
    _, (nothing_asked,) = ConceptMatch("", "fr").match([passage])
    assert nothing_asked.shape == (0, 3)
