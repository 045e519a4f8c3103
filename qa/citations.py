"""Quotes → numbered citations: exact spans, each quote with one number."""

from collections.abc import Sequence

from corpus import Language, Paragraph
from qa.answer import Citation


class Citations:
    """The citations of one answer, in the order in which they were first made."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._made: dict[tuple[str, int, int], Citation] = {}

    def cite(self, paragraph: Paragraph, start: int, end: int) -> Citation:
        """The citation of `paragraph.text[start:end]`; the same quote keeps its number."""
        if not 0 <= start < end <= len(paragraph.text):
            raise ValueError(f"no quote at {start}:{end} of {len(paragraph.text)} characters")
        key = (paragraph.id, start, end)
        if key not in self._made:
            self._made[key] = Citation(
                number=len(self._made) + 1,
                paragraph_id=paragraph.id,
                reference=paragraph.reference(self._language),
                document_id=paragraph.document_id,
                document_title=paragraph.document_title,
                quote=paragraph.text[start:end],
                start=start,
                end=end,
                paragraph_text=paragraph.text,
                content_hash=paragraph.content_hash,
                language=paragraph.language,
            )
        return self._made[key]

    def all(self) -> tuple[Citation, ...]:
        """Every citation made so far, by number."""
        return tuple(self._made.values())

    def numbered(self, numbers: Sequence[int]) -> tuple[Citation, ...]:
        """The citations with `numbers`."""
        made = self.all()
        return tuple(made[number - 1] for number in numbers)
