"""The half of a display that draws over the image: symbols, lines and words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

import numpy as np

from imgview.adapt import read_catalog
from imgview.display.constants import PARENT, is_local
from imgview.display.drawing import Drawing
from imgview.display.frame import Frame
from imgview.display.symbols import labels_of
from imgview.display.unused import warn_unused
from imgview.errors import DisplayError, SettingError

__all__ = ["DrawnDisplay"]


class DrawnDisplay:
    """What can be drawn over the image of a frame."""

    _frame: Frame
    _drawing: Drawing

    def dot(
        self,
        symb: Any,
        c: Any,
        r: Any,
        size: Any = 2,
        ctype: Any = None,
        origin: Any = PARENT,
        fontFamily: str = "helvetica",
        textAngle: float | None = None,
        **kwargs: Any,
    ) -> None:
        """Draw a symbol, or one at each of many places: ``dot("o", xs, ys)`` needs no loop.

        Parameters
        ----------
        symb : `str`, `int` or ellipse
            ``"+"`` with arms of length ``size``, ``"x"`` with arms of the same length along the diagonals,
            ``"*"`` of three lines, ``"o"`` a circle of radius ``size``; ``"@:Mxx,Mxy,Myy"`` an ellipse of
            second moments, as is an object with ``getA``, ``getB``, ``getTheta``, or ``getIxx``, ``getIyy``,
            ``getIxy``, or ``a``, ``b``, ``theta``, whose ``size`` does not matter; anything else is text. A
            list has one for each place.
        c, r : `float` or array-like
            Column and row, pixel centres at integers; arrays are far faster than a loop.
        size : `float` or array-like, optional
            Image pixels; of text 2 is 10 points.
        ctype : `str` or sequence of `str`, optional
            Colour, by a name of X11 or as "#rrggbb"; green if not given.
        origin : optional
            `PARENT`, absolute coordinates; or `LOCAL`, from the image's first pixel.
        fontFamily : `str`, optional
            Of text: "helvetica", "times" or "courier", perhaps with "bold" and "italic".
        textAngle : `float`, optional
            Of text: degrees counter-clockwise.
        **kwargs
            What other back ends take; a warning tells that it means nothing here.

        Raises
        ------
        SettingError
            If a symbol begins with "@:", but three numbers do not follow.
        UnknownNameError
            If there is no such colour or origin.
        UnsupportedTypeError
            If a place is no number.
        """
        if kwargs:
            warn_unused("dot", kwargs)
        angle = None if textAngle is None else _angle(textAngle)
        local = origin is not PARENT and is_local(origin)
        self._drawing.dot(symb, c, r, size, ctype, local=local, font=fontFamily, angle=angle)

    def centroids(self, catalog: Any, *, symbol: Any = "o", **kwargs: Any) -> None:
        """Draw a symbol at each source of a catalogue.

        Parameters
        ----------
        catalog : `object`
            A catalogue of lsst.afw with a centroid slot, or what `imgview.read_catalog` takes.
        symbol : optional
            As ``symb`` of `dot`.
        **kwargs
            As for `dot`.

        Raises
        ------
        DisplayError
            If a catalogue of afw has no centroid slot (a `RuntimeError`).
        """
        if hasattr(catalog, "getCentroidSlot"):
            if not catalog.getCentroidSlot().isValid():
                msg = "the catalogue has no valid slot_Centroid that would say where its sources are"
                raise DisplayError(msg)
            places = np.array([(source.getX(), source.getY()) for source in catalog]).reshape(-1, 2)
            x, y = places[:, 0], places[:, 1]
        else:
            image = self._frame.viewer.image
            x, y = read_catalog(catalog).positions(None if image is None else image.sky_projection)
        self.dot(symbol, x, y, **kwargs)

    def line(
        self,
        points: Any,
        origin: Any = PARENT,
        symbs: Any = False,
        ctype: Any = None,
        size: Any = 0.5,
    ) -> None:
        """Join points by a line, or draw a symbol at each.

        Parameters
        ----------
        points : iterable
            Pairs of column and row.
        origin : optional
            As for `dot`.
        symbs : `bool`, `str` or sequence, optional
            One symbol for all points or, if there are several, one for each; `True` is "o".
        ctype : `str`, optional
            Colour.
        size : `float`, optional
            Of the symbols.

        Raises
        ------
        DisplayError
            If there are neither one nor as many symbols as points.
        """
        points = points if isinstance(points, np.ndarray) else list(points)
        # An array of symbols has no truth of its own.
        if symbs is None or symbs is False or (np.ndim(symbs) == 0 and not symbs):
            self._drawing.line(points, ctype, local=is_local(origin))
            return
        for label, (c, r) in zip(labels_of(symbs, len(points)), points, strict=True):
            self.dot(label, c, r, size=size, ctype=ctype, origin=origin)

    def erase(self) -> None:
        """Take away what was drawn; the image and its mask planes stay."""
        self._drawing.erase()

    def flush(self) -> None:
        """Show at once what was drawn."""
        self._drawing.flush()

    @contextmanager
    def Buffering(self) -> Iterator[Self]:
        """Have what is drawn in a ``with`` block travel in one message at its end."""
        self._drawing.hold()
        try:
            yield self
        finally:
            self._drawing.release()


def _angle(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        msg = f"textAngle is a number of degrees, got {value!r}"
        raise SettingError(msg) from None
