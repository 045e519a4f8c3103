"""Fits the token table: symmetric InfoNCE over mean-pooled rows."""

from __future__ import annotations

import logging
import time
import warnings
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from vectorstore.training.pairs import Batch, EncodedSet, Ids, batches, join_bags
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
    table = (initial * recipe.initial_deviation).to(device)
    table.grad = torch.zeros_like(table)
    # Dense and fused: on this table several times faster a step than SparseAdam, and better.
    optimiser = torch.optim.Adam([table], lr=recipe.learning_rate, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, recipe))
    stream = batches(recipe.chosen(sets), recipe.mixture, recipe.seed)
    started, running = time.monotonic(), 0.0
    for step in range(1, recipe.steps + 1):
        loss = _learn(table, next(stream), recipe.scale)
        optimiser.step()
        schedule.step()
        running += loss
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


def _learn(table: Tensor, batch: Batch, scale: float) -> float:
    """Set the table's gradient to that of the batch's loss, and return the loss.

    The gradient is one more sparse product, and keeps its place in memory. ``nn.EmbeddingBag``
    scatters it token by token; and each table's worth of fresh memory that autograd would ask for
    takes longer to be given out than the sums take.
    """
    bags = join_bags([batch.sources, batch.targets])
    matrix, transposed = _matrices(bags, len(table), table.device)
    means = (matrix @ table).requires_grad_()
    keys = torch.from_numpy(bags[2]).to(table.device)
    loss = _loss(functional.normalize(means, dim=1), keys, len(batch.sources[1]), scale)
    loss.backward()
    assert table.grad is not None
    assert means.grad is not None
    torch.addmm(table.grad, transposed, means.grad, beta=0, out=table.grad)
    return loss.item()


def _loss(vectors: Tensor, keys: Tensor, sources: int, scale: float) -> Tensor:
    scores = scale * vectors[:sources] @ vectors[sources:].T
    same = (keys[:sources, None] == keys[:sources]) | (keys[sources:, None] == keys[sources:])
    same.fill_diagonal_(False)
    scores = scores.masked_fill(same, float("-inf"))
    labels = torch.arange(len(scores), device=scores.device)
    forth = functional.cross_entropy(scores, labels)
    back = functional.cross_entropy(scores.T, labels)
    return (forth + back) / 2


def _matrices(
    bags: tuple[Ids, Ids, Ids], vocabulary: int, device: torch.device
) -> tuple[Tensor, Tensor]:
    """The matrix that turns a table into the means of its rows in each bag, and its transpose."""
    ids, offsets, _ = bags
    lengths = np.diff(np.append(offsets, len(ids)))
    bag = np.repeat(np.arange(len(offsets)), lengths)
    shares = (1 / lengths)[bag].astype(np.float32)
    order = np.argsort(ids, kind="stable")
    counts = np.cumsum(np.bincount(ids, minlength=vocabulary))
    shape = (len(offsets), vocabulary)
    return (
        _sparse(np.append(offsets, len(ids)), ids, shares, shape, device),
        _sparse(np.append(0, counts), bag[order], shares[order], shape[::-1], device),
    )


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
