"""A canvas that shows a part of its image: the part of the viewer that knows which."""

import math
from typing import Any

from imgview.errors import ImgviewError
from imgview.geometry import Box
from imgview.viewer.adjusted import AdjustedCanvas
from imgview.viewer.framing import fit, framed, resolved
from imgview.viewer.traits import ViewportTrait
from imgview.widget.protocol import Viewport

__all__ = ["FramedCanvas"]

UNDISPLAYED = (1000, 800)
"""CSS pixels of a canvas that is on no page yet."""


class FramedCanvas(AdjustedCanvas):
    """A canvas that is moved over its image.

    Attributes
    ----------
    viewport : `dict` or `None`
        ``{"center": (x, y), "fov": pixels}``: absolute pixels, ``fov`` across the shorter side of the canvas;
        `None` fits the image.
    """

    viewport = ViewportTrait().tag(sync=True)

    def fit(self) -> None:
        """Show the whole image."""
        self.viewport = None

    def center_on(
        self,
        place: Any = None,
        /,
        *,
        x: float | None = None,
        y: float | None = None,
        layer: str | None = None,
        fov: float | None = None,
    ) -> None:
        """Move a place to the middle of the canvas.

        Parameters
        ----------
        place : `int`, `~astropy.coordinates.SkyCoord` or pair of `float`, optional
            Row of a catalogue, position on the sky, or absolute (x, y).
        x, y : `float`, optional
            Absolute pixel coordinates, instead of a place.
        layer : `str`, optional
            Which layer a row is of; that of the selection, else the uppermost one with sources, if not given.
        fov : `float`, optional
            Image pixels across the shorter side of the canvas; as it is if not given.

        Raises
        ------
        ImgviewError
            If there is no such place.
        """
        at = self._place((x, y) if place is None else place, layer)
        self.viewport = Viewport(center=at, fov=self._view()["fov"] if fov is None else fov)

    def zoom_to(self, target: float | Box) -> None:
        """Show the image at a scale, or a box of it.

        Parameters
        ----------
        target : `float` or `~imgview.geometry.Box`
            CSS pixels an image pixel (1 is 1:1), about the present centre; or an absolute box to fit.
        """
        if isinstance(target, Box):
            self.viewport = fit(target, self._size)
            return
        if not (math.isfinite(target) and target > 0):
            msg = f"a zoom is a positive number of screen pixels an image pixel, got {target!r}"
            raise ImgviewError(msg)
        self.viewport = framed(self._view()["center"], target, self._size)

    @property
    def _size(self) -> tuple[int, int]:
        """Width and height of the canvas, as if displayed."""
        width, height = self.canvas_size
        return (int(width), int(height)) if width > 0 and height > 0 else UNDISPLAYED

    def _view(self) -> Viewport:
        if self.loaded is None:
            msg = "the viewer shows no image yet: load_image() one first"
            raise ImgviewError(msg)
        return resolved(self.viewport, self.loaded.picture.model.bbox, self._size)
