"""Names of countries and regions in the three languages, from Unicode's CLDR.

A question in Chinese that names 法国 can only be met by a text in French that names "France":
no word of one is in the other, and embeddings put all countries close together.
"""

import re

from corpus import LANGUAGES, Language

# "Monde" and "World" are no name.
_NO_NAME = ("001", "ZZ", "QO")
# CLDR's names are those of menus: "Chine", but "Myanmar (Birmanie)" and "中国香港特别行政区".
_ASIDE = re.compile(r"\s*[(（\[].*?[)）\]]")


def all_places() -> list[tuple[bool, dict[Language, str]]]:
    """The names of every country and region that has one, in CLDR's order, and whether it is a
    country."""
    # Here, because few questions need it: reading the names takes longer than an answer.
    from babel import Locale

    tables = {language: Locale(language).territories for language in LANGUAGES}
    return [
        (
            not code.isdigit(),
            {language: _ASIDE.sub("", tables[language][code]) for language in LANGUAGES},
        )
        for code in map(str, tables["en"])
        if code not in _NO_NAME
    ]
