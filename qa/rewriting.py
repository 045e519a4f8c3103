"""A follow-up made complete by the chat model, with the rules of `question` to fall back on."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus import detect_language
from prompts import as_data, load_prompt
from qa.errors import ModelCallError
from qa.follow_ups import Message
from qa.llm import ModelReply
from qa.question import Inquiry
from qa.settings import Settings
from qa.wording import REPLY_LABELS
from vectorstore.analysis import content, words

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# What the model is shown of each earlier message, and how many of them.
_MESSAGES = 6
_LONGEST_MESSAGE = 500
_LONGEST = 400
# How much of the follow-up a rewriting must keep, and how much of it must come from the
# conversation: an answer, or an order that the history contains, does neither.
_KEPT = 0.6
_FOUNDED = 0.6
_log = logging.getLogger(__name__)


def rewritten(
    inquiry: Inquiry, history: Sequence[Message], model: "BaseChatModel", settings: Settings
) -> Inquiry:
    """The inquiry with the model's wording, if it leans on the history and the wording holds.

    Never raises for the model's sake: when it fails, the rules' completion stands.
    """
    if inquiry.text == inquiry.asked:
        return inquiry
    system = load_prompt("rewrite", inquiry.language)
    said = "\n".join(
        m.get("content", "")[:_LONGEST_MESSAGE] for m in history[-_MESSAGES:] if m.get("content")
    )
    prompt = system.substitute(history=as_data(said), question=as_data(inquiry.asked))
    try:
        reply = "".join(ModelReply(model, "", prompt, settings))
    except ModelCallError as error:
        _log.warning("The question was completed by rules: %s", error)
        return inquiry
    text = REPLY_LABELS.sub("", reply.strip().partition("\n")[0]).strip(' «»“”"')
    return replace(inquiry, text=text) if _holds(text, inquiry, said) else inquiry


def _holds(text: str, inquiry: Inquiry, said: str) -> bool:
    """Whether `text` is the follow-up with words of the conversation, and nothing else."""
    language = inquiry.language
    if not 0 < len(text) <= _LONGEST or detect_language(text, default=language) != language:
        return False
    own = set(words(content(inquiry.asked), language))
    new = set(words(content(text), language))
    known = own | set(words(said, language))
    kept = len(own & new) >= _KEPT * len(own)
    founded = len(new & known) >= _FOUNDED * len(new)
    return kept and founded
