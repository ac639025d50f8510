"""Numbers as a Markdown table, and the median of several tries."""

import statistics
from collections.abc import Callable, Iterable, Sequence
from time import perf_counter


def seconds(work: Callable[[], object], tries: int = 7) -> float:
    """Return the median duration of some work, in seconds, after one try that does not count."""
    work()
    taken = []
    for _ in range(tries):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return statistics.median(taken)


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the smallest value that is not below ``percent`` percent of them."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def show(title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a Markdown table with its columns aligned."""
    cells = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(row[k]) for row in cells) for k in range(len(head))]
    lines = ["| " + " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) + " |" for row in cells]
    lines.insert(1, "|" + "|".join("-" * (w + 2) for w in widths) + "|")
    print(f"\n## {title}\n", *lines, sep="\n", flush=True)
