"""Traditional characters are compared as simplified ones."""

import pytest

from corpus.chinese import simplified


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("全球安全倡議是誰提出的？", "全球安全倡议是谁提出的？"),
        ("別國可以插手我們家裡的事嗎？", "别国可以插手我们家里的事吗？"),
        ("全球安全倡议", "全球安全倡议"),
        ("Sécurité 2014", "Sécurité 2014"),
        ("", ""),
    ],
)
def test_traditional_characters_become_simplified_ones(text: str, plain: str) -> None:
    assert simplified(text) == plain


def test_places_in_the_text_stay_the_same() -> None:
    characters = "".join(chr(code) for code in range(0x3400, 0xA000))
    assert len(simplified(characters)) == len(characters)
