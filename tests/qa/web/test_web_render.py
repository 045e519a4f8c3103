from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from qa.answer import Answer, Citation, Event, Sentence
from qa.web.render import conversation
from qa.web.texts import WORDS
from qa.web.turns import Turn, as_history
from qa.web.welcome import welcome
from vectorstore.manifest import DocumentRecord

_OURS = {
    *("article", "b", "button", "div", "h2", "h3", "h4", "li", "ol", "p", "section"),
    *("path", "small", "span", "svg", "ul"),
}


class _Read(HTMLParser):
    """The text of a page, and what could do harm in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()
        self.attributes: dict[str, list[str]] = {}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, []).append(value or "")

    def handle_data(self, data: str) -> None:
        self.text += data


def _citation(text: str, number: int = 1) -> Citation:
    return Citation(
        number=number,
        paragraph_id=f"doc/{text}/1",
        reference=f"DOC, {text}, al. 1",
        document_id="doc",
        document_title=text,
        quote=text,
        start=0,
        end=len(text),
        paragraph_text=text,
        content_hash="0123",
        language="fr",
    )


def _answer(*sentences: Sentence, text: str = "Bonjour", abstained: bool = False) -> Answer:
    return Answer(
        question=text,
        rewritten_question=f"{text} …",
        language="fr",
        text=" ".join(sentence.marked for sentence in sentences) or text,
        sentences=sentences,
        citations=() if abstained else (_citation(text),),
        abstained=abstained,
        closest=(),
        notices=(text,),
    )


@given(st.text(max_size=60))
@example("<script>alert(1)</script>")
@example("\"><img src=http://attacker.invalid onerror='alert(1)'>")
@example("' onfocus='alert(1)' autofocus '")
@example("&lt;b&gt; &amp; {{value}} ${alert(1)} ![x](http://attacker.invalid)")
def test_whatever_is_said_stays_text(text: str) -> None:
    said = _answer(Sentence(text, (1,), "quoted"), text=text)
    refused = _answer(text=text, abstained=True)
    turns = [
        Turn(text, "", said.sentences, said.citations, answer=said),
        Turn(text, "", answer=refused),
        Turn(text, notice=text),
        Turn(text, activity=text),
        Turn(text).failed(text),
    ]
    read = _Read(conversation(turns, WORDS["fr"]))
    assert read.tags <= _OURS
    assert not {name for name in read.attributes if name.startswith("on") or name == "src"}
    # An HTML parser reads carriage returns and NUL in its own way.
    if text.isprintable():
        assert read.text.count(text) >= len(turns)
        assert text in read.attributes["data-quote"]


def test_sentences_show_their_status_and_their_citations() -> None:
    sentences = (
        Sentence("Première.", (1,), "quoted"),
        Sentence("Deuxième.", (1, 2), "supported", repaired=True),
        Sentence("Troisième.", (), "unsupported", new_line=True),
    )
    answer = _answer(*sentences)
    turn = Turn("?", "", sentences, (_citation("a"), _citation("b", 2)), answer=answer)
    read = _Read(conversation([turn], WORDS["en"]))
    for word in ("quoted word for word", "reworded and verified", "not supported by the documents"):
        assert read.text.count(word) == 2  # for screen readers, and in the legend
    assert "A reference was corrected by verification." in read.text
    labels = read.attributes["aria-label"]
    assert labels[:3] == ["[1] DOC, a, al. 1", "[1] DOC, a, al. 1", "[2] DOC, b, al. 1"]
    assert labels[3:] == ["Good answer", "Bad answer"]


def test_quotes_of_one_paragraph_are_one_source() -> None:
    first, second = _citation("a"), _citation("a", 2)
    answer = _answer(Sentence("Oui.", (1, 2), "quoted"))
    answer = replace(answer, citations=(first, second))
    html = conversation([Turn("?", answer=answer)], WORDS["fr"])
    assert html.count('class="source"') == 1
    assert "1, 2" in _Read(html).text


def test_a_turn_follows_the_events_of_its_answer() -> None:
    turn = Turn("Question ?").after(Event("status", text="searching"))
    assert "Searching the documents…" in conversation([turn], WORDS["en"])
    first = Sentence("Un.", (1,), "supported")
    turn = turn.after(Event("sentence", sentence=first, citations=(_citation("a"),)))
    turn = turn.after(Event("sentence", sentence=first, citations=(_citation("a"),)))
    assert turn.is_running
    assert (len(turn.sentences), len(turn.citations)) == (2, 1)
    turn = turn.after(Event("replace", text="Voici les passages."))
    assert (turn.sentences, turn.citations, turn.notice) == ((), (), "Voici les passages.")
    answer = _answer(Sentence("Deux.", (1,), "quoted"))
    turn = turn.after(Event("done", answer=answer))
    assert not turn.is_running
    assert turn.sentences == answer.sentences


def test_the_history_is_plain_messages_without_failed_questions() -> None:
    answer = _answer(Sentence("Oui.", (1,), "quoted"))
    turns = [Turn("Un ?", answer=answer), Turn("Deux ?").failed("Non."), Turn("Trois ?")]
    assert as_history(turns) == [
        {"role": "user", "content": "Un ?"},
        {"role": "assistant", "content": "Oui. [1]"},
    ]


def test_a_very_long_question_is_shortened_on_the_page() -> None:
    html = conversation([Turn("mot " * 25_000).failed("Trop long.")], WORDS["fr"])
    assert len(html) < 2_000


def test_examples_are_offered_only_with_the_shipped_documents() -> None:
    shipped = DocumentRecord("a", 1, "A", "A", "fr", None, None, "shipped", "0", 3, 4)
    own = DocumentRecord("b", 1, "<B>", "B", "fr", "2024-01-31", None, "b.txt", "0", 3, 4)
    assert "data-ask" in welcome([shipped, own], WORDS["fr"])
    assert "data-ask" not in welcome([own], WORDS["fr"])
    assert WORDS["fr"].no_documents in _Read(welcome([], WORDS["fr"])).text
