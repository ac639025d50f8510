"""What may come a moment after the picture: cuts of all modes, histogram, pixel counts.

Runs in a worker thread, in small steps, and stops as soon as the viewer shows something else.
"""

import weakref
from collections.abc import Callable
from typing import Any, Protocol

from imgview.render.looks.stretch import thresholds
from imgview.viewer.desk import Loaded, explain
from imgview.viewer.expressions import ExpressionMap
from imgview.viewer.tables import stretch_tables
from imgview.widget.protocol import Histogram

__all__ = ["follow_cuts", "follow_expressions", "follow_up"]


class _Viewer(Protocol):
    """A viewer, as far as it is written to here."""

    loaded: Loaded | None
    cuts: tuple[float, float]
    stretch: str
    stretch_parameter: float | None
    stretch_tables: bytes
    cuts_table: dict[str, tuple[float, float]]
    histogram: Any
    mask_planes: list[Any]
    mask_expressions: ExpressionMap
    error: str


def follow_up(viewer: "weakref.ref[_Viewer]", loaded: "weakref.ref[Loaded]") -> None:
    """Complete what a viewer tells of a component that has just been shown."""
    _run(viewer, loaded, (_cuts_table, _histogram, _counts, _expression_counts, _histogram_stretch))


def follow_cuts(viewer: "weakref.ref[_Viewer]", loaded: "weakref.ref[Loaded]") -> None:
    """Renew what depends on the cuts."""
    _run(viewer, loaded, (_histogram, _histogram_stretch))


def follow_expressions(viewer: "weakref.ref[_Viewer]", loaded: "weakref.ref[Loaded]") -> None:
    """Count the pixels in which conditions on mask planes hold."""
    _run(viewer, loaded, (_expression_counts,))


Step = Callable[[_Viewer, Loaded], Callable[[], None] | None]


def _run(
    viewer_ref: "weakref.ref[_Viewer]", loaded_ref: "weakref.ref[Loaded]", steps: tuple[Step, ...]
) -> None:
    loaded = loaded_ref()
    if loaded is None:
        return
    loaded.following = False
    component = loaded.component
    for step in steps:
        viewer = viewer_ref()
        if viewer is None:
            return
        try:
            publish = step(viewer, loaded)
        except Exception as error:  # noqa: BLE001 - no error may vanish in a worker thread
            if viewer.loaded is loaded:
                viewer.error = explain(error)
            return
        if viewer.loaded is not loaded or loaded.component != component:
            return
        if publish is not None:
            publish()
        del viewer, publish


def _cuts_table(viewer: _Viewer, loaded: Loaded) -> Callable[[], None]:
    table = loaded.picture.cuts_table(loaded.component)
    return lambda: setattr(viewer, "cuts_table", table)


def _histogram(viewer: _Viewer, loaded: Loaded) -> Callable[[], None] | None:
    if not _suits(viewer.histogram, viewer.cuts):
        histogram = loaded.picture.histogram(loaded.component, viewer.cuts)
        return lambda: setattr(viewer, "histogram", histogram)
    return None


def _counts(viewer: _Viewer, loaded: Loaded) -> Callable[[], None] | None:
    counts = loaded.picture.counts()
    if counts is None:
        return None
    planes = loaded.picture.mask_planes(counts)
    return lambda: setattr(viewer, "mask_planes", planes)


def _expression_counts(viewer: _Viewer, loaded: Loaded) -> Callable[[], None] | None:
    wanted = [entry.expression for entry in viewer.mask_expressions.entries if entry.count is None]
    counts = {expression: loaded.picture.count(expression) for expression in dict.fromkeys(wanted)}
    known = {expression: count for expression, count in counts.items() if count is not None}
    return (lambda: viewer.mask_expressions.counted(known)) if known else None


def _histogram_stretch(viewer: _Viewer, loaded: Loaded) -> Callable[[], None] | None:
    if loaded.histogram_row is not None and viewer.stretch != "histogram":
        return None
    sample = loaded.picture.source(loaded.component).pyramid.sample(0)
    row = thresholds("histogram", sample=sample, cuts=viewer.cuts)

    def publish() -> None:
        loaded.histogram_row = row
        viewer.stretch_tables = stretch_tables(viewer.stretch, viewer.stretch_parameter, row)

    return publish


def _suits(histogram: Histogram | dict[str, Any], cuts: tuple[float, float]) -> bool:
    """Tell whether both cuts lie in a histogram's range and far enough apart to be taken hold of."""
    if not histogram:
        return False
    low, high = histogram["low"], histogram["high"]
    return bool(low <= cuts[0] and cuts[1] <= high and cuts[1] - cuts[0] > 0.03 * (high - low))
