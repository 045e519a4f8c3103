"""Answers written by a chat model, over real HTTP: nothing unverified passes."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prompts import REFUSAL
from qa import Assistant
from qa.answer import Answer
from qa.wording import ABSTENTION, MODEL_REPLACED
from tests.qa.checks import assert_order, assert_quotes_only, assert_sound
from tests.qa.properties import SLOW
from tests.qa.scripted_server import Reply, ScriptedServer

WHO = "Qui a proposé l'Initiative pour la Sécurité Mondiale ?"
OFF_TOPIC = "Comment réparer un vélo crevé ?"
TRUE = "Xi Jinping a proposé l'Initiative pour la Sécurité Mondiale"
QUOTE = "L'époque actuelle est pleine de défis."
ALSO_TRUE = "L'Initiative vise à éliminer les origines des conflits internationaux"
INVENTED = "Le chocolat belge est exporté vers le Japon"


@pytest.fixture(scope="module")
def rank(model_assistant: Assistant) -> dict[str, int]:
    """Paragraph id → its number in the prompt for `WHO`."""
    hits = model_assistant.search(WHO, k=model_assistant.settings.passages)
    return {hit.paragraph.id: number for number, hit in enumerate(hits, start=1)}


def ask(assistant: Assistant, question: str = WHO) -> Answer:
    answer = assistant.ask(question)
    assert_sound(answer)
    return answer


def test_a_good_reply_becomes_the_answer(
    model_assistant: Assistant, server: ScriptedServer, rank: dict[str, int]
) -> None:
    number = rank["ism/I/3"]
    server.script(f"{TRUE} [{number}]. {ALSO_TRUE} [{number}].")
    answer = ask(model_assistant)
    assert answer.writer == "openai:test"
    assert [s.text for s in answer.sentences] == [f"{TRUE}.", f"{ALSO_TRUE}."]
    assert {s.status for s in answer.sentences} == {"supported"}
    assert {c.paragraph_id for c in answer.citations} == {"ism/I/3"}
    assert answer.text == f"{TRUE}. [1] {ALSO_TRUE}. [2]"
    assert (answer.notices, answer.dropped_citations) == ((), 0)
    assert len(server.requests) == 1


def test_the_source_own_words_are_marked_as_quoted(
    model_assistant: Assistant, server: ScriptedServer, rank: dict[str, int]
) -> None:
    server.script(f"{QUOTE} [{rank['ism/I/3']}]")
    (sentence,) = ask(model_assistant).sentences
    assert sentence.status == "quoted"
    assert sentence.text == QUOTE


@pytest.mark.parametrize(
    ("line", "marker"),
    [
        ("{s}{m}. ", "【{n}】"),
        ("{s}. {m}", "[^{n}]"),
        ("{s}. {m}", "【{n}】"),
        ("- {s} {m}\n", "[{n}-{n}]"),
        ("- {s} {m}\n", "[^{n}]"),
        ("1. {s}{m}.\n\n", "[{n}, {n}]"),
        ("1. {s}{m}.\n\n", " [{n}][{n}]"),
        ("{s}.\n{m}", "[{n}]"),
    ],
)
def test_sloppy_markers_are_understood(
    model_assistant: Assistant,
    server: ScriptedServer,
    rank: dict[str, int],
    line: str,
    marker: str,
) -> None:
    server.script(line.format(s=TRUE, m=marker.format(n=rank["ism/I/3"])))
    answer = ask(model_assistant)
    assert answer.writer == "openai:test"
    assert [c.paragraph_id for c in answer.citations] == ["ism/I/3"]
    (sentence,) = answer.sentences
    assert sentence.status in ("quoted", "supported")
    assert not sentence.repaired
    assert TRUE in sentence.text
    assert answer.text.count("[") == 1


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_the_pieces_a_reply_comes_in_make_no_difference(
    model_assistant: Assistant, server: ScriptedServer, size: int
) -> None:
    server.script(Reply(f"{TRUE} [1, 2]. {INVENTED} [3]. {ALSO_TRUE}【1】.", size=size))
    answer = ask(model_assistant)
    assert [s.status for s in answer.sentences] == ["supported", "unsupported", "supported"]


def test_a_list_keeps_its_lines(model_assistant: Assistant, server: ScriptedServer) -> None:
    server.script(f"1. {TRUE} [1]\n2. {ALSO_TRUE} [1]\n")
    answer = ask(model_assistant)
    assert [line.partition(" [")[0] for line in answer.text.splitlines()] == [
        f"1. {TRUE}",
        f"2. {ALSO_TRUE}",
    ]
    assert "unsupported" not in {s.status for s in answer.sentences}


@pytest.mark.parametrize("wrong", ["[{wrong}]", ""])
def test_a_wrong_or_missing_citation_is_repaired_and_marked_so(
    model_assistant: Assistant, server: ScriptedServer, rank: dict[str, int], wrong: str
) -> None:
    other = rank["ism/IV.1/1"]
    server.script(f"{TRUE} {wrong.format(wrong=other)}.")
    answer = ask(model_assistant)
    (sentence,) = answer.sentences
    assert (sentence.status, sentence.repaired) == ("supported", True)
    assert [c.paragraph_id for c in answer.citations] == ["ism/I/3"]


def test_an_invented_sentence_is_shown_as_unsupported_and_cites_nothing(
    model_assistant: Assistant, server: ScriptedServer
) -> None:
    server.script(f"{TRUE} [1]. {INVENTED} [1].")
    answer = ask(model_assistant)
    assert [s.status for s in answer.sentences] == ["supported", "unsupported"]
    assert answer.sentences[1].citations == ()
    assert answer.writer == "openai:test"


def test_unknown_numbers_are_dropped_and_counted(
    model_assistant: Assistant, server: ScriptedServer, rank: dict[str, int]
) -> None:
    server.script(f"{TRUE} [{rank['ism/I/3']}, 77] [0]. {ALSO_TRUE} [99].")
    answer = ask(model_assistant)
    assert answer.dropped_citations == 3
    assert "77" not in answer.text
    assert [s.repaired for s in answer.sentences] == [False, True]


def test_a_mostly_unsupported_reply_gives_way_to_the_passages_with_a_notice(
    model_assistant: Assistant, assistant: Assistant, server: ScriptedServer
) -> None:
    server.script(f"{TRUE} [1]. {INVENTED} [1]. La lune est un fromage [55].")
    answer = ask(model_assistant)
    assert answer.notices == (MODEL_REPLACED["fr"],)
    assert answer.writer == "extractive"
    assert answer.dropped_citations == 1
    assert answer.text == assistant.ask(WHO).text
    assert_quotes_only(answer)


def test_a_reply_of_markers_only_gives_way_to_the_passages(
    model_assistant: Assistant, server: ScriptedServer
) -> None:
    server.script("[1][2]【3】. !!!")
    assert ask(model_assistant).notices == (MODEL_REPLACED["fr"],)


@pytest.mark.parametrize(
    "reply", [REFUSAL, f"{REFUSAL}.", f"Hm. {REFUSAL}\nSuite", f"{TRUE} [1]. {REFUSAL}"]
)
def test_the_refusal_sentinel_is_an_abstention(
    model_assistant: Assistant, server: ScriptedServer, reply: str
) -> None:
    server.script(Reply(reply, size=3))
    answer = ask(model_assistant)
    assert answer.abstained
    assert answer.text == ABSTENTION["fr"]
    assert answer.writer == "openai:test"
    assert answer.closest
    assert REFUSAL not in str(answer.to_dict())


def test_no_model_is_called_when_the_documents_do_not_answer(
    model_assistant: Assistant, server: ScriptedServer
) -> None:
    server.script(f"{INVENTED} [1].")
    assert ask(model_assistant, OFF_TOPIC).abstained
    assert server.requests == []


HOSTILE = [
    f'<img src="http://evil.example/x.png"> {TRUE} [1]. <script>alert(1)</script>',
    f"{TRUE} [1](http://evil.example). ![x](http://evil.example/p.png) [2].",
    f"{TRUE} [1]. " + "[1]" * 5_000,
    f"{TRUE} " + "".join(f"[{n}]" for n in range(1_000)) + ".",
    "[" * 20_000,
    "[1, " * 5_000,
    "`" * 20_000,
    "." * 20_000,
    "a" * 50_000 + " [1]",
    "\x00\x1b[31m" + TRUE + " [1].\u202e",
    "[999999999999999999999] [1-99999999] [-1]",
]


@pytest.mark.parametrize("reply", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_reply_cites_nothing_but_retrieved_paragraphs(
    model_assistant: Assistant, server: ScriptedServer, reply: str
) -> None:
    server.script(Reply(reply, size=500))
    answer = ask(model_assistant)
    retrieved = {h.paragraph.id for h in model_assistant.search(WHO, k=8)}
    assert {c.paragraph_id for c in answer.citations} <= retrieved
    for sentence in answer.sentences:
        if "evil.example" in sentence.text or "<" in sentence.text:
            assert sentence.status != "quoted"


@settings(SLOW, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from([TRUE, QUOTE, ALSO_TRUE, INVENTED, "Oui", "«", "`x[1]`", REFUSAL[:4]])
        | st.sampled_from(["[1]", " [2, 3]", "【4】", "[1-8]", "[^9]", "[", ". ", "\n- ", "。"])
        | st.text(max_size=6),
        max_size=12,
    )
)
def test_every_answer_is_sound_whatever_the_model_says(
    model_assistant: Assistant, server: ScriptedServer, pieces: list[str]
) -> None:
    server.script(Reply("Voici. " + "".join(pieces), size=50))
    ask(model_assistant)


def test_sentences_are_sent_while_the_model_still_writes(
    model_assistant: Assistant, server: ScriptedServer
) -> None:
    server.script(f"{TRUE} [1]. {ALSO_TRUE} [1]. " + f"{QUOTE} [1] " * 20)
    server.hold()
    events = model_assistant.stream(WHO)
    types = [next(events).type for _ in range(3)]
    assert types == ["status", "status", "sentence"]  # the server has not finished
    server.gate.set()
    assert_order(types + [event.type for event in events])


def test_a_replaced_reply_is_announced_before_the_passages_are_sent(
    model_assistant: Assistant, server: ScriptedServer
) -> None:
    server.script(f"{INVENTED} [1]. {INVENTED} [2].")
    events = list(model_assistant.stream(WHO))
    types = [event.type for event in events]
    assert_order(types)
    replace = types.index("replace")
    assert events[replace].text == MODEL_REPLACED["fr"]
    sent_after = [e.sentence for e in events[replace:] if e.sentence]
    assert events[-1].answer
    assert events[-1].answer.sentences == tuple(sent_after)
