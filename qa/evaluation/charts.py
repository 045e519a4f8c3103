"""Charts as inline SVG. Coordinates are percentages, so that they fit any width unscaled."""

from collections.abc import Mapping, Sequence
from html import escape

from qa.evaluation.compare import Difference
from qa.evaluation.metrics import percentile

_BINS = 32


def stacked_bar(counts: Mapping[str, int]) -> str:
    """One bar of as many parts as there are counts, each as wide as its share."""
    total = sum(counts.values())
    parts, start = [], 0.0
    for name, count in counts.items():
        if not count:
            continue
        width = 100 * count / total
        parts.append(
            f'<rect class="{class_of(name)}" x="{start:.2f}%" width="{width:.2f}%" height="100%">'
            f"<title>{escape(name)}: {count} of {total}</title></rect>"
        )
        start += width
    said = ", ".join(f"{name} {count}" for name, count in counts.items())
    return _svg("bar", said, "".join(parts))


def dots(values: Mapping[str, float]) -> str:
    """Dots on a line from 0 to 1, the first the smallest."""
    parts = ['<line class="axis" x1="0" x2="100%" y1="50%" y2="50%"/>']
    for size, (name, value) in enumerate(values.items()):
        parts.append(
            f'<circle class="dot" cx="{100 * value:.2f}%" cy="50%" r="{4 + size}">'
            f"<title>{escape(name)}: {value:.3f}</title></circle>"
        )
    said = ", ".join(f"{name} {value:.3f}" for name, value in values.items())
    return _svg("dots", said, "".join(parts))


def histogram(seconds: Sequence[float]) -> str:
    """How many answers took how long, up to the 99th percentile, with p50 and p95."""
    most = percentile(seconds, 99) or 1.0
    counts = [0] * _BINS
    for value in seconds:
        counts[min(_BINS - 1, int(_BINS * value / most))] += 1
    width = 100 / _BINS
    parts = [
        f'<rect class="dot" x="{place * width:.2f}%" width="{width * 0.85:.2f}%" '
        f'y="{100 - 100 * count / max(counts):.2f}%" height="{100 * count / max(counts):.2f}%">'
        f"<title>{place * most / _BINS:.3f} s and more: {count}</title></rect>"
        for place, count in enumerate(counts)
    ]
    for percent in (50, 95):
        where = 100 * min(1.0, percentile(seconds, percent) / most)
        parts.append(f'<line class="mark" x1="{where:.2f}%" x2="{where:.2f}%" y1="0" y2="100%"/>')
    said = f"Latency of {len(seconds)} answers, from 0 to {most:.3f} seconds"
    return _svg("histogram", said, "".join(parts))


def change_with_interval(one: Difference, widest: float) -> str:
    """The change and its 95 % interval, on a line from −`widest` to +`widest`."""
    low, high, middle = (50 + 50 * x / widest for x in (one.low, one.high, one.change))
    kind = "gain" if one.gain > 0 else "loss" if one.gain < 0 else "same"
    return _svg(
        "dots",
        f"{one.change:+.3f}, 95 % interval {one.low:+.3f} to {one.high:+.3f}",
        '<line class="axis" x1="50%" x2="50%" y1="0" y2="100%"/>'
        f'<line class="{kind}" x1="{low:.2f}%" x2="{high:.2f}%" y1="50%" y2="50%"/>'
        f'<circle class="{kind}" cx="{middle:.2f}%" cy="50%" r="5"/>',
    )


def class_of(name: str) -> str:
    """The style class of a result: "false refusal" → "false-refusal"."""
    return name.replace(" ", "-")


def _svg(kind: str, said: str, content: str) -> str:
    return f'<svg class="{kind}" role="img" aria-label="{escape(said)}">{content}</svg>'
