"""What was found for a question, and whether it is enough to answer from."""

from dataclasses import dataclass

from qa.question import Inquiry
from vectorstore.search import Hit

# The least score of the best paragraph that an answer may start from, by whether the
# question's words can match (same language) or only its meaning (another language).
# Chosen on the `tune` half of the question set by `python -m benchmarks.abstention`.
_ENOUGH_SAME_LANGUAGE = 0.42
_ENOUGH_OTHER_LANGUAGE = 0.42
_CLOSEST = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """A question with the paragraphs retrieved for it, best first."""

    inquiry: Inquiry
    hits: tuple[Hit, ...]

    @property
    def is_enough(self) -> bool:
        """Whether the best paragraph is near enough to answer from; else Alinéa abstains."""
        if not self.hits:
            return False
        best = self.hits[0]
        same = best.paragraph.language == self.inquiry.language
        return best.score >= (_ENOUGH_SAME_LANGUAGE if same else _ENOUGH_OTHER_LANGUAGE)

    @property
    def closest(self) -> tuple[Hit, ...]:
        """What to show when abstaining."""
        return self.hits[:_CLOSEST]
