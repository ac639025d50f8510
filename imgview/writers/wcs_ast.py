"""From an astropy WCS to a mapping of AST: what lsst.images and Starlink keep of a place on the sky.

It leads from absolute pixels (x, y), an integer being a pixel's centre, to ICRS right ascension and
declination in radians, and is a chain: a shift to the reference pixel, the SIP polynomial if there is one,
the matrix of the WCS, the projection (which AST and wcslib name alike), and a rotation of the sphere, in
which the change to ICRS is contained.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from astropy import units as u
from astropy.coordinates import CartesianRepresentation, SkyCoord
from astropy.wcs import WCS
from astropy.wcs.utils import wcs_to_celestial_frame

from imgview.geometry import YX
from imgview.writers.ast_objects import AstMap, chain, object_lines, shift_map

__all__ = ["map_of_wcs"]

# Projections that AST and wcslib have in common, with the same parameters.
_PROJECTIONS = frozenset(
    (
        *("AZP", "SZP", "TAN", "STG", "SIN", "ARC", "ZPN", "ZEA", "AIR", "CYP", "CEA", "CAR", "MER"),
        *("SFL", "PAR", "MOL", "AIT", "COP", "COE", "COD", "COO", "BON", "PCO", "TSC", "QSC"),
    )
)


def map_of_wcs(wcs: WCS, yx0: YX[int]) -> AstMap | None:
    """Describe a WCS in the language of AST.

    Parameters
    ----------
    wcs : `astropy.wcs.WCS`
        Celestial, with two axes that count local pixels.
    yx0 : `~imgview.geometry.YX`
        Absolute coordinates of the first pixel.

    Returns
    -------
    `~imgview.writers.ast_objects.AstMap` or `None`
        From absolute pixels to ICRS radians; `None` where the WCS has a part that a chain of common mappings
        cannot express: lookup tables, an uncommon projection, a frame that is no rotation of ICRS (FK4).
    """
    if any(table is not None for table in (wcs.cpdis1, wcs.cpdis2, wcs.det2im1, wcs.det2im2)):
        return None
    core = wcs.deepcopy().wcs
    core.set()
    code = core.ctype[core.lng][5:8]
    rotation = _to_icrs(wcs)
    parameters = _parameters(core)
    if code not in _PROJECTIONS or rotation is None or parameters is None:
        return None
    reference = np.array(core.crpix)
    maps = [shift_map([1 - yx0.x - reference[0], 1 - yx0.y - reference[1]])]
    if wcs.sip is not None:
        if not np.array_equal(wcs.sip.crpix, reference) or wcs.sip.a is None or wcs.sip.b is None:
            return None
        maps.append(_poly_map([_with_identity(wcs.sip.a, 0), _with_identity(wcs.sip.b, 1)]))
    matrix = np.deg2rad(np.diag(core.get_cdelt()) @ core.get_pc())[[core.lng, core.lat]]
    sphere = rotation @ _native_to_celestial(*core.cel.euler[:3])
    spherical = object_lines("SphMap", ["Nin = 3", "Nout = 2"], ["UntRd = 1"])
    maps += [
        _matrix_map(matrix),
        AstMap(2, 2, object_lines("WcsMap", ["Nin = 2"], [f'Type = "{code}"', *parameters]), inverted=True),
        AstMap(2, 3, spherical, inverted=True),
        _matrix_map(sphere),
        AstMap(3, 2, spherical),
    ]
    if not all(np.isfinite(part).all() for part in (reference, matrix, sphere)):
        return None
    return chain(maps)


def _matrix_map(matrix: npt.NDArray[np.float64]) -> AstMap:
    rows, columns = matrix.shape
    own = [f"M{number} = {float(value)!r}" for number, value in enumerate(matrix.ravel())]
    inverse = np.linalg.inv(matrix)
    own += [f"IM{number} = {float(value)!r}" for number, value in enumerate(inverse.ravel())]
    return AstMap(columns, rows, object_lines("MatrixMap", [f"Nin = {columns}"], [*own, 'Form = "Full"']))


def _poly_map(polynomials: Sequence[npt.NDArray[np.float64]]) -> AstMap:
    """Write two polynomials in (u, v), whose coefficients stand by powers [p of u, q of v]."""
    counts: list[int] = []
    coefficients: list[str] = []
    powers: list[str] = []
    highest = [1, 1]
    for polynomial in polynomials:
        terms = np.argwhere(polynomial)
        counts.append(len(terms))
        for term in terms:
            number = len(coefficients)
            coefficients.append(f"CF{number + 1} = {float(polynomial[tuple(term)])!r}")
            powers += [f"PF{2 * number + axis + 1} = {term[axis]}" for axis in (0, 1) if term[axis]]
            highest = [max(old, int(new)) for old, new in zip(highest, term, strict=True)]
    own = [f"MPF{axis + 1} = {highest[axis]}" for axis in (0, 1)]
    own += [f"NCF{axis + 1} = {counts[axis]}" for axis in (0, 1)]
    # SIP's own inverse is an approximation; iterated, the way back ends where it began.
    own += [*coefficients, *powers, "IterInv = 1", "NiterInv = 50", "TolInv = 1e-12"]
    return AstMap(2, 2, object_lines("PolyMap", ["Nin = 2"], own))


def _with_identity(coefficients: npt.NDArray[np.float64], axis: int) -> npt.NDArray[np.float64]:
    """Return u + A(u, v), or v + B(u, v)."""
    result = np.zeros([max(2, size) for size in coefficients.shape])
    result[: coefficients.shape[0], : coefficients.shape[1]] = coefficients
    result[(1, 0) if axis == 0 else (0, 1)] += 1
    return result


def _parameters(core: Any) -> list[str] | None:
    """Return the projection's parameters; `None` where the fiducial point is moved: AST has no such thing."""
    latitude = core.lat + 1
    result = []
    for axis, number, value in core.get_pv():
        if axis == latitude:
            result.append(f"PV2_{number} = {float(value)!r}")
        elif number < 3 and value:
            return None
    return result


def _native_to_celestial(alpha: float, colatitude: float, phi: float) -> npt.NDArray[np.float64]:
    """Return the matrix that wcslib's Euler angles stand for."""

    def about_z(angle: float) -> npt.NDArray[np.float64]:
        c, s = np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))
        return np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])

    c, s = np.cos(np.deg2rad(colatitude)), np.sin(np.deg2rad(colatitude))
    about_y = np.array([[c, 0.0, s], [0.0, 1.0, 0.0], [-s, 0.0, c]])
    return np.asarray(about_z(alpha) @ about_y @ about_z(180.0 - phi))


def _to_icrs(wcs: WCS) -> npt.NDArray[np.float64] | None:
    """Return the rotation from the frame of a WCS to ICRS; `None` where it is more than a rotation."""
    frame = wcs_to_celestial_frame(wcs)
    points = np.vstack([np.eye(3), np.full((1, 3), np.sqrt(1 / 3))])
    vectors = SkyCoord(CartesianRepresentation(points.T, unit=u.dimensionless_unscaled), frame=frame)
    turned = vectors.icrs.cartesian.xyz.value.T
    rotation = np.asarray(turned[:3].T, dtype=np.float64)
    exact = np.abs(rotation @ points[3] - turned[3]).max() < 1e-14
    return rotation if exact and np.abs(rotation @ rotation.T - np.eye(3)).max() < 1e-13 else None
