"""Where the sources of a table are, in pixels and on the sky."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from astropy.coordinates import SkyCoord
from astropy.table import Column, Table

from imgview.errors import SettingError, UnsupportedTypeError
from imgview.model.catalog import Catalog
from imgview.model.sky import SkyProjection

__all__ = ["Places"]


@dataclass(frozen=True, slots=True)
class Places:
    """A table with a column each for x, y and the place on the sky, as they were when it was loaded."""

    table: Table
    """A copy of what was given, completed."""

    columns: tuple[str, str, str]
    """Names of the columns x, y, sky."""

    on_sky: bool
    """Whether the markers stand where the sky is, on every image, or at the same pixels."""

    @classmethod
    def of(
        cls, table: Table, columns: tuple[str, str, str], sky: SkyProjection | None, *, on_sky: bool
    ) -> "Places":
        """Complete a table.

        Parameters
        ----------
        table : `astropy.table.Table`
            Left as it is.
        columns : (`str`, `str`, `str`)
            Names of the columns of absolute x, y and of `~astropy.coordinates.SkyCoord`; what is missing is
            made from the others where that can be done.
        sky : `~imgview.model.sky.SkyProjection` or `None`
            Of the image.
        on_sky : `bool`
            Whether the places on the sky are to be used.

        Returns
        -------
        `Places`
            Frozen: another image does not change it.

        Raises
        ------
        SettingError
            If the places that are to be used are not there and cannot be computed.
        UnsupportedTypeError
            If a column holds something else.
        """
        result = table.copy()
        coords, xy = _sky_column(table, columns[2]), _pixel_columns(table, columns[:2])
        if xy is None and coords is not None and sky is not None:
            x, y = sky.sky_to_pixel(coords)
            xy = np.asarray(x), np.asarray(y)
            result[columns[0]], result[columns[1]] = xy
        elif xy is None:
            result[columns[0]], result[columns[1]] = np.nan, np.nan
        there = f"the columns are {', '.join(map(repr, table.colnames)) or 'none'}"
        if not on_sky and xy is None:
            msg = (
                f"Cannot use pixel coordinates without pixel columns ({columns[0]!r}, {columns[1]!r}), "
                f"or a SkyCoord column ({columns[2]!r}) and an image with a WCS; {there}"
            )
            raise SettingError(msg)
        if coords is None and xy is not None and sky is not None:
            coords = sky.pixel_to_sky(x=xy[0], y=xy[1])
            result[columns[2]] = coords
        elif coords is None:
            result[columns[2]] = Column([None] * len(table), dtype=object)
        if on_sky and coords is None:
            msg = (
                f"Cannot use sky coordinates without a SkyCoord column ({columns[2]!r}), "
                f"or pixel columns ({columns[0]!r}, {columns[1]!r}) and an image with a WCS; {there}"
            )
            raise SettingError(msg)
        return cls(result, columns, on_sky)

    def catalog(self, name: str, sky: SkyProjection | None) -> Catalog:
        """Return the sources where they are on an image.

        Parameters
        ----------
        name : `str`
            What to call it.
        sky : `~imgview.model.sky.SkyProjection` or `None`
            Of the image.
        """
        table = self.table.copy(copy_data=False)
        if self.on_sky and sky is not None:
            table[self.columns[0]], table[self.columns[1]] = sky.sky_to_pixel(table[self.columns[2]])
        return Catalog(table, x=self.columns[0], y=self.columns[1], name=name)

    def renamed(self, columns: tuple[str, str, str]) -> Table:
        """Return a copy of the table whose columns of places have other names.

        Raises
        ------
        SettingError
            If the table has another column of such a name.
        """
        for name in set(columns) - set(self.columns):
            if name in self.table.colnames:
                msg = (
                    f"column {name!r} of this catalogue is not one of its places: "
                    f"ask by the names {', '.join(map(repr, self.columns))} with which it was loaded"
                )
                raise SettingError(msg)
        result = self.table.copy()
        result.rename_columns(list(self.columns), list(columns))
        return result


def _sky_column(table: Table, name: str) -> SkyCoord | None:
    """Return a column of places on the sky; `None` if there is none or nothing in it."""
    if name not in table.colnames:
        return None
    column = table[name]
    if isinstance(column, SkyCoord):
        return column
    if _is_void(column):
        return None
    msg = f"column {name!r} is to hold SkyCoord, not {column.dtype}: name another one by skycoord_colname="
    raise UnsupportedTypeError(msg)


def _pixel_columns(table: Table, names: tuple[str, ...]) -> tuple[npt.NDArray[np.float64], ...] | None:
    """Return columns of numbers; `None` if one is not there or none is known."""
    if not set(names) <= set(table.colnames) or any(_is_void(table[name]) for name in names):
        return None
    x, y = Catalog(table, x=names[0], y=names[1]).positions()
    return (x, y) if not len(table) or np.isfinite(x + y).any() else None


def _is_void(column: Any) -> bool:
    """Tell whether there is nothing in a column, as where nothing was to be computed."""
    return bool(column.dtype == object and all(place is None for place in column))
