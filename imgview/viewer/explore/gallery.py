"""Cutouts of the selected sources, painted by the kernel as the viewer paints the image."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.errors import ImgviewError
from imgview.render.png import png_bytes
from imgview.render.view import view_rgba
from imgview.viewer.desk import explain
from imgview.viewer.snapshot import style_of
from imgview.widget.companion import Companion
from imgview.widget.pool import BACKGROUND, shared_pool

__all__ = ["Gallery"]

_PAGE = 12
_SIDE = 128
"""Pixels along the side of a picture."""
_SIZES = (8, 1024)
"""Image pixels along the side of the smallest and the largest cutout."""
_STYLE = (
    *("cuts", "stretch", "stretch_parameter", "colormap", "inverted", "contrast", "bias"),
    *("component", "planes", "mask_expressions", "image_info"),
)
"""Traits of a viewer that say how its image looks."""
_PAUSE = 0.05
"""Seconds before cutouts are painted: while cuts are dragged, others follow at once."""


class Gallery:
    """Pictures of sources, a page at a time.

    Parameters
    ----------
    viewer : `~imgview.viewer.viewer.ImageViewer`
        Whose image is cut out, in whose look: stretch, cuts and planes.
    place : callable
        Returns the absolute (x, y) of a row.
    label : callable
        Returns what a row is called; untrusted text.
    on_center : callable
        Called with the number of a row that is to be looked at.
    size : `int`
        Image pixels along the side of a cutout.
    """

    def __init__(
        self,
        viewer: Any,
        place: Callable[[int], tuple[float, float]],
        label: Callable[[int], str],
        on_center: Callable[[int], object],
        size: int,
    ) -> None:
        self._viewer, self._place, self._label, self._on_center = viewer, place, label, on_center
        self._size = int(np.clip(size, *_SIZES))
        self._rows: npt.NDArray[np.intp] = np.zeros(0, np.intp)
        self._first = 0
        self._lock = threading.Lock()
        self._wanted = 0
        self._waiting = False
        self.widget = Companion("gallery", self._asked)
        """What displays it (`~imgview.widget.companion.Companion`)."""
        viewer.observe(self._restyled, list(_STYLE))

    def show(self, rows: npt.NDArray[np.intp]) -> None:
        """Show sources, given by their numbers, in this order."""
        if np.array_equal(rows, self._rows) and self.widget.state:
            return
        self._rows, self._first = rows, 0
        self._paint_later()

    def close(self) -> None:
        """Let go of the viewer."""
        with self._lock:
            self._wanted += 1
        self._viewer.unobserve(self._restyled, list(_STYLE))
        self.widget.close()

    def _restyled(self, _: Any) -> None:
        if len(self._rows):
            self._paint_later()

    def _paint_later(self) -> None:
        with self._lock:
            self._wanted += 1
            if self._waiting:
                return
            self._waiting = True
        shared_pool().submit(self._paint, BACKGROUND, after=_PAUSE)

    def _paint(self) -> None:
        with self._lock:
            self._waiting = False
            wanted, rows, first, size = self._wanted, self._rows, self._first, self._size
        text = "Select sources in the image, in a plot or in the table to see them here."
        cutouts: list[dict[str, Any]] = []
        try:
            cutouts = self._cutouts(rows[first : first + _PAGE], size)
        except Exception as error:  # noqa: BLE001 - no error may vanish in a worker thread
            text = explain(error)
        with self._lock:
            if wanted == self._wanted:
                self.widget.tell(cutouts=cutouts, first=first, total=len(rows), fov=size, text=text)

    def _cutouts(self, rows: npt.NDArray[np.intp], size: int) -> list[dict[str, Any]]:
        loaded = self._viewer.loaded
        if loaded is None:
            msg = "the viewer shows no image"
            raise ImgviewError(msg)
        pyramid = loaded.picture.source(loaded.component).pyramid
        style = style_of(self._viewer, pyramid) if len(rows) else None
        cutouts = []
        for row in map(int, rows):
            center = self._place(row)
            picture = np.zeros((_SIDE, _SIDE, 4), np.uint8)
            if style is not None and np.isfinite(center).all():
                picture = view_rgba(pyramid, style, width=_SIDE, height=_SIDE, center=center, fov=size)
            cutouts.append({"row": row, "label": self._label(row), "png": png_bytes(picture)})
        return cutouts

    def _asked(self, content: dict[str, Any]) -> None:
        match content:
            case {"ask": "page", "by": int(by)}:
                last = max(len(self._rows) - 1, 0) // _PAGE * _PAGE
                self._first = int(np.clip(self._first + by * _PAGE, 0, last))
            case {"ask": "size", "by": (0.5 | 2) as by}:
                self._size = int(np.clip(self._size * by, *_SIZES))
            case {"ask": "center", "row": int(row)} if row in self._rows:
                self._on_center(row)
                return
            case _:
                return
        self._paint_later()
