"""A sky projection as files have it: as AST text in the tree, and as WCS cards beside the pixels."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Mapping
from typing import Any

import numpy as np
from astropy.coordinates import SkyCoord
from astropy.io import fits

from imgview.errors import ReadError
from imgview.geometry import Box
from imgview.model import SkyProjection
from imgview.model.sky_mapping import ONE_AT_A_TIME
from imgview.writers.ast_objects import AstMap, chain, frame, frame_set, map_of, shift_map, sky_frame
from imgview.writers.wcs_ast import map_of_wcs

__all__ = ["ast_text", "sky_tree", "wcs_cards"]

_EXACT = 1e-9
_PIXELS: Any = {"unit": "pixel", "frame_type": "GENERAL"}


def ast_text(projection: SkyProjection) -> str | None:
    """Describe a projection in the language of AST.

    Parameters
    ----------
    projection : `~imgview.model.SkyProjection`
        Where pixels lie on the sky.

    Returns
    -------
    `str` or `None`
        From absolute pixels to ICRS radians: the text that the picture came with, or one made of its WCS;
        `None` where neither can be had.
    """
    if projection.ast is not None:
        return projection.ast
    with ONE_AT_A_TIME:  # AST has state that all threads share
        mapping = map_of_wcs(projection.fits_wcs, projection.yx0) or _starlink(projection)
    if mapping is None:
        return None
    frames = [frame("PIXEL", ["x", "y"]), sky_frame()]
    return "".join(f" {line}\n" for line in frame_set(frames, [(1, mapping)], base=1, current=2))


def sky_tree(projection: SkyProjection, old: Mapping[str, Any] | None = None) -> dict[str, Any] | None:
    """Describe a projection as trees do.

    Parameters
    ----------
    projection : `~imgview.model.SkyProjection`
        Where pixels lie on the sky.
    old : mapping, optional
        The tree of the file that the picture came from, which may name the frames.

    Returns
    -------
    `dict` or `None`
        What a transform has: its frames, their bounds, the mapping between them.
    """
    text = ast_text(projection)
    if text is None:
        return None
    frames, bounds = _PIXELS, None
    transform = ((old or {}).get("sky_projection") or {}).get("pixel_to_sky") or {}
    if isinstance(transform.get("frames"), list) and transform["frames"]:
        frames, bounds = transform["frames"][0], (transform.get("bounds") or [None])[0]
    return {"frames": [frames, "ICRS"], "bounds": [bounds, None], "mappings": [{"ast": text}]}


def wcs_cards(projection: SkyProjection, bbox: Box) -> fits.Header:
    """Describe a projection by FITS cards.

    Parameters
    ----------
    projection : `~imgview.model.SkyProjection`
        Where pixels lie on the sky.
    bbox : `~imgview.geometry.Box`
        The pixels of the HDU.

    Returns
    -------
    `astropy.io.fits.Header`
        Of the primary WCS; of a projection that FITS cannot express, the approximation; none where no
        approximation comes near.
    """
    try:
        wcs = projection.as_fits_wcs(bbox)
    except ReadError:
        return fits.Header()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        header: fits.Header = wcs.to_header(relax=True)
        core = wcs.wcs
        exact = {f"CRPIX{n}": value for n, value in enumerate(core.crpix, start=1)}
        exact |= {f"CRVAL{n}": value for n, value in enumerate(core.crval, start=1)}
        exact |= {f"CDELT{n}": value for n, value in enumerate(core.get_cdelt(), start=1)}
        exact |= {f"PC{i + 1}_{j + 1}": value for (i, j), value in np.ndenumerate(core.get_pc())}
    for keyword, value in exact.items():
        # astropy writes fewer digits than there are.
        if keyword in header and np.isclose(header[keyword], value, rtol=1e-9, atol=1e-300):
            header[keyword] = float(value)
    return header


def _starlink(projection: SkyProjection) -> AstMap | None:
    """Let Starlink's own library read the cards of a WCS, where it is installed."""
    try:
        ast = importlib.import_module("starlink.Ast")
    except ImportError:
        return None
    wcs = projection.fits_wcs
    if any(table is not None for table in (wcs.cpdis1, wcs.cpdis2, wcs.det2im1, wcs.det2im2)):
        return None
    one = Box.from_shape((1, 1), start=projection.yx0)
    channel = ast.FitsChan([str(card) for card in wcs_cards(projection, one).cards])
    try:
        found = channel.read()
        if not isinstance(found, ast.FrameSet) or not found.getframe(found.Current).isaskyframe():
            return None
        found.System = "ICRS"
        x, y = (
            np.ravel(side)
            for side in np.mgrid[-1000:1001:1000, -1000:1001:1000] + wcs.wcs.crpix[:, None, None]
        )
        theirs = found.tran([x, y])
    except ast.AstError:
        return None
    ours = projection.pixel_to_sky(x=x + projection.yx0.x - 1, y=y + projection.yx0.y - 1)
    if not SkyCoord(*theirs, unit="rad").separation(ours).deg.max() < _EXACT:
        # Old frames, for instance, are not quite the same to both libraries.
        return None
    lines: list[str] = []
    sink = type("_Sink", (), {"astsink": lambda _, line: lines.append(line)})()
    ast.Channel(None, sink, "Comment=0,Indent=0,Full=-1").write(found.getmapping(found.Base, found.Current))
    shift = shift_map([1 - projection.yx0.x, 1 - projection.yx0.y])
    return chain([shift, map_of("\n".join(lines))])
