"""Fits the token table: symmetric InfoNCE over mean-pooled rows."""

from __future__ import annotations

import logging
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from vectorstore.training.pairs import Batch, EncodedSet, Ids, batches
from vectorstore.training.recipe import Recipe

logger = logging.getLogger(__name__)

LOG_FORMAT = "%(asctime)s %(message)s"
_LOG_EVERY = 100


def fit_all(
    sets: Sequence[EncodedSet], vocabulary: int, members: Sequence[Recipe], processes: int
) -> Iterable[NDArray[np.float32]]:
    """The table of each run. A run is too small to fill two cores: two runs at once do."""
    run = partial(_fit_alone, sets, vocabulary)
    if torch.cuda.is_available() or processes == 1:
        yield from map(run, members)
        return
    log = partial(logging.basicConfig, level=logging.INFO, format=LOG_FORMAT)
    with ProcessPoolExecutor(processes, get_context("spawn"), initializer=log) as pool:
        yield from pool.map(run, members)


def _fit_alone(sets: Sequence[EncodedSet], vocabulary: int, recipe: Recipe) -> NDArray[np.float32]:
    # Sums come out the same whatever the machine has.
    torch.set_num_threads(1)
    return fit(sets, vocabulary, recipe)


def fit(sets: Sequence[EncodedSet], vocabulary: int, recipe: Recipe) -> NDArray[np.float32]:
    """Return the trained table, shape ``(vocabulary, recipe.dimension)``.

    A text's vector is the normalised mean of its rows; the loss is cross-entropy over
    ``scale * cosine`` in both directions with the batch as negatives (InfoNCE, van den Oord et
    al. 2018; symmetric as in CLIP, Radford et al. 2021).
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    random = torch.Generator().manual_seed(recipe.seed)
    initial = torch.randn((vocabulary, recipe.dimension), generator=random)
    table = nn.Parameter((initial * recipe.initial_deviation).to(device))
    # Dense and fused: on this table several times faster a step than SparseAdam, and better.
    optimiser = torch.optim.Adam([table], lr=recipe.learning_rate, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, recipe))
    stream = batches(recipe.chosen(sets), recipe.mixture, recipe.seed)
    started, running = time.monotonic(), 0.0
    for step in range(1, recipe.steps + 1):
        loss = _loss(table, next(stream), recipe.scale)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        schedule.step()
        running += loss.item()
        if step % _LOG_EVERY == 0 or step == recipe.steps:
            seconds = time.monotonic() - started
            count = (step - 1) % _LOG_EVERY + 1
            logger.info(
                "step %d/%d, loss %.3f, %.0f s", step, recipe.steps, running / count, seconds
            )
            running = 0.0
    return table.detach().cpu().numpy().astype(np.float32)


def _rate(step: int, recipe: Recipe) -> float:
    """Linear warm-up, then linear decay to nothing."""
    warm = max(1.0, recipe.warm_up * recipe.steps)
    return min((step + 1) / warm, max(0.0, 1 - step / recipe.steps))


def _loss(weight: Tensor, batch: Batch, scale: float) -> Tensor:
    sources = functional.normalize(_mean_rows(weight, batch.sources), dim=1)
    targets = functional.normalize(_mean_rows(weight, batch.targets), dim=1)
    scores = scale * sources @ targets.T
    source_keys, target_keys = (
        torch.from_numpy(keys).to(weight.device) for _, _, keys in (batch.sources, batch.targets)
    )
    same = (source_keys[:, None] == source_keys) | (target_keys[:, None] == target_keys)
    same.fill_diagonal_(False)
    scores = scores.masked_fill(same, float("-inf"))
    labels = torch.arange(len(scores), device=weight.device)
    forth = functional.cross_entropy(scores, labels)
    back = functional.cross_entropy(scores.T, labels)
    return (forth + back) / 2


def _mean_rows(weight: Tensor, bags: tuple[Ids, Ids, Ids]) -> Tensor:
    ids, offsets, _ = bags
    lengths = np.diff(np.append(offsets, len(ids)))
    bag = np.repeat(np.arange(len(offsets)), lengths)
    shares = (1 / lengths)[bag].astype(np.float32)
    order = np.argsort(ids, kind="stable")
    counts = np.cumsum(np.bincount(ids, minlength=len(weight)))
    shape = (len(offsets), len(weight))
    means = _sparse(np.append(offsets, len(ids)), ids, shares, shape, weight.device)
    transposed = _sparse(
        np.append(0, counts), bag[order], shares[order], shape[::-1], weight.device
    )
    product: Callable[[Tensor, Tensor, Tensor], Tensor] = _SparseProduct.apply
    return product(weight, means, transposed)


def _sparse(
    rows: Ids,
    columns: Ids,
    values: NDArray[np.float32],
    shape: tuple[int, int],
    device: torch.device,
) -> Tensor:
    crow, column, value = (torch.from_numpy(array).to(device) for array in (rows, columns, values))
    with warnings.catch_warnings():
        # PyTorch announces once a process that its CSR tensors are in beta.
        warnings.filterwarnings("ignore", message="Sparse CSR tensor support")
        return torch.sparse_csr_tensor(crow, column, value, size=shape, check_invariants=False)


class _SparseProduct(torch.autograd.Function):
    """``matrix @ weight`` whose gradient is one more sparse product.

    The backward pass of ``nn.EmbeddingBag`` on CPU is ten times slower: it scatters token by token
    into the large table, where this gathers from the small gradient.
    """

    @staticmethod
    def forward(context: Any, weight: Tensor, matrix: Tensor, transposed: Tensor) -> Tensor:
        context.save_for_backward(transposed)
        return matrix @ weight

    @staticmethod
    def backward(context: Any, *gradients: Tensor) -> tuple[Tensor, None, None]:
        (transposed,) = context.saved_tensors
        return transposed @ gradients[0].contiguous(), None, None
