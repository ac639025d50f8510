"""Where pixels lie on the sky: an astropy WCS inside, absolute pixels and ICRS outside."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import RLock
from typing import Any

import numpy as np
import numpy.typing as npt
from astropy import log
from astropy import units as u
from astropy.coordinates import ICRS, SkyCoord
from astropy.io import fits
from astropy.wcs import WCS, NoConvergence
from astropy.wcs.utils import wcs_to_celestial_frame

from imgview.geometry import XY, YX, Box

__all__ = ["SkyProjection"]


# Neither wcslib's structures nor the list of warning filters bear two threads at once, and tiles are made on
# several. One lock for all projections, since a lock in each could not be copied or pickled.
_ONE_AT_A_TIME = RLock()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep to ourselves what astropy says of old or sloppy headers: nobody here can mend them."""

    def mute(_: logging.LogRecord) -> bool:
        return False

    with _ONE_AT_A_TIME, warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        log.addFilter(mute)
        try:
            yield
        finally:
            log.removeFilter(mute)


def _is_void(header: fits.Header | Mapping[str, Any]) -> bool:
    """Tell whether a header has cards that astropy takes for defaults, which would put it anywhere."""
    places = [header.get(f"{name}{axis}", 0.0) for name in ("CRVAL", "CRPIX") for axis in (1, 2)]
    matrix = [header[name] for name in ("CD1_1", "CD1_2", "CD2_1", "CD2_2") if name in header]
    return any(isinstance(value, str) for value in places) or (bool(matrix) and not any(matrix))


class SkyProjection:
    """Maps absolute pixels to the sky and back.

    Parameters
    ----------
    wcs : `astropy.wcs.WCS`
        A celestial WCS of two pixel axes, x and y, that speaks *local* pixels counted from 0, as
        astropy does with ``origin=0``.  Distortions (SIP, TPV, ...) are honoured.
    yx0 : pair of `int`, optional
        Absolute coordinates of the local pixel ``(0, 0)``, ordered ``(y, x)`` unless it is an `XY`.

    Raises
    ------
    ValueError
        If the WCS is not celestial or does not have just two axes.

    Notes
    -----
    The projection of a sub-image is that of the whole: absolute pixels do not change when one cuts.
    """

    def __init__(self, wcs: WCS, *, yx0: Sequence[int] = (0, 0)) -> None:
        if wcs.naxis != 2 or not wcs.has_celestial:
            msg = f"a sky projection needs a WCS with two celestial axes, got {list(wcs.wcs.ctype)}"
            raise ValueError(msg)
        self._wcs = wcs
        self._yx0 = Box.from_shape((1, 1), start=yx0).start
        with _quiet():
            self._frame = wcs_to_celestial_frame(wcs)

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
            with _quiet():
                wcs = WCS(fits.Header(header) if not isinstance(header, fits.Header) else header)
                if {wcs.wcs.lng, wcs.wcs.lat} != {0, 1}:
                    return None
                projection = cls(wcs if wcs.naxis == 2 else wcs.celestial, yx0=yx0)
                # A singular matrix or an unknown projection shows only when used.
                projection.pixel_to_sky(x=0.0, y=0.0)
        except (ArithmeticError, AssertionError, LookupError, MemoryError, OSError, TypeError, ValueError):
            return None
        return projection

    @property
    def yx0(self) -> YX[int]:
        """Absolute coordinates of the local pixel ``(0, 0)`` (`YX` of `int`)."""
        return self._yx0

    @property
    def fits_wcs(self) -> WCS:
        """The WCS inside (`astropy.wcs.WCS`): local pixels, the first being ``yx0``."""
        return self._wcs

    def as_fits_wcs(self, bbox: Box) -> WCS:
        """Return a WCS that speaks the local pixels of a box.

        Parameters
        ----------
        bbox : `Box`
            Absolute box; its first pixel is to be ``(0, 0)``.

        Returns
        -------
        `astropy.wcs.WCS`
            A copy; distortions are shifted too.
        """
        shift = XY(x=self._yx0.x - bbox.x.start, y=self._yx0.y - bbox.y.start)
        wcs = self._wcs.deepcopy()
        wcs.wcs.crpix = [wcs.wcs.crpix[0] + shift.x, wcs.wcs.crpix[1] + shift.y]
        if wcs.sip is not None:
            sip = wcs.sip
            crpix = [sip.crpix[0] + shift.x, sip.crpix[1] + shift.y]
            wcs.sip = type(sip)(sip.a, sip.b, sip.ap, sip.bp, crpix)
        wcs.wcs.set()
        return wcs

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
        local_x, local_y = np.broadcast_arrays(
            np.asarray(x, dtype=np.float64) - self._yx0.x, np.asarray(y, dtype=np.float64) - self._yx0.y
        )
        with _ONE_AT_A_TIME, np.errstate(all="ignore"):
            world = self._wcs.all_pix2world(np.column_stack([local_x.ravel(), local_y.ravel()]), 0)
            longitude = world[:, self._wcs.wcs.lng].reshape(local_x.shape)
            latitude = world[:, self._wcs.wcs.lat].reshape(local_x.shape)
        sky = SkyCoord(longitude, latitude, unit=u.deg, frame=self._frame)
        return sky if isinstance(self._frame, ICRS) else sky.icrs

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
        spherical = sky.transform_to(self._frame).spherical
        world = np.empty((spherical.lon.size, 2))
        world[:, self._wcs.wcs.lng] = np.ravel(spherical.lon.to_value(u.deg))
        world[:, self._wcs.wcs.lat] = np.ravel(spherical.lat.to_value(u.deg))
        with _ONE_AT_A_TIME, np.errstate(all="ignore"):
            try:
                local = self._wcs.all_world2pix(world, 0, tolerance=1e-9, maxiter=50)
            except NoConvergence as error:
                local = error.best_solution
                for failed in (error.divergent, error.slow_conv):
                    if failed is not None:
                        local[failed] = np.nan
        local = local.reshape((*sky.shape, 2))
        x, y = local[..., 0] + self._yx0.x, local[..., 1] + self._yx0.y
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

    def __repr__(self) -> str:
        return f"SkyProjection({'/'.join(self._wcs.wcs.ctype)}, {self._frame.name}, yx0={tuple(self._yx0)})"
