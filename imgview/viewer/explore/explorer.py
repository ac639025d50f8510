"""An image, its sources, plots of them and a table: brushed and linked."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

import ipywidgets
import numpy as np
import numpy.typing as npt

from imgview.errors import ImgviewError
from imgview.model.catalog import Catalog
from imgview.model.catalog_filter import pick_rows
from imgview.plots.region import combined
from imgview.render.overlays.shapes import Shapes
from imgview.viewer.explore.catalog_plots import CatalogPlots
from imgview.viewer.explore.explored import gallery_size, source_name, told_counts
from imgview.viewer.explore.explorer_bar import ExplorerBar
from imgview.viewer.explore.gallery import Gallery
from imgview.viewer.explore.source_table import SourceTable
from imgview.viewer.layers.catalog_layer import CatalogLayer
from imgview.viewer.layers.hover import as_columns, default_columns
from imgview.viewer.layers.selection import Selection
from imgview.viewer.viewer import ImageViewer
from imgview.widget.companion import Companion

__all__ = ["Explorer"]

Mask = npt.NDArray[np.bool_]


class Explorer(ipywidgets.VBox):  # type: ignore[misc]
    """A viewer with a scatter plot, a histogram, a table and a gallery of the sources over its image.

    Parameters
    ----------
    viewer : `~imgview.viewer.viewer.ImageViewer`
        Which shows the image.
    layer : `~imgview.viewer.layers.catalog_layer.CatalogLayer`
        The sources.
    x, y, color, histogram : `str`, optional
        Columns of the plots, as for `imgview.explore`.
    columns : iterable of `str`, optional
        Columns of the table.
    log, reverse : `str` or iterable of `str`, optional
        Axes that are logarithmic or reversed, as for `imgview.explore`.
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
    >>> explorer.selection = explorer.catalog.table["mag"] < 20
    >>> explorer.catalog.selected["id", "mag"]
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
        log: str | Iterable[str] = (),
        reverse: str | Iterable[str] | None = None,
        keep: bool = False,
    ) -> None:
        self._open = False
        self._keep = keep
        self._catalog: Catalog = layer.catalog
        self._viewer, self._layer = viewer, layer
        self._quiet = False
        self._expression = ""
        self._shown: Mask = np.ones(len(self._catalog), dtype=bool)
        self._columns = None if columns is None else as_columns(columns, self._catalog)
        axes = {"x": x, "y": y, "color": color, "histogram": histogram}
        self._plots = CatalogPlots(self._catalog, axes, self._choose, log=log, reverse=reverse)
        self._plots.pane.on_open = self._page_opened
        self._table = SourceTable(self._catalog, self._choose, self._center)
        size = gallery_size(self._catalog)
        self._gallery = Gallery(viewer, self._place, partial(source_name, self._catalog), self._center, size)
        self._bar = ExplorerBar(self._plots.names, self.filter, self.plot, partial(self._select, None))
        self.plots.tell(height=viewer.height)
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
    def bar(self) -> Companion:
        """Filter, choice of columns and counts (`~imgview.widget.companion.Companion`)."""
        return self._bar.widget

    @property
    def plots(self) -> Companion:
        """Scatter plot and histogram (`~imgview.widget.companion.Companion`)."""
        return self._plots.pane.widget

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
        """The sources over the image (`~imgview.viewer.layers.catalog_layer.CatalogLayer`)."""
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
        """Which sources are selected, by ``.rows`` (`~imgview.viewer.layers.selection.Selection`).

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
        """The sources that are selected (`~imgview.model.catalog.Catalog`), as many as 0.

        ``catalog.selected`` is their table, and ``selected.index`` says which rows they are.
        """
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
        self._quiet = True
        try:
            with self._viewer.hold_sync():
                self._expression, self._shown = text, shown
                self.layer.shown = shown if text else None
                rows = self.selection.rows
                if not shown[rows].all():
                    self._layer.selected = rows[shown[rows]]
        finally:
            self._quiet = False
        self._redraw()
        return self.shown

    def plot(
        self,
        *,
        x: str | None = None,
        y: str | None = None,
        histogram: str | None = None,
        color: str | None = "",
        log: str | Iterable[str] | None = None,
        reverse: str | Iterable[str] | None = None,
    ) -> None:
        """Plot other columns, or in another way; what is not given stays.

        Parameters
        ----------
        x, y, histogram : `str`, optional
            Columns of numbers, truths or texts; ``flux[2]`` for one number of each row.
        color : `str` or `None`, optional
            The same; `None` for one colour.
        log : `str` or iterable of `str`, optional
            Axes that are logarithmic, and no others: "x", "y", "histogram", "counts". Another column begins
            with a linear axis.
        reverse : `str` or iterable of `str`, optional
            Axes that are reversed, and no others: "x", "y". Magnitudes in y begin with the bright ones up.

        Raises
        ------
        ImgviewError
            If there is no such column or axis, or a plot cannot show it; the plots stay.

        Examples
        --------
        >>> explorer.plot(x="flux", y="mag", log="x")
        >>> explorer.plot(log=("x", "counts"), reverse=())
        """
        new = {"x": x, "y": y, "histogram": histogram}
        axes = self._plots.axes | {axis: name for axis, name in new.items() if name is not None}
        if color != "":
            axes["color"] = color
        self._plots.change(axes, log, reverse)
        self._redraw()

    def close(self) -> None:
        """Take everything off the page, and let go of the image; again does nothing."""
        if not self._open:
            return
        self._open = False
        self._viewer.unobserve(self._selection_changed, "selection")
        self._viewer.unobserve(self._height_changed, "height")
        self._gallery.close()
        self._plots.pane.close()
        self.table.close()
        self.bar.close()
        if not self._keep:
            self._viewer.close()
        super().close()

    # What a hand does anywhere comes here, and goes to the viewer.

    def _choose(self, rows: Mask, mode: str) -> None:
        before = np.zeros(len(self._catalog), dtype=bool)
        before[self.selection.rows] = True
        self.layer.selected = combined(mode, before, rows) & self._shown

    def _select(self, rows: Any) -> None:
        self.selection = rows

    def _center(self, row: int) -> None:
        try:
            self._viewer.center_on(row, layer=self.layer.name)
        except ImgviewError as error:
            self._bar.fail(error)

    # What follows from it.

    def _selection_changed(self, _: Any) -> None:
        if self._quiet:
            return
        with self._plots.pane.gathered():
            rows = self.selection.rows
            self._plots.select(rows)
            self._table.select(rows)
            self._gallery.show(self._table.in_order(rows))
            self._count()

    def _page_opened(self, gpu: bool) -> None:  # noqa: FBT001 - as the pane calls it
        if self._plots.aid(gpu=gpu):
            self._redraw()

    def _height_changed(self, _: Any) -> None:
        self.plots.tell(height=self._viewer.height)

    def _redraw(self) -> None:
        """Draw everything anew."""
        # Whoever holds the lock of the plots waits for nobody: it is the last that is taken.
        with self._plots.pane.gathered():
            rows = self.selection.rows
            self._plots.show(shown=self._shown, selected=rows)
            self._table.show(self._listed_columns(), shown=self._shown, selected=rows)
            self._gallery.show(self._table.in_order(rows))
            self._count()

    def _count(self) -> None:
        self._bar.tell(
            axes=dict(self._plots.axes),
            log=sorted(self._plots.scales.log),
            reverse=sorted(self._plots.scales.reverse),
            filter=self._expression,
            counts=told_counts(int(self._shown.sum()), len(self._catalog), len(self.selection)),
            notes=self._plots.notes(),
            selected=len(self.selection) > 0,
        )

    def _listed_columns(self) -> tuple[str, ...]:
        if self._columns is not None:
            return self._columns
        known = self._catalog.table.colnames
        plotted = [name for name in self._plots.axes.values() if name is not None and name in known]
        return tuple(dict.fromkeys([*default_columns(self._catalog), *plotted]))

    def _place(self, row: int) -> tuple[float, float]:
        shapes = self._viewer.layers.named(self.layer.name).overlay.geometry
        if not isinstance(shapes, Shapes) or row >= shapes.rows:
            return float("nan"), float("nan")
        return float(shapes.x[row]), float(shapes.y[row])

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any] | None:
        """Return the live view, and the viewer's picture for where nothing is alive."""
        bundle: dict[str, Any] | None = super()._repr_mimebundle_(**kwargs)
        picture = self._viewer._repr_mimebundle_(**kwargs)
        if bundle is not None and picture is not None and "image/png" in picture[0]:
            bundle["image/png"] = picture[0]["image/png"]
        return bundle

    def __repr__(self) -> str:
        return f"Explorer({self._viewer!r}, {self._catalog!r}, {len(self.selection)} selected)"
