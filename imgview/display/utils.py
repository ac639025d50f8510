"""What notebooks draw besides symbols: boxes, footprints, the images that a coadd is made of."""

from __future__ import annotations

from typing import Any

import numpy as np

from imgview.display.interface import Display
from imgview.display.places import edges_of, point_of
from imgview.errors import DisplayError, UnsupportedTypeError
from imgview.model.tracing import trace_outlines

__all__ = ["display_of", "drawBBox", "drawCoaddInputs", "drawFootprint"]

_HALF = 0.5
"""What a pixel reaches beyond its centre."""


def display_of(display: Any = "deferToFrame", frame: Any = None) -> Display | None:
    """Return the display that is meant.

    Parameters
    ----------
    display : `Display` or `str` or `None`, optional
        "deferToFrame": that of ``frame``.
    frame : hashable, optional
        Its identifier; the default frame if not given.

    Returns
    -------
    `Display` or `None`
        `None` if neither is given.

    Raises
    ------
    DisplayError
        If both are given and differ.
    """
    if display is None and frame is None:
        return None
    if display is None or isinstance(display, str):
        return Display.getDisplay(frame)
    if not isinstance(display, Display):
        msg = f"display= takes a Display of imgview, got a {type(display).__name__}"
        raise DisplayError(msg)
    if frame is not None and frame != display.frame:
        msg = f"give display= or frame=: the display is frame {display.frame!r}, not {frame!r}"
        raise DisplayError(msg)
    return display


def drawBBox(
    bbox: Any,
    borderWidth: float = 0.0,
    origin: Any = None,
    display: Any = "deferToFrame",
    ctype: str | None = None,
    bin: float = 1,
    frame: Any = None,
) -> None:
    """Draw the border of a box.

    Parameters
    ----------
    bbox : `~imgview.geometry.Box` or Box2I
        What to draw, through the centres of its outer pixels.
    borderWidth : `float`, optional
        Pixels by which it is drawn larger; 0.5 is along the pixel edges.
    origin : pair of `float`, optional
        Added to it.
    display : `Display`, optional
        Where; see ``frame``.
    ctype : `str`, optional
        Colour.
    bin : `float`, optional
        All coordinates are divided by it, for an image that is binned.
    frame : hashable, optional
        Where; the default frame if neither is given.
    """
    x0, y0, x1, y1 = edges_of(bbox)
    dx, dy = (0.0, 0.0) if origin is None else point_of(origin)
    x0, x1 = (x0 + dx - borderWidth) / bin, (x1 + dx + borderWidth) / bin
    y0, y1 = (y0 + dy - borderWidth) / bin, (y1 + dy + borderWidth) / bin
    _wanted(display, frame).line([(x0, y0), (x0, y1), (x1, y1), (x1, y0), (x0, y0)], ctype=ctype)


def drawFootprint(
    foot: Any,
    borderWidth: float = _HALF,
    origin: Any = None,
    XY0: Any = None,
    frame: Any = None,
    ctype: str | None = None,
    bin: float = 1,
    peaks: bool = False,
    symb: Any = "+",
    size: float = 0.4,
    ctypePeak: str | None = None,
    display: Any = "deferToFrame",
) -> None:
    """Draw the outline of a footprint.

    Parameters
    ----------
    foot : Footprint or array of shape (n, 3)
        With ``getSpans()``, and ``getPeaks()`` if they are wanted; or row, first and last column of spans.
    borderWidth : `float`, optional
        Pixels by which spans reach beyond the centres of their pixels; with 0.5 the outline of the footprint
        is drawn, otherwise a box for each span.
    origin, XY0 : pair of `float`, optional
        Added to it, or subtracted; not both.
    frame : hashable, optional
        Where; the default frame if neither it nor ``display`` is given.
    ctype : `str`, optional
        Colour.
    bin : `float`, optional
        All coordinates are divided by it, for an image that is binned.
    peaks : `bool`, optional
        Whether to draw its peaks too, with ``symb``, ``size`` and ``ctypePeak``.
    symb, size, ctypePeak : optional
        How.
    display : `Display`, optional
        Where.

    Raises
    ------
    DisplayError
        If both ``origin`` and ``XY0`` are given.
    UnsupportedTypeError
        If it is no footprint.
    """
    if XY0 is not None and origin is not None:
        msg = "origin= and XY0= say the same with another sign: give one of them"
        raise DisplayError(msg)
    shift = np.zeros(2) if origin is None else np.array(point_of(origin))
    if XY0 is not None:
        shift = -np.array(point_of(XY0))
    target = _wanted(display, frame)
    lines = [(line + shift) / bin for line in _outlines(_spans(foot), borderWidth)]
    with target.Buffering():
        if lines:
            gap = np.full((1, 2), np.nan)
            target.line(np.concatenate([part for line in lines for part in (line, gap)]), ctype=ctype)
        if peaks:
            places = np.array([(peak.getIx(), peak.getIy()) for peak in foot.getPeaks()]).reshape(-1, 2)
            x, y = ((places + shift) / bin).T
            target.dot(symb, x, y, size=size, ctype=ctypePeak)


def drawCoaddInputs(
    exposure: Any,
    frame: Any = None,
    ctype: str | None = None,
    bin: float = 1,
    display: Any = "deferToFrame",
) -> None:
    """Draw the borders of the images that a coadd of lsst.afw is made of.

    Parameters
    ----------
    exposure : Exposure of lsst.afw
        The coadd, with its WCS and its inputs.
    frame : hashable, optional
        Where it is displayed; the default frame if neither it nor ``display`` is given.
    ctype : `str`, optional
        Colour.
    bin : `float`, optional
        All coordinates are divided by it, for an image that is binned.
    display : `Display`, optional
        Where it is displayed.
    """
    target = _wanted(display, frame)
    coadd = exposure.getWcs()
    with target.Buffering():
        for record in exposure.getInfo().getCoaddInputs().ccds:
            x0, y0, x1, y1 = edges_of(record.getBBox())
            x0, y0, x1, y1 = x0 - _HALF, y0 - _HALF, x1 + _HALF, y1 + _HALF
            wcs = record.getWcs()
            corners = [
                point_of(coadd.skyToPixel(wcs.pixelToSky(x, y)))
                for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0))
            ]
            target.line(np.array(corners) / bin, ctype=ctype)


def _wanted(display: Any, frame: Any) -> Display:
    found = display_of(display, frame)
    if found is None:
        msg = "give display= or frame= to say where to draw"
        raise DisplayError(msg)
    return found


def _spans(foot: Any) -> np.ndarray[Any, np.dtype[np.int64]]:
    if hasattr(foot, "getSpans"):
        rows = [(span.getY(), span.getX0(), span.getX1()) for span in foot.getSpans()]
        return np.array(rows, dtype=np.int64).reshape(-1, 3)
    spans = np.asarray(foot)
    if spans.ndim != 2 or spans.shape[1] != 3 or spans.dtype.kind not in "iu":
        msg = f"a footprint has getSpans(), or is an array of row, first and last column, got {foot!r:.60}"
        raise UnsupportedTypeError(msg)
    return spans.astype(np.int64)


def _outlines(spans: Any, border: float) -> list[np.ndarray[Any, np.dtype[np.float64]]]:
    """Return closed lines: the outline of all spans, or a box for each."""
    if border == _HALF:
        polygons = trace_outlines(np.zeros(len(spans), dtype=np.int64), spans).polygons()
        return [np.concatenate([polygon, polygon[:1]]) for polygon in polygons]
    boxes = []
    for y, first, last in spans.tolist():
        x0, x1, y0, y1 = first - border, last + border, y - border, y + border
        boxes.append(np.array([(x0, y0), (x0, y1), (x1, y1), (x1, y0), (x0, y0)]))
    return boxes
