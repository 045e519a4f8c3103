"""What must hold of any text at all, however oddly it is numbered and indented."""

from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus import Document, content_hash, parse_document
from corpus.loaders.text import clean_text
from corpus.numbering import read_labels

MARKS = (
    "I. |II. |III) |IV – |C. |A. |B. |1. |2. |3. |10. |1) |2° |1.1 |1.2 |1.2.3 |2.1. |a) |b) |(c) "
    "|i) |ii) |(iv) |p) |(1) |（2）|Article 1|Article 2. |Article premier |Art. L. 221-1. – |§ 3 "
    "|al. 2|Titre Ier|Titre II : |Chapitre premier |Section 1 – |Annexe|Annexe A |第一章　|第一条　"
    "|第二条 |第三款|（一）|（二）|一、|二、|附件|# |## |## 1. |### a) |- |• |1998. |3.5 |Art.5 "
).split("|")
_BULLETS = ("-", "•", "▪", "◦", "·", "*", "–")
WORDS = [
    "paix",
    "La",
    "sécurité",
    "the",
    "War",
    "和平",
    "国家。",
    "l’ONU",
    "5 000",
    "fin.",
    "et,",
    "Œ",
]
INDENTS = ["", "", "", "  ", "    ", "\t", "\u2002\u2002", "　　"]

lines = st.builds(
    lambda indent, mark, words, end: f"{indent}{mark}{' '.join(words)}{end}",
    st.sampled_from(INDENTS),
    st.one_of(st.just(""), st.sampled_from(MARKS)),
    st.lists(st.sampled_from(WORDS), max_size=30),
    st.sampled_from(["", ".", " ", " :", "\u00a0"]),
)
numbered_texts = st.lists(st.one_of(lines, st.just("")), max_size=25).map("\n".join)
any_texts = st.one_of(numbered_texts, st.text(max_size=200))


def parse(text: str, markdown: bool) -> Document:
    cleaned = clean_text(text)
    return parse_document(cleaned, document_id="d", name="Doc", origin="d.md", markdown=markdown)


@given(any_texts, st.booleans())
@settings(max_examples=300, deadline=None)
def test_paragraphs_are_exact_unique_ordered_and_apart(text: str, markdown: bool) -> None:
    document = parse(text, markdown)
    end = 0
    for position, paragraph in enumerate(document.paragraphs):
        assert document.text[paragraph.start : paragraph.end] == paragraph.text
        assert paragraph.text == paragraph.text.strip() != ""
        assert end <= paragraph.start < paragraph.end
        assert paragraph.position == position
        end = paragraph.end
    ids = Counter(paragraph.id for paragraph in document.paragraphs)
    assert not [i for i, count in ids.items() if count > 1]
    assert all(i.startswith("d/") and not any(c.isspace() for c in i) for i in ids)


@given(any_texts, st.booleans())
@example("1.1 \nLa", False)
@example("附件", False)
@settings(max_examples=300, deadline=None)
def test_no_word_is_lost(text: str, markdown: bool) -> None:
    """What is in no paragraph is a number, a bullet, a heading mark, or a title above one."""
    document = parse(text, markdown)
    covered = {i for p in document.paragraphs for i in range(p.start, p.end)}
    titles = {"".join(title.split()) for p in document.paragraphs for title in p.headings}
    start = 0
    for line in document.text.split("\n"):
        left = "".join(c for i, c in enumerate(line, start) if i not in covered and c.strip())
        start += len(line) + 1
        bare = line.strip()
        if markdown and bare.startswith("#"):
            left, bare = left.strip("#"), bare.lstrip("#").strip()
        if bare.startswith(_BULLETS) and left == bare[0]:
            continue
        # "1.1" on a line of its own is the number of what follows, and 附件 where nothing does.
        marks = {
            "".join(bare[: one.length].split())
            for line_of_number in (bare, f"{bare} X")
            for one in read_labels(line_of_number)
        }
        assert not left or left in marks or any(left in title for title in titles), line


@given(any_texts, st.booleans())
@settings(max_examples=100, deadline=None)
def test_the_same_text_gives_the_same_document(text: str, markdown: bool) -> None:
    assert parse(text, markdown) == parse(text, markdown)


@given(any_texts)
@settings(max_examples=100, deadline=None)
def test_documents_of_any_text_survive_as_data(text: str) -> None:
    document = parse(text, markdown=True)
    assert Document.from_dict(document.to_dict()) == document


@given(numbered_texts)
@settings(max_examples=100, deadline=None)
def test_references_are_one_line_in_every_language(text: str) -> None:
    for paragraph in parse(text, markdown=False).paragraphs:
        assert paragraph.reference("fr").startswith("Doc, ")
        assert paragraph.reference("en").startswith("Doc, ")
        assert paragraph.reference("zh").startswith("Doc，")
        assert "\n" not in paragraph.reference("fr")


@given(st.text(max_size=100), st.text(max_size=100))
def test_hashes_are_equal_exactly_when_the_words_are(left: str, right: str) -> None:
    squeezed = [" ".join(text.split()) for text in (left, right)]
    if squeezed[0] == squeezed[1]:
        assert content_hash(left) == content_hash(right)
    assert content_hash(f" {left}\n") == content_hash(left)
    assert content_hash(f"{left}a") != content_hash(left)
