"""A catalogue of sources: a table, and which of its columns say where they are and of what shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from astropy import units as u
from astropy.coordinates import SkyCoord
from astropy.table import Table

from imgview.errors import ImgviewError, ShapeError, UnitError, UnknownNameError
from imgview.geometry import XY, YX
from imgview.model.catalog_rows import CatalogRows
from imgview.model.footprints import Footprints
from imgview.model.role_names import UNITS
from imgview.model.sky import SkyProjection

__all__ = ["Catalog"]

_TOGETHER = (("x", "y"), ("a", "b"), ("xx", "yy", "xy"), ("ra", "dec"))


class Catalog(CatalogRows):
    """Sources in a table, with roles: which columns say where they are and how they look.

    Parameters
    ----------
    table : `astropy.table.Table` or what makes one
        One row for each source; a `~astropy.table.Table` is shared, not copied.
    x, y : `str`, optional
        Columns of pixel coordinates.
    a, b, theta : `str`, optional
        Columns of an ellipse: its semi-axes in pixels, and the angle of the first of them,
        counter-clockwise from +x, in the column's unit or in degrees; 0 if not given.
    xx, yy, xy : `str`, optional
        Columns of second moments in square pixels, from which an ellipse follows where there are no
        semi-axes.
    ra, dec : `str`, optional
        Columns of ICRS coordinates in the column's unit or in degrees.
    flux : `str`, optional
        Column that tells how bright a source is.
    flags : `str`, optional
        Column of bits that tell what is wrong with a source.
    id : `str`, optional
        Column that identifies a source.
    name : `str`, optional
        What to call the catalogue.
    footprints : `Footprints`, optional
        Which pixels belong to each source.
    offset : pair of `float`, ordered ``(x, y)``, optional
        What turns the columns ``x`` and ``y`` into absolute pixels when added: ``(-1, -1)`` for pixels
        that FITS counts from 1, plus the first pixel of the image.

    Raises
    ------
    UnknownNameError
        If there is no such column.
    ShapeError
        If the columns differ in length, or one has more than one number a row.
    UnitError
        If a column is in a unit that its role cannot have.
    ImgviewError
        If a column does not hold numbers, or half of a pair of roles is missing.

    Examples
    --------
    >>> catalog = Catalog(Table({"x": [1.0], "y": [1.0]}), x="x", y="y", offset=(-1, -1))
    >>> catalog.positions()
    XY(x=array([0.]), y=array([0.]))
    """

    def __init__(
        self,
        table: Table | Any,
        /,
        *,
        x: str | None = None,
        y: str | None = None,
        a: str | None = None,
        b: str | None = None,
        theta: str | None = None,
        xx: str | None = None,
        yy: str | None = None,
        xy: str | None = None,
        ra: str | None = None,
        dec: str | None = None,
        flux: str | None = None,
        flags: str | None = None,
        id: str | None = None,  # noqa: A002  # what catalogues call it
        name: str = "",
        footprints: Footprints | None = None,
        offset: Sequence[float] = (0.0, 0.0),
    ) -> None:
        given = {
            "x": x,
            "y": y,
            "a": a,
            "b": b,
            "theta": theta,
            "xx": xx,
            "yy": yy,
            "xy": xy,
            "ra": ra,
            "dec": dec,
            "flux": flux,
            "flags": flags,
            "id": id,
        }
        self.name = name
        """What to call the catalogue (`str`)."""
        self.footprints = footprints
        """Which pixels belong to each source (`Footprints` or `None`)."""
        self.source: str | None = None
        """What it was read from (`str` or `None`)."""
        self.notes: list[str] = []
        """What a person should know of the reading (`list` of `str`)."""
        self._table = _as_table(table)
        self._roles = {role: column for role, column in given.items() if column is not None}
        self._offset = _as_offset(offset)
        self._check()

    @property
    def table(self) -> Table:
        """The sources, one a row, with all their columns as given (`astropy.table.Table`)."""
        return self._table

    @property
    def roles(self) -> dict[str, str]:
        """Which column has which role (`dict` of `str` by `str`): ``{"x": "xcentroid", ...}``."""
        return dict(self._roles)

    @property
    def offset(self) -> XY[float]:
        """What is added to the columns ``x`` and ``y`` to give absolute pixels (`XY` of `float`)."""
        return self._offset

    def positions(self, projection: SkyProjection | None = None) -> XY[npt.NDArray[np.float64]]:
        """Return where the sources are on the pixel grid.

        Parameters
        ----------
        projection : `SkyProjection`, optional
            Places sources that are known by their sky coordinates alone.

        Returns
        -------
        `XY` of `numpy.ndarray`, shape (n,), float64
            Absolute pixel coordinates; both NaN where either is not known.
        """
        if "x" in self._roles:
            x, y = self._numbers("x") + self._offset.x, self._numbers("y") + self._offset.y
        elif "ra" in self._roles and projection is not None:
            x, y = self._project(projection)
        else:
            x, y = np.full((2, len(self)), np.nan)
        unknown = ~(np.isfinite(x) & np.isfinite(y))
        x[unknown] = y[unknown] = np.nan
        return XY(x=x, y=y)

    def shapes(self) -> npt.NDArray[np.float64] | None:
        """Return the ellipses of the sources.

        Returns
        -------
        `numpy.ndarray`, shape (n, 3), float64, or `None`
            Semi-axes a and b in pixels, and the angle of a in radians, counter-clockwise from +x.  A row
            is NaN where there is no ellipse: a number is missing, or an axis has no length.  `None` if
            no columns tell of shapes.

        Notes
        -----
        Second moments make the ellipse whose semi-axes are the standard deviations along the main axes:
        their squares are the eigenvalues of [[xx, xy], [xy, yy]], and tan(2 theta) = 2 xy / (xx - yy)
        (Stobie 1980, JBIS 33, 323; SExtractor's A_IMAGE, B_IMAGE and THETA_IMAGE).  Moments without
        positive determinant make none.
        """
        with np.errstate(all="ignore"):
            if "a" in self._roles:
                a, b = self._numbers("a"), self._numbers("b")
                theta = np.deg2rad(self._numbers("theta")) if "theta" in self._roles else np.zeros(len(self))
                shapes = np.column_stack([a, b, theta])
                good = np.isfinite(shapes).all(axis=1) & (a > 0) & (b > 0)
            elif "xx" in self._roles:
                xx, yy, xy = (self._numbers(role) for role in ("xx", "yy", "xy"))
                determinant = xx * yy - xy**2
                major = (xx + yy) / 2 + np.hypot((xx - yy) / 2, xy)
                # The product of the eigenvalues, not their difference: thin ellipses keep their digits.
                shapes = np.column_stack(
                    [np.sqrt(major), np.sqrt(determinant / major), np.arctan2(2 * xy, xx - yy) / 2]
                )
                good = np.isfinite(shapes).all(axis=1) & (determinant > 0) & (xx > 0)
            else:
                return None
        shapes[~good] = np.nan
        return shapes

    def _check(self) -> None:
        names = self._table.colnames
        if self.footprints is not None and len(self.footprints) != len(self):
            msg = f"the catalogue has {len(self)} sources, and footprints of {len(self.footprints)}"
            raise ShapeError(msg)
        for role, column in self._roles.items():
            if column not in names:
                kind = f"column ({role}=)"
                raise UnknownNameError.near(kind, column, names)
            if role in UNITS:
                self._numbers(role)
        for group in _TOGETHER:
            missing = [role for role in group if role not in self._roles]
            if missing and len(missing) < len(group):
                there = ", ".join(role for role in group if role in self._roles)
                msg = f"the catalogue has the roles {there}; {', '.join(missing)} must be given too"
                raise ImgviewError(msg)
        if "theta" in self._roles and "a" not in self._roles:
            msg = "the catalogue has the role theta; a, b must be given too"
            raise ImgviewError(msg)

    def _numbers(self, role: str) -> npt.NDArray[np.float64]:
        """Return a column as new floats in the unit of its role, NaN where it is masked."""
        name, wanted = self._roles[role], UNITS[role]
        column = self._table[name]
        values = np.asanyarray(getattr(column, "value", column))
        if values.dtype.kind not in "iuf":
            msg = f"column {name!r} ({role}=) must hold real numbers, got {values.dtype}"
            raise ImgviewError(msg)
        if values.ndim != 1:
            msg = f"column {name!r} ({role}=) must have one number a row, got shape {values.shape}"
            raise ShapeError(msg)
        numbers = np.array(values, dtype=np.float64)
        numbers[np.ma.getmaskarray(values)] = np.nan
        unit = getattr(column, "unit", None)
        if unit is None or unit in {wanted, u.dimensionless_unscaled}:
            return numbers
        if isinstance(unit, u.UnrecognizedUnit):
            return numbers
        try:
            # Numbers of a damaged file may be of any size.
            with np.errstate(over="ignore"):
                return np.asarray(numbers * unit.to(wanted), dtype=np.float64)
        except u.UnitConversionError as error:
            msg = f"column {name!r} ({role}=) is in {unit}, which cannot be turned into {wanted}"
            raise UnitError(msg) from error

    def _project(self, projection: SkyProjection) -> tuple[npt.NDArray[np.float64], ...]:
        ra, dec = self._numbers("ra"), self._numbers("dec")
        x, y = np.full((2, len(self)), np.nan)
        known = np.isfinite(ra) & np.isfinite(dec) & (np.abs(dec) <= 90)
        if known.any():
            x[known], y[known] = projection.sky_to_pixel(SkyCoord(ra[known], dec[known], unit=u.deg))
        return x, y

    def __repr__(self) -> str:
        roles = ", ".join(f"{role}={column}" for role, column in self._roles.items())
        name = f"{self.name!r}, " if self.name else ""
        return f"Catalog({name}{len(self)} sources{f', {roles}' if roles else ''})"


def _as_table(table: Table | Any) -> Table:
    if isinstance(table, Table):
        return table
    try:
        return Table(table)
    except (TypeError, ValueError) as error:
        kind = ShapeError if "length" in str(error) else ImgviewError
        msg = f"a catalogue needs an astropy Table or what makes one, got {type(table).__name__}: {error}"
        raise kind(msg) from error


def _as_offset(offset: Sequence[float]) -> XY[float]:
    if isinstance(offset, YX):
        offset = offset.xy
    try:
        x, y = (float(part) for part in offset)
    except (TypeError, ValueError) as error:
        msg = f"the offset of a catalogue is a pair (x, y) of numbers, got {offset!r}"
        raise ShapeError(msg) from error
    if not np.isfinite([x, y]).all():
        msg = f"the offset of a catalogue must be finite, got {offset!r}"
        raise ShapeError(msg)
    return XY(x=x, y=y)
