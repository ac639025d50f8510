"""How often the values of a column occur."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.plots.figure import SELECTED, Gestures, Labels, new_figure, plain
from imgview.plots.palette import PLAIN
from imgview.plots.plot_axis import PlotAxis, along
from imgview.plots.region import rows_in

__all__ = ["HistogramPlot"]

_MOST_BINS = 60
_FADED = 0.45

_FLOOR = 0.5
"""Where bars begin that have no zero to stand on."""

_NOTHING: dict[str, list[Any]] = {"left": [], "right": [], "top": []}


class HistogramPlot:
    """A histogram of a column over the rows that are shown, and over those that are selected.

    Parameters
    ----------
    on_select : callable
        Called with the rows whose values lie in a range that was dragged over or a bin that was clicked, and
        how they are combined with those that are selected, as by `imgview.plots.scatter.ScatterPlot`.
    log : (`bool`, `bool`), optional
        Whether the values and the counts are on logarithmic axes; bins of equal width on the page are equal
        in the logarithm then.
    """

    def __init__(
        self,
        on_select: Callable[[npt.NDArray[np.bool_], str], object],
        *,
        log: tuple[bool, bool] = (False, False),
    ) -> None:
        models = import_module("bokeh.models")
        self._on_select = on_select
        self.log = log
        """Whether values and counts are on logarithmic axes (`tuple` of two `bool`)."""
        self._axis: PlotAxis | None = None
        self._shown: npt.NDArray[np.bool_] = np.zeros(0, dtype=bool)
        self._places: npt.NDArray[Any] = np.array([0.0, 1.0])
        self._edges: npt.NDArray[Any] = np.array([1.0, 10.0])
        self._selected: npt.NDArray[np.intp] = np.zeros(0, np.intp)
        self.figure = new_figure(
            "xbox_select,xpan,xwheel_zoom,reset",
            x_range=models.Range1d(1, 10),
            y_range=models.DataRange1d(start=_FLOOR if log[1] else 0),
            x_axis_type="log" if log[0] else "linear",
            y_axis_type="log" if log[1] else "linear",
            height=170,
            min_width=260,
            sizing_mode="stretch_width",
        )
        """The Bokeh figure."""
        tools = {type(tool).__name__: tool for tool in self.figure.toolbar.tools}
        self.figure.toolbar.active_drag = tools["BoxSelectTool"]
        self._labels = Labels.along(self.figure, "below")
        self._numbers = Labels.along(self.figure, "left")
        counts = self._numbers.numbers
        counts.axis_label = plain("sources")
        if not log[1]:
            counts.ticker = models.BasicTicker(desired_num_ticks=4)
        counts.minor_tick_line_color = None
        self.figure.xgrid.visible = False
        self._all, self._chosen = (models.ColumnDataSource(_NOTHING) for _ in range(2))
        look: dict[str, Any] = {"left": "left", "right": "right", "top": "top", "line_color": None}
        look["bottom"] = _FLOOR if log[1] else 0
        self._bars = self.figure.quad(**look, source=self._all, fill_color=PLAIN).glyph
        self.figure.quad(**look, source=self._chosen, fill_color=SELECTED)
        self.gestures = Gestures(self.figure, self._region, self._tap)
        """What a hand does on it."""

    @property
    def counts(self) -> npt.NDArray[np.intp]:
        """Rows in each bin (`numpy.ndarray`, shape (bins,))."""
        return self._counted(np.flatnonzero(self._shown))

    @property
    def missing(self) -> int:
        """Number of rows shown that have no value (`int`)."""
        values = np.zeros(0) if self._axis is None else self._axis.column.values[self._shown]
        return int(np.isnan(values).sum())

    @property
    def beyond(self) -> int:
        """Number of rows shown whose values no logarithm has (`int`)."""
        values = np.zeros(0) if self._axis is None else self._axis.values[self._shown]
        return int(np.isnan(values).sum()) - self.missing

    def show(self, axis: PlotAxis, *, shown: npt.NDArray[np.bool_], selected: npt.NDArray[np.intp]) -> None:
        """Show a column, or other rows of the same; those without a place are counted, not drawn."""
        column = axis.column
        new = self._axis is None or column.name != self._axis.column.name
        self._axis, self._shown = axis, shown
        rows = np.flatnonzero(shown)
        low, high = axis.span(rows)
        if column.categories:
            self._places = np.arange(len(column.categories) + 1) - 0.5
        else:
            whole = not axis.log and _whole(column.values[rows])
            self._places = _edges(low, high, len(rows), whole=whole)
        self._edges = 10.0**self._places if axis.log else self._places
        if new:
            self._labels.write(column)
        start, end = float(self._edges[0]), float(self._edges[-1])
        self.figure.x_range.update(start=start, end=end, reset_start=start, reset_end=end)
        self._labels.look_at(start, end)
        self._all.data = self._drawn(rows)
        self._numbers.look_at(_FLOOR, max(float(self._all.data["top"].max()), 1.0))
        self.select(selected)

    def select(self, rows: npt.NDArray[np.intp]) -> None:
        """Draw the histogram of rows over that of all, given by their numbers."""
        self._selected = rows
        self._bars.fill_alpha = _FADED if len(rows) else 0.85
        self._chosen.data = self._drawn(rows) if len(rows) else dict(_NOTHING)

    def _drawn(self, rows: npt.NDArray[np.intp]) -> dict[str, Any]:
        gap = 0.06 * np.diff(self._places)
        left, right = self._places[:-1] + gap, self._places[1:] - gap
        if self.log[0]:
            left, right = 10.0**left, 10.0**right
        counts = self._counted(rows)
        top = np.maximum(counts, _FLOOR).astype(np.float32) if self.log[1] else counts.astype(np.int32)
        return {"left": left, "right": right, "top": top}

    def _counted(self, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        bins = len(self._places) - 1
        if self._axis is None:
            return np.zeros(bins, np.intp)
        places = self._axis.places[rows]
        low, high = self._places[0], self._places[-1]
        places = places[(places >= low) & (places <= high)]
        number = np.minimum(((places - low) * (bins / (high - low))).astype(np.intp), bins - 1)
        return np.bincount(number, minlength=bins)

    def _region(self, geometry: Any, mode: str) -> None:
        if self._axis is None or geometry.get("type") != "rect":
            return
        span = {"type": "rect", "x0": geometry.get("x0"), "x1": geometry.get("x1")}
        values = self._axis.values
        self._on_select(rows_in(span, values, values) & self._shown, mode)

    def _tap(self, at: tuple[float, float], add: bool) -> None:  # noqa: FBT001 - as Gestures calls it
        place = float(along(at[0], log=self.log[0]))
        if self._axis is None or not self._places[0] <= place <= self._places[-1]:
            return
        bins = len(self._places) - 1
        number = min(int(np.searchsorted(self._places, place, side="right")) - 1, bins - 1)
        places, last = self._axis.places, number == bins - 1
        upper = places <= self._places[-1] if last else places < self._places[number + 1]
        rows = (places >= self._places[number]) & upper & self._shown
        self._on_select(rows, "toggle" if add else "replace")


def _whole(values: npt.NDArray[np.float64]) -> bool:
    values = values[np.isfinite(values)][:100_000]
    return bool(values.size) and bool((values == np.rint(values)).all())


def _edges(low: float, high: float, count: int, *, whole: bool) -> npt.NDArray[Any]:
    """Return the edges of equal bins; few whole numbers have one of their own each."""
    if whole and high - low < _MOST_BINS:
        return np.arange(np.floor(low), np.ceil(high) + 2) - 0.5
    bins = int(np.clip(2 * count ** (1 / 3), 10, _MOST_BINS))
    return np.linspace(low, high, bins + 1)
