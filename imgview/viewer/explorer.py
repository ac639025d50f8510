"""An image, its sources, plots of them and a table: brushed and linked."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from contextlib import ExitStack
from importlib import import_module
from typing import Any, cast

import ipywidgets
import numpy as np
import numpy.typing as npt

from imgview.errors import ImgviewError
from imgview.model.catalog import Catalog
from imgview.model.catalog_filter import pick_rows
from imgview.plots.column import PlotColumn, plot_names
from imgview.plots.histogram import HistogramPlot
from imgview.plots.region import combined
from imgview.plots.scatter import ScatterPlot
from imgview.render.cell_text import cell_text
from imgview.render.shapes import Shapes
from imgview.viewer.catalog_layer import CatalogLayer
from imgview.viewer.desk import explain
from imgview.viewer.explored import default_axes, gallery_size, told_counts, told_missing
from imgview.viewer.gallery import Gallery
from imgview.viewer.hover import as_columns, default_columns
from imgview.viewer.selection import Selection
from imgview.viewer.source_table import SourceTable
from imgview.viewer.viewer import ImageViewer
from imgview.widget.companion import Companion
from imgview.widget.plot_pane import PlotPane

__all__ = ["Explorer"]

Mask = npt.NDArray[np.bool_]

_LONGEST = 40
"""Characters of what a source is called."""


class Explorer(ipywidgets.VBox):  # type: ignore[misc]
    """A viewer with a scatter plot, a histogram, a table and a gallery of the sources over its image.

    Parameters
    ----------
    viewer : `~imgview.viewer.viewer.ImageViewer`
        Which shows the image.
    layer : `~imgview.viewer.catalog_layer.CatalogLayer`
        The sources.
    x, y, color, histogram : `str`, optional
        Columns of the plots, as for `imgview.explore`.
    columns : iterable of `str`, optional
        Columns of the table.
    keep : `bool`, optional
        Whether the viewer stays when the explorer is closed.

    Notes
    -----
    There is one selection, the viewer's: whatever is chosen anywhere is assigned to it, and all the rest
    follows from its change. Row numbers are those of ``catalog``, whatever is filtered out.

    It is a widget, and its parts are: ``bar``, ``viewer``, ``plots``, ``table`` and ``gallery`` may be laid
    out otherwise.

    Examples
    --------
    >>> explorer = imgview.explore(image, catalog, x="mag", y="size")
    >>> explorer.filter("~flag_saturated & (snr > 5)")
    >>> explorer.selection = explorer.shown.table["mag"] < 20
    >>> explorer.selected.table["id", "mag"]
    """

    def __init__(
        self,
        viewer: ImageViewer,
        layer: CatalogLayer,
        *,
        x: str | None = None,
        y: str | None = None,
        color: str | None = None,
        histogram: str | None = None,
        columns: Iterable[str] | None = None,
        keep: bool = False,
    ) -> None:
        self._open = False
        self._keep = keep
        self._catalog: Catalog = layer.catalog
        self._viewer, self._layer = viewer, layer
        self._lock = threading.RLock()
        self._quiet = False
        self._expression = ""
        self._shown: Mask = np.ones(len(self._catalog), dtype=bool)
        self._known: dict[str, PlotColumn] = {}
        self._columns = None if columns is None else as_columns(columns, self._catalog)
        names = plot_names(self._catalog)
        given = {"x": x, "y": y, "color": color, "histogram": histogram}
        self._axes = default_axes(self._catalog, names, given)
        for name in filter(None, self._axes.values()):
            self._column(name)
        self._scatter = ScatterPlot(self._choose)
        self._histogram = HistogramPlot(self._choose)
        stack = import_module("bokeh.models").Column(
            self._scatter.figure, self._histogram.figure, sizing_mode="stretch_both", spacing=4
        )
        self._pane = PlotPane(stack, self._lock)
        self._table = SourceTable(self._catalog, self._choose, self._center)
        size = gallery_size(self._catalog)
        self._gallery = Gallery(viewer, self._place, self._label, self._center, size)
        self.bar = Companion("bar", self._asked)
        """Filter, choice of columns and counts (`~imgview.widget.companion.Companion`)."""
        self.bar.tell(columns=names)
        self._pane.widget.tell(height=viewer.height)
        self._redraw()
        viewer.observe(self._selection_changed, "selection")
        viewer.observe(self._height_changed, "height")
        rows = ((viewer, self.plots), (self.table, self.gallery))
        for left, right in rows:
            left.layout.flex, right.layout.flex = "3 1 0", "2 1 0"
            left.layout.min_width = right.layout.min_width = "0"
        wide = ipywidgets.Layout(width="100%")
        super().__init__([self.bar, *(ipywidgets.HBox(row, layout=wide) for row in rows)])
        self._open = True

    @property
    def viewer(self) -> ImageViewer:
        """The viewer (`~imgview.viewer.viewer.ImageViewer`)."""
        return self._viewer

    @property
    def plots(self) -> Companion:
        """Scatter plot and histogram (`~imgview.widget.companion.Companion`)."""
        return self._pane.widget

    @property
    def table(self) -> Companion:
        """The table (`~imgview.widget.companion.Companion`)."""
        return self._table.widget

    @property
    def gallery(self) -> Companion:
        """Cutouts of what is selected (`~imgview.widget.companion.Companion`)."""
        return self._gallery.widget

    @property
    def layer(self) -> CatalogLayer:
        """The sources over the image (`~imgview.viewer.catalog_layer.CatalogLayer`)."""
        if self._viewer.layers.find(self._layer._key) is None:  # noqa: SLF001 - the handle's own
            # Another image has been shown, or somebody has removed it: what is to be selected must be there.
            self._layer = self._viewer.add_catalog(self._catalog, self._layer.name)
            self._layer.shown = None if self._shown.all() else self._shown
        return self._layer

    @property
    def catalog(self) -> Catalog:
        """All sources (`~imgview.model.catalog.Catalog`)."""
        return self._catalog

    @property
    def shown(self) -> Catalog:
        """The sources that the filter leaves (`~imgview.model.catalog.Catalog`)."""
        return self._catalog[self._shown]

    @property
    def selection(self) -> Selection:
        """Which sources are selected: ``.rows`` and ``.catalog`` (`~imgview.viewer.selection.Selection`).

        Row numbers of ``catalog``, booleans or `None` may be assigned; what is filtered out is left out.
        """
        selection = self._viewer.selection
        return selection if selection.key == self._layer._key else Selection()  # noqa: SLF001

    @selection.setter
    def selection(self, rows: Any) -> None:
        self.layer.selected = rows
        hidden = ~self._shown[self.selection.rows]
        if hidden.any():
            self.layer.selected = self.selection.rows[~hidden]

    @property
    def selected(self) -> Catalog:
        """The sources that are selected (`~imgview.model.catalog.Catalog`), as many as 0."""
        return self._catalog[self.selection.rows]

    @property
    def expression(self) -> str:
        """The filter, "" without one (`str`)."""
        return self._expression

    def filter(self, expression: str | None) -> Catalog:
        """Show only the sources for which an expression holds, in the image, the plots and the table.

        Parameters
        ----------
        expression : `str` or `None`
            As for `~imgview.model.catalog.Catalog.filter`; `None` or "" for all sources.

        Returns
        -------
        `~imgview.model.catalog.Catalog`
            The sources that are shown. Selected sources that are not are selected no more.

        Raises
        ------
        ImgviewError
            If the expression cannot be understood or there is no such column; what is shown stays.
        """
        text = (expression or "").strip()
        shown = pick_rows(self._catalog.table, text) if text else np.ones(len(self._catalog), dtype=bool)
        with self._all_at_once():
            self._expression, self._shown = text, shown
            self.layer.shown = shown if text else None
            rows = self.selection.rows
            if not shown[rows].all():
                self._layer.selected = rows[shown[rows]]
            self._redraw()
        return self.shown

    def plot(
        self,
        *,
        x: str | None = None,
        y: str | None = None,
        histogram: str | None = None,
        color: str | None = "",
    ) -> None:
        """Plot other columns; those not given stay.

        Parameters
        ----------
        x, y, histogram : `str`, optional
            Columns of numbers, truths or texts; ``flux[2]`` for one number of each row.
        color : `str` or `None`, optional
            The same; `None` for one colour.

        Raises
        ------
        ImgviewError
            If there is no such column, or a plot cannot show it; the plots stay.
        """
        new = {"x": x, "y": y, "histogram": histogram}
        axes = self._axes | {axis: name for axis, name in new.items() if name is not None}
        if color != "":
            axes["color"] = color
        for name in filter(None, axes.values()):
            self._column(name)
        with self._all_at_once():
            self._axes = axes
            self._redraw()

    def close(self) -> None:
        """Take everything off the page, and let go of the image; again does nothing."""
        if not self._open:
            return
        self._open = False
        self._viewer.unobserve(self._selection_changed, "selection")
        self._viewer.unobserve(self._height_changed, "height")
        self._gallery.close()
        self._pane.close()
        self.table.close()
        self.bar.close()
        if not self._keep:
            self._viewer.close()
        super().close()

    # What a hand does anywhere comes here, and goes to the viewer.

    def _choose(self, rows: Mask, mode: str) -> None:
        with self._all_at_once():
            before = np.zeros(len(self._catalog), dtype=bool)
            before[self.selection.rows] = True
            self.layer.selected = combined(mode, before, rows) & self._shown

    def _asked(self, content: dict[str, Any]) -> None:
        """Do what the bar is for; what is impossible is said beside it."""
        error = ""
        try:
            match content:
                case {"ask": "filter", "text": str(text)}:
                    if text.strip() != self._expression or self.bar.state["error"]:
                        self.bar.tell(filter=text)
                        self.filter(text)
                case {"ask": "axis", "axis": ("x" | "y" | "color" | "histogram") as axis, "column": column}:
                    self.plot(**{axis: column})
                case {"ask": "clear"}:
                    self.selection = None
        except ImgviewError as problem:
            error = str(problem)
        except Exception as problem:  # noqa: BLE001 - nothing that a hand does may vanish
            error = explain(problem)
        self.bar.tell(error=error)
        # A menu whose choice was refused shows what is plotted.
        self.bar.tell(axes=dict(self._axes))

    def _center(self, row: int) -> None:
        try:
            self._viewer.center_on(row, layer=self.layer.name)
        except ImgviewError as error:
            self.bar.tell(error=str(error))

    # What follows from it.

    def _selection_changed(self, _: Any) -> None:
        if self._quiet:
            return
        with self._pane.gathered():
            rows = self.selection.rows
            self._scatter.select(rows)
            self._histogram.select(rows)
            self._table.select(rows)
            self._gallery.show(self._table.in_order(rows))
            self._count()

    def _height_changed(self, _: Any) -> None:
        self._pane.widget.tell(height=self._viewer.height)

    def _redraw(self) -> None:
        """Draw everything anew."""
        x, y, histogram = (self._column(cast("str", self._axes[axis])) for axis in ("x", "y", "histogram"))
        color = self._axes["color"]
        chosen: dict[str, Any] = {"shown": self._shown, "selected": self.selection.rows}
        with self._pane.gathered():
            self._scatter.show(x, y, None if color is None else self._column(color), **chosen)
            self._histogram.show(histogram, **chosen)
            self._table.show(self._listed_columns(), **chosen)
            self._gallery.show(self._table.in_order(self.selection.rows))
            self._count()

    def _count(self) -> None:
        columns = {axis: self._column(name) for axis, name in self._axes.items() if name is not None}
        missing = {"plane": self._scatter.missing, "histogram": self._histogram.missing}
        binned = ["points are binned"] if self._scatter.binned else []
        self.bar.tell(
            axes=dict(self._axes),
            filter=self._expression,
            error="",
            counts=told_counts(int(self._shown.sum()), len(self._catalog), len(self.selection)),
            notes=" · ".join(filter(None, [told_missing(columns, missing), *binned])),
            selected=len(self.selection) > 0,
        )

    def _all_at_once(self) -> ExitStack:
        """Return a context in which all that changes is sent together."""
        stack = ExitStack()
        stack.enter_context(self._lock)
        stack.enter_context(self._viewer.hold_sync())
        stack.enter_context(self._pane.gathered())
        return stack

    def _listed_columns(self) -> tuple[str, ...]:
        if self._columns is not None:
            return self._columns
        plotted = [name for name in self._axes.values() if name in self._catalog.table.colnames]
        return tuple(dict.fromkeys([*default_columns(self._catalog), *cast("list[str]", plotted)]))

    def _column(self, name: str) -> PlotColumn:
        if name not in self._known:
            self._known[name] = PlotColumn.of(self._catalog, name)
        return self._known[name]

    def _place(self, row: int) -> tuple[float, float]:
        shapes = self._viewer.layers.named(self.layer.name).overlay.geometry
        if not isinstance(shapes, Shapes) or row >= shapes.rows:
            return float("nan"), float("nan")
        return float(shapes.x[row]), float(shapes.y[row])

    def _label(self, row: int) -> str:
        column = self._catalog.roles.get("id")
        return (
            f"row {row}" if column is None else cell_text(self._catalog.table[column], row, 40, units=False)
        )

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any] | None:
        """Return the live view, and the viewer's picture for where nothing is alive."""
        bundle: dict[str, Any] | None = super()._repr_mimebundle_(**kwargs)
        picture = self._viewer._repr_mimebundle_(**kwargs)
        if bundle is not None and picture is not None and "image/png" in picture[0]:
            bundle["image/png"] = picture[0]["image/png"]
        return bundle

    def __repr__(self) -> str:
        return f"Explorer({self._viewer!r}, {self._catalog!r}, {len(self.selection)} selected)"
