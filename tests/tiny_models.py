"""Models of a few kilobytes, of the kinds that are otherwise fetched from a hub."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np


def write_static_model(folder: Path, prompts: dict[str, str] | None = None) -> Path:
    """An embedding model of five words with 8 random numbers each: `peace` is twice `paix`."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    words = ["<unk>", "paix", "guerre", "peace", "war", "query:", "passage:"]
    tokenizer = Tokenizer(models.WordLevel({w: i for i, w in enumerate(words)}, "<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    table = np.random.default_rng(0).normal(size=(len(words), 8)).astype(np.float32)
    table[0] = 0
    table[3] = table[1] * 2
    modules: Any = [StaticEmbedding(tokenizer, embedding_weights=table)]
    SentenceTransformer(modules=modules, prompts=prompts, device="cpu").save(str(folder))
    return folder


def write_cross_encoder(
    folder: Path, texts: Sequence[str], *, labels: int = 1, missing_words: int = 0
) -> Path:
    """A transformer with random weights that scores pairs, with the words of `texts`.

    Its scores are far apart, and mean nothing. `missing_words` is how many words of its
    tokenizer the model itself lacks: a damaged model, which fails when it meets one of them.
    """
    import torch
    from transformers import BertConfig, BertForSequenceClassification

    tokenizer = _trained_tokenizer(texts)
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(tokenizer) - missing_words,
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
        initializer_range=0.4,
    )
    config.num_labels = labels
    BertForSequenceClassification(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def write_transformer(folder: Path, texts: Sequence[str]) -> Path:
    """A transformer without a head, as embedding models are made of."""
    from transformers import BertConfig, BertModel

    tokenizer = _trained_tokenizer(texts)
    config = BertConfig(
        vocab_size=len(tokenizer), hidden_size=8, num_hidden_layers=1, num_attention_heads=1
    )
    BertModel(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def _trained_tokenizer(texts: Sequence[str]) -> Any:
    from tokenizers import Tokenizer, models, pre_tokenizers, processors, trainers
    from transformers import PreTrainedTokenizerFast

    wrapper: Any = PreTrainedTokenizerFast  # its constructor has no types
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    tokenizer = Tokenizer(models.WordLevel(unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.train_from_iterator(texts, trainers.WordLevelTrainer(special_tokens=special))
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[(word, special.index(word)) for word in ("[CLS]", "[SEP]")],
    )
    names = ("pad_token", "unk_token", "cls_token", "sep_token")
    return wrapper(tokenizer_object=tokenizer, **dict(zip(names, special, strict=True)))
