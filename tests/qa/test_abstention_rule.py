"""The rule for answering: by the size of the store, and as good as its file says."""

import json
from importlib.resources import files

import pytest

from qa import Assistant
from qa.calibration import CALIBRATION, Calibration

FIGURES = json.loads((files("qa") / CALIBRATION).read_text("utf-8"))
RULE = Calibration({"dense": (1.0, -0.5)}, (0.0, -1.0), 10, 1000, 0.6)


@pytest.mark.parametrize(
    ("among", "logit"),
    [(0, 2.0), (1, 2.0), (10, 2.0), (100, 0.0), (1000, -2.0), (1_000_000, -2.0)],
)
def test_of_more_paragraphs_more_is_asked_between_the_stores_of_the_fit(
    among: int, logit: float
) -> None:
    assert RULE.logit({"dense": 2.0}, among) == pytest.approx(logit)


@pytest.mark.parametrize("half", ["tuning halves", "reporting halves"])
def test_the_rule_holds_in_stores_of_every_size(half: str) -> None:
    assert set(FIGURES[half]) == {f"{n} paragraphs" for n in (50, 150, 500, 5000, 15000)}
    for rates in FIGURES[half].values():
        assert rates["false answers"] <= 0.2
        assert rates["balanced accuracy"] >= 0.75


@pytest.mark.parametrize(
    "question",
    [
        # the date and the number of something else, a year that is not there, no amount at all
        "Quand le traité de non-prolifération a-t-il été signé ?",
        "香山论坛有多少国家参加？",
        "Combien d'États ont signé la déclaration sur la guerre nucléaire en 2023 ?",
        "How much will the training of 5,000 people cost?",
        "Who is the Chinese special envoy for the Horn of Africa?",
        # no sentence says where
        "Où sera installé le siège de l’Initiative pour la Sécurité Mondiale ?",
        "In which city will the 5,000 trainees be taught?",
    ],
)
def test_a_near_miss_is_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).abstained


@pytest.mark.parametrize(
    "question",
    [
        "中国是否认为制裁可以从根本上解决争端？",
        "国际军事合作的定义是什么？",
        "What is meant by sustainable security?",
        "Dans quelle ville se tient le Forum mondial de sécurité publique ?",
        "In which year did Xi Jinping put forward the new vision of security?",
    ],
)
def test_what_the_documents_answer_is_not_refused(assistant: Assistant, question: str) -> None:
    assert not assistant.ask(question).abstained
