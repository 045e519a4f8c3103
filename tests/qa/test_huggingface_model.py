"""A real transformers model, made on the spot, through LangChain's `init_chat_model`."""

import warnings
from pathlib import Path
from typing import Any

import pytest

from qa.wording import MODEL_FAILED, MODEL_REPLACED
from tests.qa.checks import assert_sound
from tests.qa.conftest import MakeAssistant

QUESTION = "Qui a proposé l'Initiative pour la Sécurité Mondiale ?"


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a two-layer Llama of random weights and a byte-pair tokenizer."""
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("tiny")
    inner = Tokenizer(models.BPE())
    inner.pre_tokenizer = pre_tokenizers.ByteLevel()
    trainer = trainers.BpeTrainer(vocab_size=400, special_tokens=["<s>", "</s>"])
    inner.train_from_iterator(["Xi Jinping a proposé l'Initiative [1]. "] * 20, trainer)
    fast: Any = PreTrainedTokenizerFast  # untyped
    tokenizer = fast(tokenizer_object=inner, bos_token="<s>", eos_token="</s>", pad_token="</s>")
    tokenizer.chat_template = "{% for m in messages %}{{ m['content'] }}\n{% endfor %}"
    tokenizer.save_pretrained(folder)
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=16,
        intermediate_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        max_position_embeddings=8192,
        bos_token_id=0,
        eos_token_id=1,
        pad_token_id=1,
    )
    LlamaForCausalLM(config).save_pretrained(folder)
    return folder


def test_what_a_real_model_babbles_is_never_shown_as_supported(
    make_assistant: MakeAssistant, tiny_model: Path
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the library's own deprecations
        assistant = make_assistant(llm=f"huggingface:{tiny_model}")
        *_, done = assistant.stream(QUESTION, fallback=True)
    answer = done.answer
    assert answer is not None
    assert_sound(answer)
    if answer.writer == "extractive":
        assert set(answer.notices) <= {MODEL_FAILED["fr"], MODEL_REPLACED["fr"]}
    assert all(s.citations for s in answer.sentences if s.status != "unsupported")
