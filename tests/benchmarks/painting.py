"""What the pictures of viewers with layers cost the kernel: that in a cell's output, and those of `save`."""

import gc
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import thread_time
from typing import Any

import numpy as np
from astropy.table import Table

import imgview
from benchmarks.table import show
from imgview import Catalog, ImageViewer, Marks, VisitImage, sample

TRIES = 3


def sources(image: VisitImage, n: int) -> Table:
    """Return sources of usual shapes all over an image."""
    rng = np.random.default_rng(n)
    x, y = image.bbox.x, image.bbox.y
    table = Table({"x": rng.uniform(x.min, x.max, n), "y": rng.uniform(y.min, y.max, n)})
    table["a"] = rng.gamma(3.0, 1.0, n) + 1
    table["b"] = table["a"] * rng.uniform(0.3, 1.0, n)
    table["theta"] = rng.uniform(0, 180, n)
    table["name"] = np.char.add("source ", np.arange(n).astype(str))
    return table


def least(work: Callable[[], object]) -> float:
    """Return the least time of the processor that some work takes, in milliseconds."""
    taken = []
    for _ in range(TRIES):
        gc.collect()
        start = thread_time()
        work()
        taken.append(thread_time() - start)
    return 1e3 * min(taken)


def main() -> None:
    """Print the table."""
    image = sample.visit_image()
    some, many, most = (sources(image, n) for n in (100_000, 1_000_000, 2_000_000))
    large = some.copy()
    large["a"], large["b"] = 40.0, 24.0
    x, y = np.asarray(some["x"]), np.asarray(some["y"])
    symbols = np.array(["o", "+", "x", "*"])[np.arange(len(x)) % 4]
    colors = np.array(["red", "green", "orchid", "cyan"])[np.arange(len(x)) % 4]

    def catalog(table: Table, **look: Any) -> Callable[[ImageViewer], object]:
        return lambda viewer: viewer.add_catalog(
            Catalog(table, x="x", y="y", a="a", b="b", theta="theta", name="sources"), **look
        )

    def selected(viewer: ImageViewer) -> None:
        catalog(some)(viewer)
        viewer.selection = {"sources": slice(0, None, 10)}

    layers: dict[str, Callable[[ImageViewer], object]] = {
        "without": lambda viewer: viewer,
        "100,000 ellipses": catalog(some),
        "coloured by column": catalog(some, color_by="a"),
        "filled": catalog(some, fill=0.4),
        "axes of 40 and 24 pixels": catalog(large, scale=1),
        "labelled": catalog(some, label="name"),
        "10,000 selected": selected,
        "1,000,000 o": catalog(many, symbol="o"),
        "1,000,000 +": catalog(many, symbol="+"),
        "1,000,000 x": catalog(many, symbol="x"),
        "2,000,000 ellipses": catalog(most),
        "100,000 marks": lambda viewer: viewer.add_marks(
            Marks.of(x, y, symbols.tolist(), 4.0, colors.tolist()), "marks"
        ),
        "100,000 words": lambda viewer: viewer.add_marks(
            Marks.words(x, y, [f"s{i}" for i in range(len(x))], 8.0), "words"
        ),
    }
    rows, alone = [], 0.0
    with tempfile.TemporaryDirectory() as folder:
        for name, add in layers.items():
            viewer = imgview.show(image)
            add(viewer)
            # Once for what is kept: the level of the pyramid.
            viewer._repr_mimebundle_()
            shown = least(viewer._repr_mimebundle_)
            saved = least(lambda: viewer.save(Path(folder, "view.png"), overwrite=True))  # noqa: B023 - at once
            viewer.close()
            alone = alone or shown
            rows.append(
                [name, f"{shown:.0f}", f"{shown - alone:.0f}", f"{shown / alone:.1f}", f"{saved:.0f}"]
            )
    head = ["layer", "in a cell's output, ms", "beyond none, ms", "ratio to none", "save(), ms"]
    show("Pictures of 4072 x 4000 with layers: time of the processor", head, rows)


if __name__ == "__main__":
    main()
