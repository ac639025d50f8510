"""A canvas on which sources are selected: the half of the viewer that tells of them."""

from collections.abc import Callable
from typing import Any

import numpy as np
import traitlets
from astropy.coordinates import SkyCoord

from imgview.errors import ImgviewError, ShapeError
from imgview.model.catalog import Catalog
from imgview.viewer.layers.selection import Selection, SelectionTrait
from imgview.viewer.listening import ListeningCanvas
from imgview.viewer.looks import changing

__all__ = ["SelectingCanvas"]


class SelectingCanvas(ListeningCanvas):
    """A canvas that knows which sources are selected.

    Attributes
    ----------
    selection : `~imgview.viewer.layers.selection.Selection`
        ``.layer``, ``.rows``, ``.catalog`` and ``.table``. Any of ``{"layer": "src", "rows": [3, 5]}``,
        ``{"src": [3, 5]}``, booleans instead of row numbers, and `None` may be assigned.

    Notes
    -----
    A viewer's selection is its own; ``catalog.selected`` is the table of what was selected last, in whatever
    viewer.
    """

    loaded: Any

    selection = SelectionTrait().tag(
        sync=True, to_json=lambda selection, _: selection.state, from_json=lambda state, _: state
    )

    _callbacks: tuple[Callable[[Selection], object], ...] = ()
    _marked: frozenset[Catalog] = frozenset()
    """Those that know that some of their sources are selected here."""

    def on_select(self, callback: Callable[[Selection], object], *, remove: bool = False) -> None:
        """Have a function called whenever other sources are selected, on the page or in Python.

        Parameters
        ----------
        callback : callable
            Gets the `~imgview.viewer.layers.selection.Selection`. If it fails, the viewer says so under
            the picture and goes on.
        remove : `bool`, optional
            Whether it is not to be called any more.
        """
        others = tuple(known for known in self._callbacks if known != callback)
        self._callbacks = others if remove else (*others, callback)

    @traitlets.observe("selection")
    def _selection_changed(self, _: dict[str, Any]) -> None:
        self._mark(frozenset())
        for callback in self._callbacks:
            self._call(callback, self.selection, "on_select")

    @traitlets.observe("layers")
    def _selected_layer_gone(self, _: dict[str, Any]) -> None:
        if self.selection.key and self.layers.find(self.selection.key) is None:
            self.selection = None
        self._mark(self._marked)

    def _mark(self, known: frozenset[Catalog]) -> None:
        """Tell the catalogues that are shown which of their sources are selected, but for those who know."""
        # Another thread may have selected something else by now: the latest selection is told last.
        with changing:
            selection = self.selection
            shown = {entry.catalog for entry in self.layers.entries if entry.catalog is not None}
            now = frozenset(catalog for catalog in shown if len(selection.of(catalog)))
            for catalog in self._marked - now:
                catalog.mark_selected((), self)
            for catalog in now - known:
                catalog.mark_selected(selection.rows, self)
            self._marked = now

    def _place(self, place: Any, layer: str | None) -> tuple[float, float]:
        """Return the absolute (x, y) of a row, of a position on the sky, or of a pair of numbers."""
        if isinstance(place, (int, np.integer)):
            return self._place_of_row(int(place), layer)
        if isinstance(place, SkyCoord):
            sky = None if self.loaded is None else self.loaded.picture.model.sky_projection
            if sky is None:
                msg = "the image has no sky projection: give center_on() pixels"
                raise ImgviewError(msg)
            x, y = sky.sky_to_pixel(place)
            return float(x), float(y)
        try:
            x, y = (float(part) for part in place)
        except (TypeError, ValueError) as error:
            msg = f"center_on() takes a row, a SkyCoord, a pair (x, y), or x= and y=, got {place!r}"
            raise ShapeError(msg) from error
        return x, y

    def _place_of_row(self, row: int, name: str | None) -> tuple[float, float]:
        known = [entry for entry in self.layers.entries if entry.catalog is not None]
        name = name or self.selection.layer or (known[-1].name if known else None)
        if name is None:
            msg = "a row needs a layer with sources: add_catalog() one first"
            raise ImgviewError(msg)
        entry = self.layers.named(name)
        if entry.catalog is None:
            msg = f"layer {name!r} has no sources"
            raise ImgviewError(msg)
        rows = len(entry.catalog)
        if not 0 <= row < rows:
            msg = f"layer {name!r} has {rows:,} rows, 0 to {rows - 1:,}: there is no row {row}"
            raise ShapeError(msg)
        x, y = entry.overlay.geometry.place(row)
        if not np.isfinite(x + y):
            msg = f"the position of row {row} of layer {name!r} is not known"
            raise ImgviewError(msg)
        return x, y
