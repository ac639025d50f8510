"""A canvas that shows a part of its image: the part of the viewer that knows which."""

import math
from typing import Any

import traitlets

from imgview.errors import ImgviewError
from imgview.geometry import Box
from imgview.model.turn import settled
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
        turned also ``"rotation"``, degrees counter-clockwise, and ``"flip"``, whether the image is mirrored
        in x before that. `None` fits the image, upright.
    """

    viewport = ViewportTrait().tag(sync=True)
    _assumed: float | None = None
    """Field of view of a scale that was chosen while no page showed the canvas."""

    def fit(self) -> None:
        """Show the whole image, turned as it is."""
        turn = self._turn()
        self.viewport = fit(self._model().bbox, self._size, **turn) if any(turn.values()) else None

    def turn(self, degrees: float, *, flip: bool | None = None) -> None:
        """Turn the image about the middle of the canvas.

        Parameters
        ----------
        degrees : `float`
            How far it is turned then, counter-clockwise from upright: 0 is upright again, whatever it was.
        flip : `bool`, optional
            Whether it is mirrored in x before it is turned; as it is if not given.

        Raises
        ------
        ImgviewError
            If that is no angle, or there is no image.
        """
        before = self._view()
        if not math.isfinite(degrees):
            msg = f"an image is turned by a finite number of degrees, got {degrees!r}"
            raise ImgviewError(msg)
        turn = self._turn() | {"rotation": settled(degrees)}
        if flip is not None:
            turn["flip"] = bool(flip)
        bbox = self._model().bbox
        if self.viewport is None or before == fit(bbox, self._size, **self._turn()):
            self.viewport = fit(bbox, self._size, **turn) if any(turn.values()) else None
        else:
            self.viewport = {**before, **turn}

    def north_up(self) -> None:
        """Turn the image so that at the middle of the canvas north is up and east is left.

        Raises
        ------
        ImgviewError
            If the image has no sky there.
        """
        (x, y), projection = self._view()["center"], self._model().sky_projection
        rotation, flip = (math.nan, False) if projection is None else projection.north_up(x=x, y=y)
        if not math.isfinite(rotation):
            where = "" if projection is None else f" at x={x:.6g}, y={y:.6g}"
            msg = f"{self._model().title or 'the image'!r} has no sky{where}: there is no north to turn up"
            raise ImgviewError(msg)
        self.turn(rotation, flip=flip)

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
        view = self._view().copy()
        view["center"] = at
        if fov is not None:
            view["fov"] = fov
        self.viewport = view

    def zoom_to(self, target: float | Box) -> None:
        """Show the image at a scale, or a box of it.

        Parameters
        ----------
        target : `float` or `~imgview.geometry.Box`
            CSS pixels an image pixel (1 is 1:1), about the present centre; or an absolute box to fit.
        """
        if isinstance(target, Box):
            self.viewport = fit(target, self._size, **self._turn())
            return
        if not (math.isfinite(target) and target > 0):
            msg = f"a zoom is a positive number of screen pixels an image pixel, got {target!r}"
            raise ImgviewError(msg)
        self.viewport = view = framed(self._view(), target, self._size)
        self._assumed = None if any(self.canvas_size) else view["fov"]

    @traitlets.observe("canvas_size")
    def _displayed(self, _: dict[str, Any]) -> None:
        """Keep a scale that was chosen before the size of the canvas was known."""
        assumed, self._assumed = self._assumed, None
        if assumed is not None and self.viewport is not None and self.viewport["fov"] == assumed:
            self.viewport = {**self.viewport, "fov": assumed * min(self._size) / min(UNDISPLAYED)}

    @property
    def _size(self) -> tuple[int, int]:
        """Width and height of the canvas, as if displayed."""
        width, height = self.canvas_size
        return (int(width), int(height)) if width > 0 and height > 0 else UNDISPLAYED

    def _model(self) -> Any:
        """Return the image that is shown."""
        if self.loaded is None:
            msg = "the viewer shows no image yet: load_image() one first"
            raise ImgviewError(msg)
        return self.loaded.picture.model

    def _view(self) -> Viewport:
        return resolved(self.viewport, self._model().bbox, self._size)

    def _turn(self) -> dict[str, Any]:
        """Return rotation and flip, also where there is none."""
        return {"rotation": 0.0, "flip": False} | {
            name: value for name, value in (self.viewport or {}).items() if name in ("rotation", "flip")
        }
