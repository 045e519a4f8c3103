"""How well rankings agree with the paragraphs judged relevant, question by question.

Computed by ir-measures, which calls trec_eval's own code: R@k = relevant ones among the first
k / all relevant; RR = 1 / rank of the first relevant one (its mean is MRR); nDCG@10 =
DCG / ideal DCG with gain g / log2(rank + 1) (Järvelin and Kekäläinen 2002).
"""

from collections.abc import Mapping, Sequence

RANKING_METRICS = {
    "recall@1": "R@1",
    "recall@3": "R@3",
    "recall@5": "R@5",
    "recall@10": "R@10",
    "MRR": "RR",
    "nDCG@10": "nDCG@10",
}


def ranking_figures(
    rankings: Mapping[str, Sequence[str]],
    judged: Mapping[str, Mapping[str, int]],
    metrics: Mapping[str, str] = RANKING_METRICS,
) -> dict[str, dict[str, float]]:
    """Each metric in [0, 1] of each question in `judged`, by question id and name.

    `rankings` are distinct paragraphs, best first; `judged` says how relevant paragraphs are;
    `metrics` are names with what ir-measures calls them. A question without ranking has 0.
    """
    import ir_measures

    wanted = {ir_measures.parse_measure(code): name for name, code in metrics.items()}
    run = {
        question: {paragraph: -float(place) for place, paragraph in enumerate(best)}
        for question, best in rankings.items()
    }
    relevant = {question: dict(paragraphs) for question, paragraphs in judged.items()}
    found = {question: dict.fromkeys(metrics, 0.0) for question in judged}
    for metric in ir_measures.iter_calc(list(wanted), relevant, run):
        found[metric.query_id][wanted[metric.measure]] = float(metric.value)
    return found
