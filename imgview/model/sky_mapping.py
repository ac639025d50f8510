"""What `SkyProjection` asks of whatever maps pixels to the sky (a protocol), and what a FITS WCS maps."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Protocol

import numpy as np
import numpy.typing as npt
from astropy import log
from astropy.coordinates import BaseCoordinateFrame
from astropy.wcs import WCS, NoConvergence
from astropy.wcs.utils import wcs_to_celestial_frame

from imgview.geometry import XY, YX, Box

__all__ = ["ONE_AT_A_TIME", "FitsMapping", "SkyMapping"]

Coordinates = npt.NDArray[np.float64]

# Neither wcslib's structures nor AST's bear two threads at once, and tiles are made on several. One lock for
# all projections, since a lock in each could not be copied or pickled, and AST has state that all share.
ONE_AT_A_TIME = RLock()


class SkyMapping(Protocol):
    """Maps absolute pixels to one celestial frame; may be called from any thread, copied and pickled."""

    frame: BaseCoordinateFrame
    """The frame on the sky's side."""

    yx0: YX[int]
    """Absolute pixel that the WCS of `fits_wcs` calls ``(0, 0)``."""

    def forward(self, x: Coordinates, y: Coordinates) -> tuple[Coordinates, Coordinates]:
        """Return longitude and latitude in degrees of 1-D arrays of pixels; NaN where there is no sky."""

    def inverse(self, lon: Coordinates, lat: Coordinates) -> tuple[Coordinates, Coordinates]:
        """Return x and y of 1-D arrays in degrees; NaN where the mapping does not reach."""

    def fits_wcs(self, bbox: Box | None = None) -> WCS:
        """Return a WCS of the local pixels of a box, or else of those counted from ``yx0``."""


class FitsMapping:
    """What a FITS WCS maps.

    Parameters
    ----------
    wcs : `astropy.wcs.WCS`
        Celestial, of two pixel axes.
    yx0 : `~imgview.geometry.YX` of `int`
        Absolute pixel that the WCS calls ``(0, 0)``.

    Raises
    ------
    ValueError
        If the WCS is not celestial or does not have just two axes.
    """

    def __init__(self, wcs: WCS, yx0: YX[int]) -> None:
        if wcs.naxis != 2 or not wcs.has_celestial:
            msg = f"a sky projection needs a WCS with two celestial axes, got {list(wcs.wcs.ctype)}"
            raise ValueError(msg)
        self._wcs = wcs
        self.yx0 = yx0
        with ONE_AT_A_TIME:
            self.frame: BaseCoordinateFrame = wcs_to_celestial_frame(wcs)

    def forward(self, x: Coordinates, y: Coordinates) -> tuple[Coordinates, Coordinates]:
        """Return longitude and latitude in degrees."""
        with ONE_AT_A_TIME, np.errstate(all="ignore"):
            world = self._wcs.all_pix2world(np.column_stack([x - self.yx0.x, y - self.yx0.y]), 0)
            return world[:, self._wcs.wcs.lng], world[:, self._wcs.wcs.lat]

    def inverse(self, lon: Coordinates, lat: Coordinates) -> tuple[Coordinates, Coordinates]:
        """Return x and y; distortions are undone step by step, to a billionth of a pixel."""
        world = np.empty((lon.size, 2))
        with ONE_AT_A_TIME, np.errstate(all="ignore"):
            world[:, self._wcs.wcs.lng] = lon
            world[:, self._wcs.wcs.lat] = lat
            try:
                local = self._wcs.all_world2pix(world, 0, tolerance=1e-9, maxiter=50)
            except NoConvergence as error:
                local = error.best_solution
                for failed in (error.divergent, error.slow_conv):
                    if failed is not None:
                        local[failed] = np.nan
        return local[:, 0] + self.yx0.x, local[:, 1] + self.yx0.y

    def fits_wcs(self, bbox: Box | None = None) -> WCS:
        """Return the WCS itself, or a copy shifted to a box."""
        if bbox is None:
            return self._wcs
        shift = XY(x=self.yx0.x - bbox.x.start, y=self.yx0.y - bbox.y.start)
        wcs = self._wcs.deepcopy()
        wcs.wcs.crpix = [wcs.wcs.crpix[0] + shift.x, wcs.wcs.crpix[1] + shift.y]
        if wcs.sip is not None:
            sip = wcs.sip
            crpix = [sip.crpix[0] + shift.x, sip.crpix[1] + shift.y]
            wcs.sip = type(sip)(sip.a, sip.b, sip.ap, sip.bp, crpix)
        wcs.wcs.set()
        return wcs

    def __repr__(self) -> str:
        return "/".join(self._wcs.wcs.ctype)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep to ourselves what astropy says of old or sloppy headers: nobody here can mend them.

    The list of warning filters belongs to the whole process: this is for reading headers, not for tiles.
    """

    def mute(_: logging.LogRecord) -> bool:
        return False

    with ONE_AT_A_TIME, warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        log.addFilter(mute)
        try:
            yield
        finally:
            log.removeFilter(mute)
