"""The half of a catalogue that chooses rows: by number, by expression, by place and by mask planes."""

from __future__ import annotations

import copy
import math
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any, Self, overload

import numpy as np
import numpy.typing as npt
from astropy.table import Column, Table

from imgview.errors import ImgviewError, SettingError, ShapeError, UnknownNameError
from imgview.geometry import XY, Box
from imgview.model.catalog_filter import pick_rows
from imgview.model.footprints import Footprints
from imgview.model.plane_expression import Bits, PlaneExpression, as_bits
from imgview.model.plane_hits import Spans, center_spans, ellipse_spans, hits
from imgview.model.selected_rows import SelectedRows
from imgview.model.sky import SkyProjection

__all__ = ["CatalogRows"]

_WHERE = ("center", "ellipse", "footprint")


class CatalogRows(SelectedRows, ABC):
    """Rows of a table that stand for sources, and what chooses some of them.

    What is chosen is again a catalogue: it has the same columns and roles, and `index` says where its rows
    come from.
    """

    footprints: Footprints | None
    notes: list[str]
    _table: Table
    _index: npt.NDArray[np.intp] | None = None

    @abstractmethod
    def positions(self, projection: SkyProjection | None = None) -> XY[npt.NDArray[np.float64]]:
        """Return where the sources are on the pixel grid."""

    @abstractmethod
    def shapes(self) -> npt.NDArray[np.float64] | None:
        """Return the ellipses of the sources."""

    @property
    def index(self) -> npt.NDArray[np.intp]:
        """Row numbers in the catalogue that this one was first cut from (`numpy.ndarray`, shape (n,))."""
        return np.arange(len(self)) if self._index is None else self._index

    @property
    def flags(self) -> dict[str, npt.NDArray[np.bool_]]:
        """The columns of truths by name (`dict` of `numpy.ndarray`, shape (n,)); `False` where missing."""
        columns = {name: self._table[name] for name in self._table.colnames}
        return {
            name: np.asarray(np.ma.filled(np.asanyarray(column), fill_value=False))
            for name, column in columns.items()
            if getattr(column, "ndim", 0) == 1 and column.dtype.kind == "b"
        }

    def filter(self, expression: str) -> Self:
        """Return the sources for which an expression over the columns holds.

        Parameters
        ----------
        expression : `str`
            Of columns, numbers, texts in quotes, ``True`` and ``False``; ``& | ~`` and ``and or not``;
            ``< <= == != >= >`` (also ``1 < x < 3``); ``+ - * / **``; ``abs sqrt log10 hypot isfinite isnan
            minimum maximum where``.  All bind as in Python: ``&`` more tightly than a comparison, which
            needs parentheses then.  A column whose name is not a plain word goes in backticks.

        Returns
        -------
        `Catalog`
            Its rows in the order of this one's.

        Raises
        ------
        ExpressionError
            If it cannot be understood; the message points at the place.
        UnknownNameError
            If there is no such column or function; the message names the nearest.
        ImgviewError
            If a column has more than one value a row, or none that compares.

        Notes
        -----
        Numbers are those of the table, in the column's own unit.  Comparisons are made in a column's own
        precision, so that 64-bit identifiers compare exactly; all reckoning is in double precision.  What is
        missing in a masked column counts as NaN (and so differs from everything), a missing flag as `False`.
        ``&``, ``|`` and ``~`` of integers join their bits: ``(FLAGS & 4) == 0``.

        Examples
        --------
        >>> from imgview.model import Catalog
        >>> sources = Catalog({"snr": [3.0, 20.0, 8.0], "saturated": [False, True, False]})
        >>> sources.filter("~saturated & (snr > 5)").index
        array([2])
        """
        return self[pick_rows(self._table, expression)]

    def within(
        self,
        area: Box | Mapping[str, Any],
        projection: SkyProjection | None = None,
        *,
        canvas_size: tuple[float, float] = (1, 1),
    ) -> Self:
        """Return the sources whose positions lie in a box, or on a canvas.

        Parameters
        ----------
        area : `~imgview.geometry.Box` or mapping
            A box of pixels, or a viewer's ``viewport``.
        projection : `SkyProjection`, optional
            Places sources that are known by their sky coordinates alone.
        canvas_size : pair of `float`, ordered ``(width, height)``, optional
            Proportions of the canvas, since the ``fov`` of a viewport is along the shorter side: the viewer's
            ``canvas_size``.  A square if not given.

        Returns
        -------
        `Catalog`
            Those whose position is not known are not among them.

        Raises
        ------
        SettingError
            If ``area`` is neither, or has no size.
        """
        where = self.positions(projection)
        if isinstance(area, Box):
            return self[np.asarray(area.contains(x=where.x, y=where.y))]
        try:
            x, y = (float(part) for part in area["center"])
            width, height = (float(part) for part in canvas_size)
            half = float(area["fov"]) / 2 / min(width, height)
        except (TypeError, ValueError, KeyError, ZeroDivisionError):
            half = x = y = width = height = math.nan
        if not (half > 0 and width > 0 and height > 0 and math.isfinite(half * width * height + x + y)):
            msg = f"within takes a Box or a viewport {{'center': (x, y), 'fov': pixels}}, got {area!r}"
            raise SettingError(msg)
        inside = (np.abs(where.x - x) <= half * width) & (np.abs(where.y - y) <= half * height)
        return self[inside]

    def on_planes(
        self, image: Any, expression: str | PlaneExpression, where: str = "center", *, nsigma: float = 2.0
    ) -> Self:
        """Return the sources that lie on mask planes.

        Parameters
        ----------
        image : `MaskedImage` or `Mask`
            Whose planes are meant; its sky projection places sources known by sky coordinates alone.
        expression : `str` or `PlaneExpression`
            Of planes, such as ``"CR | SATURATED"``.
        where : `str`, optional
            At which pixels it is to hold: "center" (the one under the position), "ellipse" (any whose centre
            lies inside the ellipse, or the one under the position) or "footprint" (any of the footprint; of
            a source without one, the one under the position).
        nsigma : `float`, optional
            How many times its semi-axes the ellipse is taken.

        Returns
        -------
        `Catalog`
            Pixels beyond the image, and sources without a position, have no planes: not even for
            ``~SATURATED``.

        Raises
        ------
        ExpressionError
            If the expression cannot be understood.
        UnknownPlaneError
            If the image has no such plane.
        ImgviewError
            If there is no mask, or the catalogue has no ellipses or footprints where they are asked for.
        """
        planes = expression if isinstance(expression, PlaneExpression) else PlaneExpression(expression)
        bits = as_bits(image)
        postfix = planes.postfix(bits.schema)
        return self[hits(postfix, bits, self._spans(image, bits, where, nsigma), len(self))]

    def flag_agreement(self, image: Any, where: str = "center", *, nsigma: float = 2.0) -> Table:
        """Compare each flag with each mask plane.

        Parameters
        ----------
        image : `MaskedImage` or `Mask`
            Whose planes are meant.
        where : `str`, optional
            Which pixels of a source count, as for `on_planes`.
        nsigma : `float`, optional
            How many times its semi-axes the ellipse is taken.

        Returns
        -------
        `astropy.table.Table`
            One row for each pair of ``flag`` and ``plane``.  Of the sources whose position lies on the image:
            ``n_flag`` with the flag, ``n_plane`` on the plane, ``n_both``; ``jaccard``, n_both of those with
            either; ``precision``, n_both of n_flag; ``recall``, n_both of n_plane.  NaN of none.

        Raises
        ------
        ImgviewError
            As for `on_planes`.
        """
        bits = as_bits(image)
        position = self.positions(getattr(image, "sky_projection", None))
        inside = np.asarray(bits.bbox.contains(x=position.x, y=position.y), dtype=bool)
        places = {name: bits.schema.bit(name) for name in bits.schema.names}
        on_plane = {
            name: hits(
                [8 * bit.index + bit.mask.bit_length() - 1],
                bits,
                self._spans(image, bits, where, nsigma),
                len(self),
            )
            for name, bit in places.items()
        }
        flags = self.flags
        flagged = _columns(flags, inside)
        planes = _columns(on_plane, inside)
        both = (flagged.T @ planes).ravel()
        n_flag = np.repeat(flagged.sum(axis=0), len(on_plane))
        n_plane = np.tile(planes.sum(axis=0), len(flags))
        with np.errstate(invalid="ignore"):
            shares = {
                "jaccard": both / (n_flag + n_plane - both),
                "precision": both / n_flag,
                "recall": both / n_plane,
            }
        counts = {"n_flag": n_flag, "n_plane": n_plane, "n_both": both}
        names = {
            "flag": np.repeat(np.array(list(flags), dtype=str), len(on_plane)),
            "plane": np.tile(np.array(list(on_plane), dtype=str), len(flags)),
        }
        return Table(names | {name: count.astype(int) for name, count in counts.items()} | shares)

    def _spans(self, image: Any, bits: Bits, where: str, nsigma: float) -> Iterator[Spans]:
        """Return the pixels that count, in parts."""
        if where not in _WHERE:
            kind = "place of a source"
            raise UnknownNameError.near(kind, where, _WHERE)
        position = self.positions(getattr(image, "sky_projection", None))
        center = center_spans(position, bits.bbox)
        if where == "center":
            return iter([center])
        if where == "footprint":
            return iter(self._footprint_spans(center))
        shapes = self.shapes()
        if shapes is None:
            msg = "the catalogue has no columns of shapes: where='center' needs none"
            raise ImgviewError(msg)
        if not (math.isfinite(nsigma) and nsigma > 0):
            msg = f"nsigma is a positive number, got {nsigma!r}"
            raise SettingError(msg)
        scaled = shapes * (nsigma, nsigma, 1.0)
        return (spans for part in ([center], ellipse_spans(position, scaled, bits.bbox)) for spans in part)

    def _footprint_spans(self, center: Spans) -> list[Spans]:
        if self.footprints is None:
            msg = "the catalogue has no footprints: where='center' and where='ellipse' need none"
            raise ImgviewError(msg)
        number = np.diff(self.footprints.starts)
        y, x0, x1 = self.footprints.spans.astype(np.intp).T
        bare = number[center.source] == 0
        source = np.repeat(np.arange(len(number)), number)
        return [Spans(source, y, x0, x1), Spans(*(column[bare] for column in center))]

    @overload
    def __getitem__(self, rows: str) -> Column: ...

    @overload
    def __getitem__(self, rows: Any) -> Self: ...

    def __getitem__(self, rows: Any) -> Self | Column:
        """Return some of the sources, by a slice, row numbers or booleans; or a column, by its name."""
        if isinstance(rows, str):
            if rows not in self._table.colnames:
                raise UnknownNameError.near(kind="column", name=rows, known=self._table.colnames)
            return self._table[rows]
        try:
            chosen = np.arange(len(self))[rows]
        except IndexError as error:
            msg = f"a catalogue of {len(self)} sources has no such rows: {error}"
            raise ShapeError(msg) from None
        if chosen.ndim != 1:
            msg = "a catalogue is cut by a slice, row numbers or booleans; catalog.table[row] is one row"
            raise ShapeError(msg)
        part = copy.copy(self)
        # A slice shares the columns.
        part._table = self._table[rows if isinstance(rows, slice) else chosen]  # noqa: SLF001 - one of this class
        part._index = self.index[chosen]  # noqa: SLF001
        part.footprints = None if self.footprints is None else self.footprints[chosen]
        part.notes = list(self.notes)
        return part

    def __len__(self) -> int:
        return len(self._table)


def _columns(columns: Mapping[str, npt.NDArray[np.bool_]], rows: npt.NDArray[np.bool_]) -> npt.NDArray[Any]:
    """Return some rows of columns of truths as numbers to be multiplied, shape (rows, columns)."""
    if not columns:
        return np.zeros((int(rows.sum()), 0))
    return np.column_stack([column[rows] for column in columns.values()]).astype(np.float64)
