"""The tokenizer of the bundled embedder: one vocabulary for French, English and Chinese."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

UNKNOWN = "<unk>"
_MAX_PIECE_LENGTH = 16
_WORD_START = "▁"
_LIGATURES = (("œ", "oe"), ("æ", "ae"), ("ß", "ss"))


def build_tokenizer() -> Tokenizer:
    """Return an untrained tokenizer with the normalisation that training and questions share."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence(
        [
            # People type without accents and with whichever apostrophe the keyboard offers.
            normalizers.NFKD(),
            normalizers.StripAccents(),
            normalizers.Lowercase(),
            *(normalizers.Replace(ligature, letters) for ligature, letters in _LIGATURES),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            # Punctuation, apostrophes included, only separates: a mean has no use for it.
            pre_tokenizers.Split(Regex(r"[\s\p{P}\x{2BC}`]+"), "removed"),
            # "SIV系统": the Latin word must yield the pieces it yields between spaces.
            pre_tokenizers.Split(Regex(r"\p{Han}+"), "isolated"),
            pre_tokenizers.Metaspace(prepend_scheme="always"),
            # Chinese has no spaces: with the mark, "中国" would be two rows for one word,
            # depending only on the punctuation before it.
            pre_tokenizers.Split(Regex(f"{_WORD_START}(?=\\p{{Han}})"), "removed"),
        ]
    )
    return tokenizer


def train_tokenizer(texts: Iterable[str], vocabulary: int) -> Tokenizer:
    """Train a Unigram vocabulary of at most ``vocabulary`` pieces on ``texts``.

    The trainer of the tokenizers library iterates over a hash map, so two runs on the same texts
    give slightly different pieces: to repeat a training exactly, hand it the saved tokenizer.
    """
    tokenizer = build_tokenizer()
    trainer = trainers.UnigramTrainer(
        vocab_size=vocabulary,
        special_tokens=[UNKNOWN],
        unk_token=UNKNOWN,
        max_piece_length=_MAX_PIECE_LENGTH,
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer=trainer)
    state = json.loads(tokenizer.to_str())
    # Nothing needs the special-token machinery: encoding never adds tokens.
    state["added_tokens"] = []
    return Tokenizer.from_str(json.dumps(state, ensure_ascii=False))


def silent_ids(tokenizer: Tokenizer) -> list[int]:
    """Return the ids that must not move a vector: the unknown token and the bare word start.

    Their rows are zero, so a text of emoji alone has no direction instead of a random one.
    """
    ids = (tokenizer.token_to_id(piece) for piece in (UNKNOWN, _WORD_START))
    return [token for token in ids if token is not None]


def sample_texts(by_language: dict[str, list[str]], characters: int, seed: int) -> Iterator[str]:
    """Yield distinct texts of each language, in random order, up to ``characters`` of each."""
    shuffle = random.Random(seed)
    for language in sorted(by_language):
        texts = sorted(set(by_language[language]))
        shuffle.shuffle(texts)
        budget = characters
        for text in texts:
            if budget <= 0:
                break
            budget -= len(text)
            yield text
