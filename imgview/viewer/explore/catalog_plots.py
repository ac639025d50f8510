"""A scatter plot and a histogram of a catalogue on one pane: which columns they show, and of which rows."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.model.catalog import Catalog
from imgview.plots.column import PlotColumn, plot_names
from imgview.plots.histogram import HistogramPlot
from imgview.plots.plot_axis import PlotAxis
from imgview.plots.scatter import MOST_POINTS, MOST_POINTS_UNAIDED, ScatterPlot
from imgview.viewer.explore.explored import default_axes, told_missing
from imgview.viewer.explore.scales import Scales
from imgview.widget.plot_pane import PlotPane

__all__ = ["CatalogPlots"]


class CatalogPlots:
    """Plots of some columns of a catalogue.

    Parameters
    ----------
    catalog : `~imgview.model.catalog.Catalog`
        Whose columns they are.
    axes : mapping
        Columns of "x", "y", "color" and "histogram"; for `None` one that suits.
    on_select : callable
        Called with the rows that a hand has chosen and how they are combined with those that are selected.
    log, reverse : `str` or iterable of `str`, optional
        How the axes are drawn, as for `imgview.explore`.

    Raises
    ------
    ImgviewError
        If a column cannot be plotted, or not so.
    """

    def __init__(
        self,
        catalog: Catalog,
        axes: Mapping[str, str | None],
        on_select: Callable[[npt.NDArray[np.bool_], str], object],
        *,
        log: str | Iterable[str] | None = None,
        reverse: str | Iterable[str] | None = None,
    ) -> None:
        self._catalog, self._on_select = catalog, on_select
        self._known: dict[str, PlotColumn] = {}
        self._most_points = MOST_POINTS_UNAIDED
        self.names = plot_names(catalog)
        """What can be plotted (`list` of `str`)."""
        self.axes: dict[str, str | None] = {}
        """Which columns are plotted (`dict`)."""
        self.scales = Scales()
        """How their axes are drawn (`~imgview.viewer.explore.scales.Scales`)."""
        self._drawn: dict[str, PlotAxis] = {}
        self._color: PlotColumn | None = None
        self.change(default_axes(catalog, self.names, axes), log, reverse)
        self.scatter = ScatterPlot(on_select)
        """Two columns against each other (`~imgview.plots.scatter.ScatterPlot`)."""
        self.histogram = HistogramPlot(on_select)
        """One column (`~imgview.plots.histogram.HistogramPlot`)."""
        self._stack = import_module("bokeh.models").Column(sizing_mode="stretch_both", spacing=4)
        self.pane = PlotPane(self._stack, threading.RLock())
        """What displays them (`~imgview.widget.plot_pane.PlotPane`)."""

    def change(
        self,
        axes: Mapping[str, str | None],
        log: str | Iterable[str] | None = None,
        reverse: str | Iterable[str] | None = None,
    ) -> None:
        """Choose what the next `show` shows, and how.

        Parameters
        ----------
        axes : mapping
            Columns of "x", "y", "color" and "histogram".
        log, reverse : `str` or iterable of `str`, optional
            Axes that are drawn so; see `~imgview.viewer.explore.scales.Scales.settled`.

        Raises
        ------
        ImgviewError
            If a column cannot be plotted, or not so; what was chosen stays.
        """
        for name in axes.values():
            if name is not None and name not in self._known:
                self._known[name] = PlotColumn.of(self._catalog, name)
        columns = {axis: self._known[name] for axis, name in axes.items() if name is not None}
        before = {axis: drawn.column for axis, drawn in self._drawn.items()}
        scales = self.scales.settled(before, columns, log, reverse)
        self._drawn = {
            axis: PlotAxis(columns[axis], log=axis in scales.log, reverse=axis in scales.reverse)
            for axis in ("x", "y", "histogram")
        }
        self._color = columns["color"].grouped() if "color" in columns else None
        self.axes, self.scales = dict(axes), scales

    def aid(self, *, gpu: bool) -> bool:
        """Say whether the page has a GPU; tell whether the plots are to be shown anew for that."""
        before, self._most_points = self._most_points, MOST_POINTS if gpu else MOST_POINTS_UNAIDED
        return before != self._most_points

    def show(self, *, shown: npt.NDArray[np.bool_], selected: npt.NDArray[np.intp]) -> None:
        """Draw the plots anew, of the rows that are shown."""
        log = self.scales.log
        # Bokeh makes figures for the one or the other kind of axis.
        kinds = ("x" in log, "y" in log), ("histogram" in log, "counts" in log)
        if self.scatter.log != kinds[0] or self.scatter.most_points != self._most_points:
            self.scatter = ScatterPlot(self._on_select, log=kinds[0], most_points=self._most_points)
        if self.histogram.log != kinds[1]:
            self.histogram = HistogramPlot(self._on_select, log=kinds[1])
        self.scatter.together = self.pane.gathered
        chosen: dict[str, Any] = {"shown": shown, "selected": selected}
        self.scatter.show(self._drawn["x"], self._drawn["y"], self._color, **chosen)
        self.histogram.show(self._drawn["histogram"], **chosen)
        figures = [self.scatter.figure, self.histogram.figure]
        if self._stack.children != figures:
            self.pane.replace(figures)

    def select(self, rows: npt.NDArray[np.intp]) -> None:
        """Make other rows stand out, given by their numbers."""
        self.scatter.select(rows)
        self.histogram.select(rows)

    def notes(self) -> str:
        """Return what a person should know of rows that are not drawn as they are."""
        columns = {axis: drawn.column for axis, drawn in self._drawn.items()}
        missing, beyond = (
            {"plane": getattr(self.scatter, what), "histogram": getattr(self.histogram, what)}
            for what in ("missing", "beyond")
        )
        binned = "points are binned" if self.scatter.binned else ""
        return " · ".join(filter(None, [told_missing(columns, missing, beyond, self.scales.log), binned]))
