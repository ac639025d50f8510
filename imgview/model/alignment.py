"""Which pixel of one image lies on the same sky as a pixel of another, and what view shows the same sky."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from astropy import units as u

from imgview.errors import ImgviewError, UnknownNameError
from imgview.geometry import Box
from imgview.model.generalized_image import GeneralizedImage
from imgview.model.polynomial_map import Coordinates, Exact, PolynomialMap, grid, spread
from imgview.model.sky import SkyProjection
from imgview.model.turn import settled

__all__ = ["Alignment"]

_ENOUGH = 0.005
"""Pixels by which a map over a whole image may be off before only the part that both show is looked at."""
_EDGE = 65
"""Points along each axis at which one looks for that part."""
_ROOM = 1.25
"""The part is taken larger than it is by this factor."""
_FAR = 2.0**40
"""Pixels; more than any image has."""
_SHALLOW = 0.1
"""Cosine of the distance at which a plane that touches the sky shows no more of it."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Maps absolute pixels of one image to those of another, and back.

    Notes
    -----
    Both ways are polynomials fitted to the exact projections, so that the page can follow without the kernel
    (twin: ``frontend/src/alignment.ts``).  Where the two images share no sky, the projection of the other one
    is continued straight from its middle.
    """

    there: PolynomialMap
    """From the first image to the second."""

    back: PolynomialMap
    """From the second image to the first."""

    @classmethod
    def between(
        cls, first: GeneralizedImage, second: GeneralizedImage, by: Literal["wcs", "pixel"] = "wcs"
    ) -> Alignment:
        """Align two images.

        Parameters
        ----------
        first, second : `~imgview.model.generalized_image.GeneralizedImage`
            The images.
        by : `str`, optional
            "wcs": the same sky; "pixel": the same absolute pixel coordinates.

        Returns
        -------
        `Alignment`
            From the first to the second.

        Raises
        ------
        UnknownNameError
            If ``by`` is neither.
        ImgviewError
            If an image has no sky, or they lie on opposite sides of it.
        """
        if by == "pixel":
            return cls(_same(), _same())
        if by != "wcs":
            raise UnknownNameError.near(kind="way to align", name=by, known=("wcs", "pixel"))
        sky1, sky2 = _sky(first, "first"), _sky(second, "second")
        there = _aligned(sky1, first.bbox, sky2, second.bbox)
        back = _aligned(sky2, second.bbox, sky1, first.bbox)
        if there is None or back is None:
            msg = (
                f"{_called(first, 'first')} and {_called(second, 'second')} lie on opposite sides of the "
                "sky: no view shows both; align them by='pixel'"
            )
            raise ImgviewError(msg)
        return cls(there, back)

    @property
    def error(self) -> float:
        """The largest error of either way, in pixels of the image that it leads to (`float`)."""
        return max(self.there.error, self.back.error)

    @property
    def reversed(self) -> Alignment:
        """From the second image to the first (`Alignment`)."""
        return Alignment(self.back, self.there)

    def forward(self, x: npt.ArrayLike, y: npt.ArrayLike) -> tuple[Coordinates, Coordinates]:
        """Return the absolute pixels of the second image for those of the first."""
        return self.there(x, y)

    def inverse(self, x: npt.ArrayLike, y: npt.ArrayLike) -> tuple[Coordinates, Coordinates]:
        """Return the absolute pixels of the first image for those of the second."""
        return self.back(x, y)

    def view(self, viewport: Mapping[str, Any]) -> dict[str, Any]:
        """Return the view of the second image that shows the sky as a view of the first does.

        Parameters
        ----------
        viewport : mapping
            ``center``, ``fov`` and perhaps ``rotation`` and ``flip``, as a viewer's ``viewport``.

        Returns
        -------
        `dict`
            The same of the second image: as much sky across the screen, and the same direction up.  What no
            turned view can show (pixels that are not square) is divided evenly.
        """
        x, y = viewport["center"]
        slopes = self.there.slopes(x, y)
        size = float(np.linalg.det(slopes))
        flip, turn = bool(viewport.get("flip", False)), math.radians(viewport.get("rotation", 0.0))
        mirrored = flip != (size < 0)
        turned = np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]])
        # What a pixel of the second image is on screen, and of that the nearest turn without shear.
        shown = turned @ np.diag([-1.0 if flip else 1.0, 1.0]) @ np.linalg.inv(slopes)
        shown = shown @ np.diag([-1.0 if mirrored else 1.0, 1.0])
        angle = math.degrees(math.atan2(shown[1, 0] - shown[0, 1], shown[0, 0] + shown[1, 1]))
        center = self.there(x, y)
        view: dict[str, Any] = {
            "center": (float(center[0]), float(center[1])),
            "fov": viewport["fov"] * math.sqrt(abs(size)),
        }
        if rotation := settled(angle):
            view["rotation"] = rotation
        if mirrored:
            view["flip"] = True
        return view

    def state(self) -> dict[str, Any]:
        """Return what the page needs to map the same (`dict` of finite numbers)."""
        return {"forward": self.there.state(), "inverse": self.back.state()}


def _called(image: GeneralizedImage, ordinal: str) -> str:
    """Return what to call an image in a message."""
    return f"{image.title!r}" if image.title else f"the {ordinal} image"


def _sky(image: GeneralizedImage, ordinal: str) -> SkyProjection:
    """Return the projection of an image that has one."""
    projection = image.sky_projection
    if projection is None:
        msg = (
            f"{_called(image, ordinal)} has no sky projection to align by; give it a wcs=, or use by='pixel'"
        )
        raise ImgviewError(msg)
    return projection


def _extent(bbox: Box) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return middle and half the sides of a box, outer edges included."""
    return (bbox.x.center, bbox.y.center), (max(bbox.x.size, 1) / 2, max(bbox.y.size, 1) / 2)


def _same() -> PolynomialMap:
    """Return the map that changes nothing, not even by rounding: it scales by a power of two and back."""
    one = np.array([0.0, _FAR, 0.0]), np.array([0.0, 0.0, _FAR])
    return PolynomialMap((0.0, 0.0), (_FAR, _FAR), 1, *one, 0.0)


def _aligned(sky1: SkyProjection, box1: Box, sky2: SkyProjection, box2: Box) -> PolynomialMap | None:
    """Return the map from the pixels of one image to those of another; `None` if nothing maps them."""
    exact, inverse = _through(sky1, sky2), _through(sky2, sky1)
    whole = PolynomialMap.fitted(_whole(exact), *_extent(box1))
    if whole is not None and whole.error < _ENOUGH:
        return whole
    common = _common(inverse, box1, box2)
    part = None if common is None else PolynomialMap.fitted(_within(box2, exact), *common)
    return part or PolynomialMap.fitted(_straight(sky1, sky2, box2), *_extent(box1))


def _through(sky1: SkyProjection, sky2: SkyProjection) -> Exact:
    """Return the exact map by the sky."""

    def exact(x: Coordinates, y: Coordinates) -> tuple[Coordinates, Coordinates]:
        found = sky2.sky_to_pixel(sky1.pixel_to_sky(x=x, y=y))
        return found.x, found.y

    return exact


def _whole(exact: Exact) -> Exact:
    """Return a map that has no answer anywhere unless it has one everywhere."""

    def strict(x: Coordinates, y: Coordinates) -> tuple[Coordinates, Coordinates]:
        u_, v = exact(x, y)
        known = np.isfinite(u_).all() and np.isfinite(v).all()
        return (u_, v) if known else (np.full_like(x, np.nan), np.full_like(y, np.nan))

    return strict


def _within(bbox: Box, exact: Exact) -> Exact:
    """Return a map that has no answer far outside a box, where a distortion may lead anywhere."""
    (cx, cy), (hx, hy) = _extent(bbox)

    def near(x: Coordinates, y: Coordinates) -> tuple[Coordinates, Coordinates]:
        u_, v = exact(x, y)
        far = ~((abs(u_ - cx) <= _ROOM * hx) & (abs(v - cy) <= _ROOM * hy))
        return np.where(far, np.nan, u_), np.where(far, np.nan, v)

    return near


def _common(inverse: Exact, box1: Box, box2: Box) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Return middle and half the sides of the part of one image that shows the sky of another."""
    (cx, cy), (hx, hy) = _extent(box2)
    found = spread(*_within(box1, inverse)(*grid((cx, cy), (_ROOM * hx, _ROOM * hy), _EDGE)))
    if found is None:
        return None
    center, half = found
    return center, (max(half[0], 0.5), max(half[1], 0.5))


def _straight(sky1: SkyProjection, sky2: SkyProjection, box2: Box) -> Exact:
    """Return the map by the plane that touches the sky at an image's middle; its pixels go on evenly."""
    x0, y0 = box2.x.center, box2.y.center
    middle = sky2.pixel_to_sky(x=x0, y=y0).skyoffset_frame()

    def plane(sky: SkyProjection, x: Coordinates, y: Coordinates) -> Coordinates:
        depth, east, north = sky.pixel_to_sky(x=x, y=y).transform_to(middle).cartesian.xyz.to_value(u.one)
        depth = np.where(depth > _SHALLOW, depth, np.nan)
        return np.stack([east / depth, north / depth])

    beside = plane(sky2, np.array([x0 + 0.5, x0 - 0.5, x0, x0]), np.array([y0, y0, y0 + 0.5, y0 - 0.5]))
    inverse = np.linalg.inv(np.stack([beside[:, 0] - beside[:, 1], beside[:, 2] - beside[:, 3]], axis=1))

    def exact(x: Coordinates, y: Coordinates) -> tuple[Coordinates, Coordinates]:
        u_, v = inverse @ plane(sky1, x, y)
        return x0 + u_, y0 + v

    return exact
