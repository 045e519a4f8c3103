"""What holds for every answer, whoever wrote it and whatever was asked."""

import json
import re
from collections.abc import Sequence
from dataclasses import fields
from itertools import pairwise

from corpus import shipped_documents
from qa import Answer
from qa.wording import ABSTENTION

PARAGRAPHS = {p.id: p for document in shipped_documents() for p in document.paragraphs}


def assert_sound(answer: Answer) -> None:
    """Citations exact and allow-listed, sentences consistent with them, JSON complete."""
    assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    for citation in answer.citations:
        paragraph = PARAGRAPHS[citation.paragraph_id]
        assert citation.paragraph_text == paragraph.text
        assert citation.quote == paragraph.text[citation.start : citation.end] != ""
        assert citation.content_hash == paragraph.content_hash
        assert citation.reference == paragraph.reference(answer.language)
        assert citation.language == paragraph.language
    spans = {(c.paragraph_id, c.start, c.end) for c in answer.citations}
    assert len(spans) == len(answer.citations)
    used = {number for sentence in answer.sentences for number in sentence.citations}
    assert used == {c.number for c in answer.citations}
    for sentence in answer.sentences:
        assert sentence.text in answer.text
        assert (sentence.citations == ()) == (sentence.status == "unsupported")
    if answer.abstained:
        assert (answer.sentences, answer.citations) == ((), ())
        assert answer.text == ABSTENTION[answer.language]
    _assert_json(answer)


def assert_quotes_only(answer: Answer) -> None:
    """In a quoted sentence, what stands in quotation marks is the quote, the rest framing."""
    quotes = {citation.number: citation.quote for citation in answer.citations}
    for sentence in answer.sentences:
        assert sentence.status == "quoted"
        rest = sentence.text
        for number in sentence.citations:
            assert quotes[number] in rest
            rest = rest.replace(quotes[number], "", 1)
        framing = r"(?:Selon |According to |据)?[^«“:：]{1,80}[:：]\s?"
        assert re.fullmatch(rf"(?:{framing})?(?:[«“\s»”]|\[…\])*", rest), rest


def assert_order(types: Sequence[str]) -> None:
    """status… sentence… (replace sentence…)? done, and nothing after it."""
    assert re.fullmatch(r"(status )+(sentence )*(replace (sentence )*)?done ", "".join(
        f"{kind} " for kind in types
    )), types  # fmt: skip


def _assert_json(answer: Answer) -> None:
    data = answer.to_dict()
    assert json.loads(json.dumps(data)) == data
    assert set(data) == {field.name for field in fields(answer)}
    for sentence, plain in zip(answer.sentences, data["sentences"], strict=True):
        assert set(plain) == {field.name for field in fields(sentence)}
    for citation, plain in zip(answer.citations, data["citations"], strict=True):
        assert set(plain) == {field.name for field in fields(citation)}
    scores = [hit["score"] for hit in data["closest"]]
    assert all(left >= right for left, right in pairwise(scores))
