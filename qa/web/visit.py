"""What a browser brings along when it opens the page: see script/visit.js."""

import json
from dataclasses import dataclass

from qa.web.saved import load
from qa.web.turns import Turn


@dataclass(frozen=True, slots=True)
class Visit:
    """The paragraph that the address names, and the conversation that was open before."""

    paragraph_id: str
    turns: list[Turn]

    @classmethod
    def from_browser(cls, text: str) -> "Visit":
        """Read what anybody may have sent; whatever is not right is left out."""
        try:
            data = json.loads(text)
        except ValueError:
            data = {}
        if not isinstance(data, dict):
            data = {}
        turns = data.get("turns")
        return cls(str(data.get("paragraph") or ""), load(turns) if isinstance(turns, str) else [])
