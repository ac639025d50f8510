"""From AST text in a file to a sky projection: exact wherever that can be had, and else honest about it.

Exact is, in this order: the FITS header's projection where it agrees with the AST mapping all over the
picture; AST itself, where ``starlink-pyast`` is installed.  Else it is the nearest FITS WCS, and the
projection says how far from the mapping that is at most.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from astropy import units as u
from astropy.coordinates import FK4, FK5, ICRS, BaseCoordinateFrame, Galactic, SkyCoord
from astropy.time import Time

from imgview.errors import ReadError
from imgview.geometry import Box
from imgview.model import SkyProjection
from imgview.model.ast.frames import frame_labels
from imgview.model.ast.mapping import AstMapping, join_ast
from imgview.model.ast.sky import AstSky, icrs_text, starlink_ast
from imgview.model.ast.text import AstNode
from imgview.model.sky_fit import fit_fits_wcs, sample, separation

__all__ = ["sky_of_ast"]

Coordinates = npt.NDArray[np.float64]
Forward = Callable[[Coordinates, Coordinates], tuple[Coordinates, Coordinates]]

_AGREEING = 1e-5
"""A difference in pixels below which two projections are the same."""
_POINTS = 17
# Between the points looked at, an error may be a little larger.
_MARGIN = 1.25
# AST writes years before this one as Besselian, the others as Julian.
_JULIAN = 1984.0
_SWAP = "Begin PermMap\nNin = 2\nIsA Mapping\nOut1 = 2\nOut2 = 1\nIn1 = 2\nIn2 = 1\nEnd PermMap\n"


def sky_of_ast(
    text: str | Sequence[str],
    *,
    bbox: Box,
    shift: tuple[float, float] = (0.0, 0.0),
    header: SkyProjection | None = None,
    where: str,
    notes: list[str],
) -> SkyProjection | None:
    """Return the projection that an AST mapping describes.

    Parameters
    ----------
    text : `str` or sequence of `str`
        AST text of a FrameSet or mapping; of several, each maps what the one before it returns.  Without a
        frame, the output is taken for ICRS radians.
    bbox : `~imgview.geometry.Box`
        Absolute box of the pixels.
    shift : `tuple` [`float`, `float`], optional
        What to add to absolute (x, y) to get the mapping's input.
    header : `~imgview.model.SkyProjection`, optional
        Projection that the FITS header of the same file describes.
    where : `str`
        How to call the part of the file in notes.
    notes : `list` [`str`]
        Is told of what cannot be used, and of what is approximated.

    Returns
    -------
    `~imgview.model.SkyProjection` or `None`
        `None` where the text leads to no sky and there is no header.
    """
    try:
        found = _Sky.of([text] if isinstance(text, str) else text, shift)
        if isinstance(found, str):
            notes.append(f"{where}: no projection onto the sky: {found}")
            return header
        evaluated = found.is_evaluated(bbox)
        if header is not None and evaluated and _difference(header, found.forward, bbox)[0] < _AGREEING:
            return header.marked(ast=found.icrs)
        if found.icrs is not None and starlink_ast() is not None:
            return _exact(found.icrs, bbox)
        result = _approximation(found, bbox, header) if evaluated else _unsure(header, found.icrs)
    except ReadError as error:
        notes.append(f"{where}: its AST mapping cannot be used: {error}")
        return _unsure(header)
    if result is None or result.approximation:
        said = result.approximation if result else "its sky projection is an AST mapping beyond FITS"
        notes.append(f"{where}: {said}; exact with AST: pip install 'imgview[ast]'")
    return result


def _exact(text: str, bbox: Box) -> SkyProjection:
    """Return the projection by AST itself."""
    result = SkyProjection(AstSky(text, bbox), ast=text)
    x, y = sample(bbox, 5)
    if not np.isfinite(result.pixel_to_sky(x=x, y=y).ra.deg).any():
        msg = "it leads to no sky anywhere in the picture"
        raise ReadError(msg)
    return result


@dataclass
class _Sky:
    """An AST mapping whose output is the sky in some system."""

    mapping: AstMapping
    """From absolute pixels to what the file calls its sky, radians."""

    latitude_first: bool
    frame: BaseCoordinateFrame | None
    """That system; `None` if only AST knows it."""

    margin: float
    """How far, in degrees, AST and astropy differ on that system."""

    icrs: str | None
    """The text from absolute pixels to ICRS; `None` where only AST can make it."""

    @classmethod
    def of(cls, texts: Sequence[str], shift: tuple[float, float]) -> _Sky | str:
        """Return the mapping of texts in a row, or a reason why it does not lead to the sky."""
        mappings = [AstMapping(text) for text in texts]
        node = mappings[-1].frame
        mapping = _joined(mappings, shift)
        if node is not None and (node.kind != "SkyFrame" or mapping.nin != 2):
            return f"it maps {mapping.nin} pixel axes to {', '.join(frame_labels(node))}"
        if (mapping.nin, mapping.nout) != (2, 2):
            return f"it maps {mapping.nin} pixel axes to {mapping.nout} others"
        if node is None:
            return cls(mapping, latitude_first=False, frame=ICRS(), margin=0.0, icrs=mapping.text)
        frame, margin = _system(node)
        latitude_first = node.integer("prm1", 1) == 2
        text: str | None = mapping.text
        if not isinstance(frame, ICRS):
            text = None
            if starlink_ast() is not None:
                text = _joined([*mappings[:-1], AstMapping(icrs_text(texts[-1], node))], shift).text
        if text is not None and latitude_first:
            text = join_ast(AstMapping(text), AstMapping(_SWAP)).text
        return cls(mapping, latitude_first, frame, margin, text)

    def forward(self, x: Coordinates, y: Coordinates) -> tuple[Coordinates, Coordinates]:
        """Return ICRS longitude and latitude, degrees, by our own evaluation."""
        first, second = np.degrees(self.mapping(np.stack([x, y])))
        if self.latitude_first:
            first, second = second, first
        second = np.where(np.abs(second) > 90, np.nan, second)
        if isinstance(self.frame, ICRS):
            return first, second
        sky = SkyCoord(first, second, unit=u.deg, frame=self.frame).icrs
        return np.asarray(sky.ra.deg), np.asarray(sky.dec.deg)

    def is_evaluated(self, bbox: Box) -> bool:
        """Tell whether `forward` can be called."""
        try:
            self.mapping(np.array([[bbox.x.center], [bbox.y.center]]))
        except ReadError:
            return False
        return self.frame is not None


def _joined(mappings: Sequence[AstMapping], shift: tuple[float, float]) -> AstMapping:
    parts = list(mappings)
    if any(shift):
        x, y = shift
        parts.insert(
            0, AstMapping(f"Begin ShiftMap\nNin = 2\nIsA Mapping\nSft1 = {x}\nSft2 = {y}\nEnd ShiftMap")
        )
    result = parts[0]
    for part in parts[1:]:
        result = join_ast(result, part)
    return result


def _system(node: AstNode) -> tuple[BaseCoordinateFrame | None, float]:
    """Return the system of a SkyFrame in astropy's terms, and how far from AST's that may be, in degrees."""
    system = node.string("system", "ICRS").upper()
    if node.string("srefis", "Ignored").upper() != "IGNORED":
        return None, 0.0
    if system == "ICRS":
        return ICRS(), 0.0
    # AST turns FK5 against ICRS with time, by nearly a milliarcsecond a year.
    drift = abs(_year(node, "epoch", 2000.0) - 2000.0)
    if system in {"FK5", "EQUATORIAL"}:
        equinox = _year(node, "eqnox", 2000.0)
        time = Time(equinox, format="jyear" if equinox >= _JULIAN else "byear")
        # They precess by formulae of 1976 and of 2006.
        drift += 2 * abs(equinox - 2000.0)
        return FK5(equinox=time), drift / 3.6e6
    if system == "FK4":
        return FK4(equinox=Time(_year(node, "eqnox", 1950.0), format="byear")), 200 / 3.6e6
    return (Galactic(), (drift + 2) / 3.6e6) if system == "GALACTIC" else (None, 0.0)


def _year(node: AstNode, name: str, default: float) -> float:
    year = node.number(name, default)
    if not 1000 < year < 3000:
        msg = f"a SkyFrame has the {name} {year:g}, which is no year"
        raise ReadError(msg)
    return year


def _difference(projection: SkyProjection, known: Forward, bbox: Box) -> tuple[float, float]:
    """Return how far a projection is off at most, in pixels and in degrees."""
    x, y = sample(bbox, _POINTS)
    sky = projection.pixel_to_sky(x=x, y=y)
    apart = separation((np.asarray(sky.ra.deg), np.asarray(sky.dec.deg)), known(x, y))
    scale = projection.pixel_scale(x=bbox.x.center, y=bbox.y.center).to_value(u.deg)
    if not np.isfinite(apart).all() or not scale > 0:
        return math.inf, math.inf
    largest = float(apart.max())
    return largest / scale, largest


def _approximation(found: _Sky, bbox: Box, header: SkyProjection | None) -> SkyProjection | None:
    """Return the better one of a header and of what can be fitted, marked with its error."""
    nearest: list[tuple[float, SkyProjection]] = []
    if header is not None:
        nearest.append((_difference(header, found.forward, bbox)[1], header))
    fitted = fit_fits_wcs(found.forward, bbox)
    if fitted is not None:
        nearest.append((fitted[1], SkyProjection(fitted[0], yx0=bbox.start)))
    if not nearest:
        return None
    error, projection = min(nearest, key=lambda pair: pair[0])
    scale = projection.pixel_scale(x=bbox.x.center, y=bbox.y.center).to_value(u.deg)
    if error < _AGREEING * scale and not found.margin:
        return projection.marked(ast=found.icrs)
    if not math.isfinite(error):
        return _unsure(header, found.icrs)
    text, arcsec = _rounded_up((_MARGIN * error + found.margin) * 3600)
    return projection.marked(
        ast=found.icrs,
        approximation=f"FITS approximation of an AST mapping, within {text}",
        approximation_error=arcsec * u.arcsec,
    )


def _unsure(header: SkyProjection | None, ast: str | None = None) -> SkyProjection | None:
    """Return the header's projection, marked as one whose error nobody knows."""
    if header is None:
        return None
    return header.marked(ast=ast, approximation="FITS header beside an AST mapping, error not known")


def _rounded_up(arcsec: float) -> tuple[str, float]:
    """Return an error in two digits, not less than it is, in words and in arcsec."""
    factor, unit = next(
        ((f, name) for f, name in ((1, "arcsec"), (1e3, "mas"), (1e6, "µas")) if arcsec * f >= 1),
        (1e6, "µas"),
    )
    value = arcsec * factor
    step = 10.0 ** (math.floor(math.log10(value)) - 1)
    value = math.ceil(value / step) * step
    return f"{value:.2g} {unit}" if value < 100 else f"{value:.0f} {unit}", value / factor
