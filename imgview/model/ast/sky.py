"""The sky by Starlink's own library AST, where ``starlink-pyast`` is installed."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any

import numpy as np
from astropy.coordinates import ICRS, BaseCoordinateFrame
from astropy.wcs import WCS

from imgview.errors import ReadError
from imgview.geometry import Box
from imgview.model.ast.header import ast_header_wcs
from imgview.model.ast.mapping import AstMapping
from imgview.model.ast.plain import plain_frame_set, plain_mapping
from imgview.model.ast.text import AstNode
from imgview.model.sky_fit import fit_fits_wcs, largest_error, pixel_size
from imgview.model.sky_mapping import ONE_AT_A_TIME, Coordinates, FitsMapping

__all__ = ["AstSky", "icrs_text", "starlink_ast"]

_STEPS = 20
_CLOSE = 1e-9
_NEAR = 1e-5


def starlink_ast() -> Any | None:
    """Return the module ``starlink.Ast``, or `None` where it is not installed."""
    try:
        return importlib.import_module("starlink.Ast")
    except ImportError:
        return None


class AstSky:
    """A mapping of AST from absolute pixels to ICRS.

    Parameters
    ----------
    text : `str`
        AST text of a mapping of two axes to two, the output in radians.
    bbox : `~imgview.geometry.Box`
        Absolute box of the pixels, within which a FITS WCS is fitted when one is asked for.

    Raises
    ------
    ImportError
        If ``starlink-pyast`` is not installed.
    ReadError
        If AST does not take the text.
    """

    def __init__(self, text: str, bbox: Box) -> None:
        self.yx0 = bbox.start
        self.frame: BaseCoordinateFrame = ICRS()
        self._text = text
        self._bbox = bbox
        self._object = _read(text)
        self._wcs: WCS | None = None

    def __getstate__(self) -> dict[str, Any]:
        # AST's objects can be neither copied nor pickled by Python; the text can.
        return vars(self) | {"_object": None}

    def forward(self, x: Coordinates, y: Coordinates) -> tuple[Coordinates, Coordinates]:
        """Return ICRS right ascension, from 0 to 360, and declination, in degrees."""
        with np.errstate(all="ignore"):
            longitude, latitude = np.degrees(self._mapped(x, y, there=True))
        nowhere = ~(np.isfinite(longitude) & (np.abs(latitude) <= 90))
        longitude[nowhere] = latitude[nowhere] = np.nan
        return longitude % 360.0, latitude

    def inverse(self, lon: Coordinates, lat: Coordinates) -> tuple[Coordinates, Coordinates]:
        """Return x and y, to a billionth of a pixel.

        AST's own way back is often a polynomial of its own, fitted to a thousandth of a pixel; what it says
        of the way there from a guess is what has to be added to the guess.
        """
        target = x, y = self._back(lon, lat)
        for _ in range(_STEPS):
            found = self._back(*self.forward(x, y))
            step = np.nan_to_num(np.subtract(target, found))
            x, y = x + step[0], y + step[1]
            if not np.any(np.hypot(*step) > _CLOSE):
                break
        return x, y

    def _back(self, lon: Coordinates, lat: Coordinates) -> tuple[Coordinates, Coordinates]:
        """Return about where x and y are: by AST, or by a fitted WCS where AST has no way back."""
        with ONE_AT_A_TIME:
            has_way_back = self._loaded().TranInverse
        if has_way_back:
            x, y = self._mapped(np.radians(lon), np.radians(lat), there=False)
            return x, y
        try:
            return FitsMapping(self.fits_wcs(), self.yx0).inverse(lon, lat)
        except ReadError:
            return np.full_like(lon, np.nan), np.full_like(lat, np.nan)

    def fits_wcs(self, bbox: Box | None = None) -> WCS:
        """Return the TAN-SIP that fits best within a box, or what AST writes where none comes near."""
        if bbox is None and self._wcs is not None:
            return self._wcs
        box = bbox or self._bbox
        fitted = fit_fits_wcs(self.forward, box)
        if fitted is None or fitted[1] > _NEAR * pixel_size(fitted[0]):
            written = ast_header_wcs(self._loaded(), box)
            if written is not None:
                error = largest_error(written, self.forward, box)
                fitted = (written, error) if fitted is None or error < fitted[1] else fitted
        if fitted is None or not np.isfinite(fitted[1]):
            msg = "no FITS WCS fits this sky projection: too much of the sky is in the picture"
            raise ReadError(msg)
        if bbox is None:
            self._wcs = fitted[0]
        return fitted[0]

    def __repr__(self) -> str:
        return "AST"

    def _loaded(self) -> Any:
        with ONE_AT_A_TIME:
            if self._object is None:
                self._object = _read(self._text)
            return self._object

    def _mapped(self, first: Coordinates, second: Coordinates, *, there: bool) -> Coordinates:
        """Map by AST, to which the smallest number means that there is none."""
        bad = -np.finfo(np.float64).max
        points = np.stack([first, second])
        if not points.size:
            return points
        points = np.where(np.isfinite(points), points, bad)
        with ONE_AT_A_TIME:
            try:
                result = np.array(self._loaded().tran(points, there), dtype=np.float64)
            except _failures():
                # Some mappings show only in use that they have no such direction, or unusable parameters.
                return np.full_like(points, np.nan)
        result[(result == bad) | ~np.isfinite(result)] = np.nan
        return result


def icrs_text(text: str, frame: AstNode) -> str:
    """Return the text of a FrameSet with the sky in ICRS, by AST.

    Parameters
    ----------
    text : `str`
        AST text of a FrameSet whose current frame is the sky in any system.
    frame : `~imgview.model.ast.text.AstNode`
        That frame.

    Returns
    -------
    `str`
        A FrameSet of pixels and sky, its current frame in ICRS and not turned to a reference place.

    Raises
    ------
    ImportError
        If ``starlink-pyast`` is not installed.
    ReadError
        If AST does not take the text.
    """
    ast = importlib.import_module("starlink.Ast")
    lines: list[str] = []
    sink = type("_Sink", (), {"astsink": lambda _, line: lines.append(line)})()
    with ONE_AT_A_TIME:
        try:
            frames = ast.Channel(_Source(plain_frame_set(text, frame))).read()
            frames.set("SkyRefIs=Ignored, System=ICRS")
            ast.Channel(None, sink, "Comment=0,Full=-1").write(frames)
        except _failures() as error:
            msg = f"AST cannot turn the coordinates into ICRS: {_first_line(error)}"
            raise ReadError(msg) from error
    return "\n".join(lines) + "\n"


class _Source:
    """Gives AST its text line by line."""

    def __init__(self, lines: list[str]) -> None:
        self._lines: Iterator[str] = iter(lines)

    def astsource(self) -> str | None:
        return next(self._lines, None)


def _read(text: str) -> Any:
    """Return the object of a text, which is looked through and written anew before AST sees it."""
    ast = importlib.import_module("starlink.Ast")
    mapping = AstMapping(text)
    if (mapping.nin, mapping.nout) != (2, 2):
        msg = f"the AST text maps {mapping.nin} axes to {mapping.nout}, where 2 to 2 are needed"
        raise ReadError(msg)
    with ONE_AT_A_TIME:
        try:
            return ast.Channel(_Source(plain_mapping(text))).read()
        except _failures() as error:
            msg = f"AST does not take the text: {_first_line(error)}"
            raise ReadError(msg) from error


def _failures() -> tuple[type[Exception], ...]:
    """Return what AST raises, its own messages that are no text included."""
    return importlib.import_module("starlink.Ast").AstError, UnicodeError, SystemError


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
