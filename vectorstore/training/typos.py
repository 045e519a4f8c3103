"""One typo a question, the same one every time."""

import hashlib
import random
import re

_LATIN_WORD = re.compile(r"[a-zà-öø-ÿœæ]{4,}", re.IGNORECASE)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def with_typo(question: str, seed: str) -> str:
    """`question` with one edit inside one Latin word of four letters or more.

    A letter other than the first is replaced, left out or doubled by another, or swapped with
    the next; `seed` decides. A question without such a word stays as it is.
    """
    words = list(_LATIN_WORD.finditer(question))
    if not words:
        return question
    chance = random.Random(hashlib.sha256(seed.encode()).hexdigest())
    found = chance.choice(words)
    word = found[0]
    place = chance.randrange(1, len(word) - 1)
    letter = chance.choice([each for each in _LETTERS if each != word[place].lower()])
    before, after = word[:place], word[place + 1 :]
    edited = chance.choice(
        [
            before + letter + after,
            before + after,
            before + letter + word[place:],
            before + after[0] + word[place] + after[1:],
        ]
    )
    return question[: found.start()] + edited + question[found.end() :]
