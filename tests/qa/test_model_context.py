"""What a model with a small context is shown, and a reply that reached its limit."""

import re
from pathlib import Path

import pytest

from qa.context import REPLY_TOKENS, estimated_tokens
from qa.wording import MODEL_CUT, OTHER_LANGUAGE
from tests.qa.conftest import MakeAssistant
from tests.qa.scripted_server import Reply, ScriptedServer

WHO = "Qui a proposé l'Initiative pour la Sécurité Mondiale ?"
TRUE = "Xi Jinping a proposé l'Initiative pour la Sécurité Mondiale [1]."
FILLER = "La commission a examiné le barrage de Montfleury sans prendre de décision. "


def test_the_prompt_and_the_reply_fit_in_the_context(
    make_assistant: MakeAssistant, server: ScriptedServer
) -> None:
    shown = {}
    for context in (1500, 2048, 32_000):
        assistant = make_assistant(llm="openai:test", llm_base_url=server.url, llm_context=context)
        server.script(TRUE)
        assistant.ask(WHO)
        assert estimated_tokens(server.prompt) + REPLY_TOKENS <= context
        shown[context] = len(re.findall(r"^\[\d+\] ", server.asked, re.MULTILINE))
    assert 1 <= shown[1500] < shown[2048] <= shown[32_000] == assistant.settings.passages


def test_a_paragraph_too_long_is_cut_around_what_was_asked(
    make_assistant: MakeAssistant, server: ScriptedServer, tmp_path: Path
) -> None:
    fact = "Le barrage de Montfleury fut inauguré par la préfète Lambert en 1987. "
    (tmp_path / "rapport.txt").write_text(f"Rapport\n\n{FILLER * 10}{fact}{FILLER * 10}", "utf-8")
    assistant = make_assistant(llm="openai:test", llm_base_url=server.url, llm_context=1500)
    assistant.ingest([tmp_path / "rapport.txt"])
    server.script("Le barrage de Montfleury fut inauguré en 1987 [1].")
    answer = assistant.ask("En quelle année le barrage de Montfleury fut-il inauguré ?")
    assert fact.strip() in server.asked
    assert server.asked.count("[…]") == 2
    assert estimated_tokens(server.prompt) + REPLY_TOKENS <= 1500
    (citation,) = answer.citations
    assert citation.paragraph_text[citation.start : citation.end] == citation.quote
    assert "1987" in citation.quote


@pytest.mark.parametrize(
    ("reply", "kept"),
    [
        (f"{TRUE} Il a aussi proposé de", 1),
        (TRUE, 1),  # cut where a sentence ended: nothing of it is lost
        (f"{TRUE} {TRUE} Il", 2),
    ],
)
def test_a_reply_cut_at_its_limit_says_so_and_drops_the_half_sentence(
    make_assistant: MakeAssistant, server: ScriptedServer, reply: str, kept: int
) -> None:
    assistant = make_assistant(llm="openai:test", llm_base_url=server.url)
    server.script(Reply(reply, finish="length"))
    answer = assistant.ask(WHO)
    assert len(answer.sentences) == kept
    assert answer.notices == (MODEL_CUT["fr"],)
    assert all(sentence.text.endswith(".") for sentence in answer.sentences)


def test_an_answer_in_another_language_is_checked_in_it_and_announced(
    make_assistant: MakeAssistant, server: ScriptedServer
) -> None:
    assistant = make_assistant(llm="openai:test", llm_base_url=server.url)
    server.script("Xi Jinping a proposé l'Initiative pour la Sécurité Mondiale [1].")
    answer = assistant.ask("Who proposed the Global Security Initiative in the concept paper?")
    assert answer.notices == (OTHER_LANGUAGE["en"],)
    assert [sentence.status for sentence in answer.sentences] == ["supported"]


@pytest.mark.parametrize("label", ["Réponse : ", "Answer: ", "Réponse :\n"])
def test_the_label_that_the_prompt_ends_with_is_no_part_of_the_answer(
    make_assistant: MakeAssistant, server: ScriptedServer, label: str
) -> None:
    assistant = make_assistant(llm="openai:test", llm_base_url=server.url)
    server.script(label + TRUE)
    assert assistant.ask(WHO).text == TRUE.replace(" [1].", ". [1]")
