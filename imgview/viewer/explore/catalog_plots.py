"""A scatter plot and a histogram of a catalogue on one pane: which columns they show, and of which rows."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from imgview.model.catalog import Catalog
from imgview.plots.column import PlotColumn, plot_names
from imgview.plots.histogram import HistogramPlot
from imgview.plots.scatter import ScatterPlot
from imgview.viewer.explore.explored import default_axes, told_missing
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

    Raises
    ------
    ImgviewError
        If a column cannot be plotted.
    """

    def __init__(
        self,
        catalog: Catalog,
        axes: Mapping[str, str | None],
        on_select: Callable[[npt.NDArray[np.bool_], str], object],
    ) -> None:
        self._catalog = catalog
        self._known: dict[str, PlotColumn] = {}
        self.names = plot_names(catalog)
        """What can be plotted (`list` of `str`)."""
        self.axes = default_axes(catalog, self.names, axes)
        """Which columns are plotted (`dict`)."""
        self.check(self.axes)
        self.scatter = ScatterPlot(on_select)
        """Two columns against each other (`~imgview.plots.scatter.ScatterPlot`)."""
        self.histogram = HistogramPlot(on_select)
        """One column (`~imgview.plots.histogram.HistogramPlot`)."""
        stack = import_module("bokeh.models").Column(
            self.scatter.figure, self.histogram.figure, sizing_mode="stretch_both", spacing=4
        )
        self.pane = PlotPane(stack, threading.RLock())
        """What displays them (`~imgview.widget.plot_pane.PlotPane`)."""
        self.scatter.together = self.pane.gathered

    def check(self, axes: Mapping[str, str | None]) -> None:
        """Look at columns before they are plotted.

        Raises
        ------
        ImgviewError
            If one of them cannot be plotted.
        """
        for name in axes.values():
            if name is not None and name not in self._known:
                self._known[name] = PlotColumn.of(self._catalog, name)

    def show(self, *, shown: npt.NDArray[np.bool_], selected: npt.NDArray[np.intp]) -> None:
        """Draw the plots anew, of the rows that are shown."""
        x, y, histogram = (self._known[cast("str", self.axes[axis])] for axis in ("x", "y", "histogram"))
        color = self.axes["color"]
        chosen: dict[str, Any] = {"shown": shown, "selected": selected}
        self.scatter.show(x, y, None if color is None else self._known[color], **chosen)
        self.histogram.show(histogram, **chosen)

    def select(self, rows: npt.NDArray[np.intp]) -> None:
        """Make other rows stand out, given by their numbers."""
        self.scatter.select(rows)
        self.histogram.select(rows)

    def notes(self) -> str:
        """Return what a person should know of rows that are not drawn as they are."""
        columns = {axis: self._known[name] for axis, name in self.axes.items() if name is not None}
        missing = {"plane": self.scatter.missing, "histogram": self.histogram.missing}
        binned = "points are binned" if self.scatter.binned else ""
        return " · ".join(filter(None, [told_missing(columns, missing), binned]))
