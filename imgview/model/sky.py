"""Where pixels lie on the sky: a FITS WCS or an AST mapping inside, absolute pixels and ICRS outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from astropy import units as u
from astropy.coordinates import ICRS, SkyCoord
from astropy.io import fits
from astropy.wcs import WCS

from imgview.geometry import XY, YX, Box
from imgview.model.sky_mapping import FitsMapping, SkyMapping, quiet

__all__ = ["SkyProjection"]


def _is_void(header: fits.Header | Mapping[str, Any]) -> bool:
    """Tell whether a header has cards that astropy takes for defaults, which would put it anywhere."""
    places = [header.get(f"{name}{axis}", 0.0) for name in ("CRVAL", "CRPIX") for axis in (1, 2)]
    matrix = [header[name] for name in ("CD1_1", "CD1_2", "CD2_1", "CD2_2") if name in header]
    return any(isinstance(value, str) for value in places) or (bool(matrix) and not any(matrix))


class SkyProjection:
    """Maps absolute pixels to the sky and back.

    Parameters
    ----------
    wcs : `astropy.wcs.WCS` or `SkyMapping`
        A celestial WCS of two pixel axes, x and y, that speaks *local* pixels counted from 0, as
        astropy does with ``origin=0``.  Distortions (SIP, TPV, ...) are honoured.  Or another mapping, which
        speaks absolute pixels.
    yx0 : pair of `int`, optional
        Absolute coordinates of the local pixel ``(0, 0)``, ordered ``(y, x)`` unless it is an `XY`; not
        looked at where a mapping is given.
    ast : `str`, optional
        The text of an AST mapping from absolute pixels ``(x, y)`` to ICRS radians, if there is one.
    approximation : `str`, optional
        A sentence that says what is approximated and how well; none if the projection is exact.
    approximation_error : `astropy.units.Quantity`, optional
        The largest error of the approximation on the sky.

    Raises
    ------
    ValueError
        If the WCS is not celestial or does not have just two axes.

    Notes
    -----
    The projection of a sub-image is that of the whole: absolute pixels do not change when one cuts.
    """

    def __init__(
        self,
        wcs: WCS | SkyMapping,
        *,
        yx0: Sequence[int] = (0, 0),
        ast: str | None = None,
        approximation: str | None = None,
        approximation_error: u.Quantity | None = None,
    ) -> None:
        self._mapping: SkyMapping = (
            FitsMapping(wcs, Box.from_shape((1, 1), start=yx0).start) if isinstance(wcs, WCS) else wcs
        )
        self._ast = ast
        self._approximation = approximation
        self._approximation_error = approximation_error

    @classmethod
    def from_header(
        cls, header: fits.Header | Mapping[str, Any], yx0: Sequence[int] = (0, 0)
    ) -> SkyProjection | None:
        """Read the projection that a FITS header describes.

        Parameters
        ----------
        header : `astropy.io.fits.Header` or mapping
            Cards of the primary WCS, which count local pixels from 1.
        yx0 : pair of `int`, optional
            Absolute coordinates of the first pixel, ordered ``(y, x)`` unless it is an `XY`.

        Returns
        -------
        `SkyProjection` or `None`
            `None` if the first two axes are not celestial, or the cards make no sense.
        """
        if _is_void(header):
            return None
        try:
            with quiet():
                wcs = WCS(fits.Header(header) if not isinstance(header, fits.Header) else header)
                if {wcs.wcs.lng, wcs.wcs.lat} != {0, 1}:
                    return None
                projection = cls(wcs if wcs.naxis == 2 else wcs.celestial, yx0=yx0)
                # A singular matrix or an unknown projection shows only when used.
                projection.pixel_to_sky(x=0.0, y=0.0)
        except (ArithmeticError, AssertionError, LookupError, MemoryError, OSError, TypeError, ValueError):
            return None
        return projection

    def marked(
        self,
        *,
        ast: str | None,
        approximation: str | None = None,
        approximation_error: u.Quantity | None = None,
    ) -> SkyProjection:
        """Return the same projection with other words about it.

        Parameters
        ----------
        ast, approximation : `str` or `None`
            See `SkyProjection`.
        approximation_error : `astropy.units.Quantity`, optional
            See `SkyProjection`.

        Returns
        -------
        `SkyProjection`
            Shares what maps.
        """
        return SkyProjection(
            self._mapping, ast=ast, approximation=approximation, approximation_error=approximation_error
        )

    @property
    def ast(self) -> str | None:
        """AST text of the mapping from absolute pixels to ICRS radians (`str` or `None`)."""
        return self._ast

    @property
    def approximation(self) -> str | None:
        """What is approximated, and how well (`str`); `None` if the projection is exact."""
        return self._approximation

    @property
    def approximation_error(self) -> u.Quantity | None:
        """The largest error on the sky (`astropy.units.Quantity` in arcsec); `None` if exact or not known."""
        return self._approximation_error

    @property
    def yx0(self) -> YX[int]:
        """Absolute coordinates of the local pixel ``(0, 0)`` of `fits_wcs` (`YX` of `int`)."""
        return self._mapping.yx0

    @property
    def fits_wcs(self) -> WCS:
        """A WCS (`astropy.wcs.WCS`) of local pixels, the first being ``yx0``; see `as_fits_wcs`."""
        return self._mapping.fits_wcs()

    def as_fits_wcs(self, bbox: Box) -> WCS:
        """Return a WCS that speaks the local pixels of a box.

        Parameters
        ----------
        bbox : `Box`
            Absolute box; its first pixel is to be ``(0, 0)``.

        Returns
        -------
        `astropy.wcs.WCS`
            A copy, distortions shifted too; of an AST mapping, the best TAN-SIP within the box.
        """
        return self._mapping.fits_wcs(bbox)

    def pixel_to_sky(self, *, x: npt.ArrayLike, y: npt.ArrayLike) -> SkyCoord:
        """Find where pixels lie on the sky.

        Parameters
        ----------
        x, y : array-like of `float`
            Absolute pixel coordinates; they are broadcast against each other.

        Returns
        -------
        `astropy.coordinates.SkyCoord`
            ICRS, of the broadcast shape; NaN where the projection has no sky.
        """
        x, y = np.broadcast_arrays(np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64))
        longitude, latitude = self._mapping.forward(x.ravel(), y.ravel())
        frame = self._mapping.frame
        sky = SkyCoord(longitude.reshape(x.shape), latitude.reshape(x.shape), unit=u.deg, frame=frame)
        return sky if isinstance(frame, ICRS) else sky.icrs

    def sky_to_pixel(self, sky: SkyCoord) -> XY[Any]:
        """Find the pixels at which the sky is seen.

        Parameters
        ----------
        sky : `astropy.coordinates.SkyCoord`
            Positions in any frame, of any shape.

        Returns
        -------
        `XY` of `float` or `numpy.ndarray`
            Absolute pixel coordinates of the same shape; NaN where the projection does not reach.
        """
        spherical = sky.transform_to(self._mapping.frame).spherical
        x, y = self._mapping.inverse(
            np.ravel(spherical.lon.to_value(u.deg)), np.ravel(spherical.lat.to_value(u.deg))
        )
        x, y = x.reshape(sky.shape), y.reshape(sky.shape)
        return XY(x=x, y=y) if sky.shape else XY(x=float(x), y=float(y))

    def pixel_scale(self, *, x: float, y: float) -> u.Quantity:
        """Measure how much sky one pixel spans.

        Parameters
        ----------
        x, y : `float`
            Absolute pixel coordinates at which to measure.

        Returns
        -------
        `astropy.units.Quantity`
            Side, in arcsec, of the square on the sky that has the area of this pixel; NaN off the sky.
        """
        sky = self.pixel_to_sky(x=[x - 0.5, x + 0.5, x, x], y=[y, y, y - 0.5, y + 0.5])
        corners = sky.cartesian.xyz.value
        sides = np.cross(corners[:, 1] - corners[:, 0], corners[:, 3] - corners[:, 2])
        return (np.sqrt(np.linalg.norm(sides)) * u.rad).to(u.arcsec)

    def north_up(self, *, x: float, y: float) -> tuple[float, bool]:
        """Find how to turn the image so that ICRS north is up and east is left.

        Parameters
        ----------
        x, y : `float`
            Absolute pixel coordinates at which that is to be so.

        Returns
        -------
        `tuple` [`float`, `bool`]
            Degrees counter-clockwise, NaN off the sky; and whether to mirror the image in x before that.
        """
        here = self.pixel_to_sky(x=x, y=y)
        beside = here.directional_offset_by([0, 90] * u.deg, self.pixel_scale(x=x, y=y))
        at = self.sky_to_pixel(beside)
        (north_x, east_x), (north_y, east_y) = at.x - x, at.y - y
        flip = bool(north_x * east_y < north_y * east_x)
        return 90 - float(np.degrees(np.arctan2(north_y, -north_x if flip else north_x))), flip

    def __repr__(self) -> str:
        return f"SkyProjection({self._mapping!r}, {self._mapping.frame.name}, yx0={tuple(self.yx0)})"
