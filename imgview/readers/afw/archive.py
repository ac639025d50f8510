"""What an afw Exposure carries besides pixels: objects persisted in a chain of tables (the archive).

The index table says for each object id in which tables and rows it lies.  Only small, well-known objects
are read (filter, summary statistics, detector, PSF, polygon, photometric calibration), each on its own: one
that cannot be read becomes a note and never hides a pixel.  The large tables of transforms are not touched.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.errors import ImgviewError, ReadError
from imgview.readers.fits.file import FitsFile, card
from imgview.readers.fits.table import Table

__all__ = ["read_archive", "sky_wcs_text"]

# In every text that afw persists, what follows these words is AST's own.
_PERSISTED = re.compile(r"\s*\d+ SkyWcs [01] ")


def read_archive(file: FitsFile, notes: list[str]) -> dict[str, Any]:
    """Read the small objects of an archive.

    Parameters
    ----------
    file : `~imgview.readers.fits.file.FitsFile`
        A file whose primary header has AR_HDU.
    notes : `list` [`str`]
        Is told what could not be read.

    Returns
    -------
    `dict`
        Any of the keys ``filter`` (band, physical_filter), ``summary_stats``, ``detector``, ``psf``,
        ``bounds`` (corners x, y in absolute pixels) and ``photo_calib`` (mean and error of nJy per ADU).
    """
    facts: dict[str, Any] = {}
    try:
        archive = _Archive(file)
    except ImgviewError as error:
        notes.append(f"the archive of the exposure could not be read: {error}")
        return facts
    readers: tuple[tuple[str, str, Callable[[list[_Rows]], Any]], ...] = (
        ("filter", "FILTER", _filter),
        ("summary_stats", "SUMMARY_STATS", _summary_stats),
        ("detector", "DETECTOR", _detector),
        ("psf", "PSF", _psf),
        ("bounds", "VALID_POLYGON", _polygon),
        ("photo_calib", "PHOTOCALIB", _photo_calib),
    )
    for key, component, read in readers:
        try:
            rows = archive.component(component)
            if rows:
                facts[key] = read(rows)
        except (ImgviewError, LookupError, TypeError, ValueError) as error:
            notes.append(f"{component} of the archive could not be read: {error}")
    return facts


def sky_wcs_text(file: FitsFile) -> str | None:
    """Return the AST text of the exposure's SkyWcs; only the one table that holds it is read.

    Parameters
    ----------
    file : `~imgview.readers.fits.file.FitsFile`
        A file whose primary header has AR_HDU.

    Returns
    -------
    `str` or `None`
        Maps absolute pixels to ICRS radians; `None` if the exposure has no SkyWcs, as before 2018.

    Raises
    ------
    ReadError
        If the archive or what it says of the SkyWcs is damaged.
    """
    rows = _Archive(file).component("SKYWCS")
    if not rows or rows[0].name != "SkyWcs":
        return None
    text = rows[0].text("wcs")
    prefix = _PERSISTED.match(text)
    if prefix is None:
        msg = f"its SkyWcs begins with {text[:40]!r}, where '1 SkyWcs' is needed"
        raise ReadError(msg)
    return text[prefix.end() :]


class _Rows:
    """The rows of one catalog of an object."""

    def __init__(self, name: str, table: Callable[[], Table], first: int, count: int) -> None:
        self.name = name
        self._table = table
        self._first = first
        self._count = count

    def read(self) -> npt.NDArray[Any]:
        return self._table().read(self._first, self._count)

    def text(self, column: str, row: int = 0) -> str:
        """Return a cell of characters, of fixed or variable length."""
        table = self._table()
        if column in table.variable:
            raw = table.cell(column, self._first + row).tobytes()
        else:
            raw = bytes(table.read(self._first + row, 1)[column][0])
        return raw.rstrip(b"\0 ").decode("utf-8", "replace")


class _Archive:
    def __init__(self, file: FitsFile) -> None:
        self._file = file
        # AR_HDU counts HDUs from 1.
        self._first = file.hdus[0].integer("AR_HDU", low=1) - 1
        self._index = self._table(0).read()
        for column in ("id", "cat.archive", "cat.persistable", "row0", "nrows", "name"):
            if column not in (self._index.dtype.names or ()):
                msg = f"the index has no column {column!r}"
                raise ReadError(msg)

    def _table(self, number: int) -> Table:
        position = self._first + number
        if not 0 <= position < len(self._file.hdus) or self._file[position].kind != "table":
            msg = f"there is no table in HDU {position}"
            raise ReadError(msg)
        return Table(self._file[position])

    def component(self, name: str) -> list[_Rows]:
        """Return the catalogs of an exposure's component, in order; none if it has no such component."""
        primary = self._file.primary
        number = card(primary, f"ARCHIVE_ID_{name}", card(primary, f"{name}_ID"))
        entries = self._index[self._index["id"] == number] if isinstance(number, int) else []
        return [
            _Rows(
                bytes(entry["name"]).rstrip(b"\0 ").decode("ascii", "replace"),
                partial(self._table, int(entry["cat.archive"])),
                int(entry["row0"]),
                int(entry["nrows"]),
            )
            for entry in sorted(entries, key=lambda entry: int(entry["cat.persistable"]))
        ]


def _filter(rows: list[_Rows]) -> dict[str, str]:
    has_band, has_physical = (bool(int(rows[0].read()["flags"][0][0]) & bit) for bit in (0x80, 0x40))
    facts = {}
    if has_band:
        facts["band"] = rows[0].text("band")
    if has_physical:
        facts["physical_filter"] = rows[0].text("physical")
    return facts


def _summary_stats(rows: list[_Rows]) -> dict[str, Any]:
    return _plain_yaml(rows[0].text("bytes"))


def _detector(rows: list[_Rows]) -> dict[str, Any]:
    found = rows[0].read()[0]
    facts: dict[str, Any] = {
        "name": rows[0].text("name"),
        "id": int(found["id"]),
        "serial": rows[0].text("serial"),
        "bbox": _box(*(int(found[f"bbox_{end}_{axis}"]) for end in ("min", "max") for axis in "xy")),
    }
    if len(rows) > 1:
        facts["amplifiers"] = [
            {
                "name": rows[1].text("name", number),
                "bbox": _box(
                    int(row["bbox_min_x"]),
                    int(row["bbox_min_y"]),
                    int(row["bbox_min_x"]) + int(row["bbox_extent_x"]) - 1,
                    int(row["bbox_min_y"]) + int(row["bbox_extent_y"]) - 1,
                ),
            }
            for number, row in enumerate(rows[1].read())
        ]
    return facts


def _box(x_min: int, y_min: int, x_max: int, y_max: int) -> dict[str, dict[str, int]]:
    """Return a box as the trees of lsst.images write it: the ends exclusive."""
    return {"y": {"start": y_min, "stop": y_max + 1}, "x": {"start": x_min, "stop": x_max + 1}}


def _psf(rows: list[_Rows]) -> dict[str, Any]:
    facts: dict[str, Any] = {"type": rows[0].name}
    if rows[0].name == "GaussianPsf":
        found = rows[0].read()[0]
        facts |= {
            "type": "Gaussian",
            "sigma": float(found["sigma"]),
            "stamp_size": int(found["dimensions_x"]),
        }
    return facts


def _polygon(rows: list[_Rows]) -> list[list[float]]:
    found = rows[0].read()
    corners = np.column_stack([found["vertices_x"], found["vertices_y"]]).astype(np.float64)
    if len(corners) < 3 or not np.isfinite(corners).all():
        msg = f"a polygon of {len(corners)} corners"
        raise ValueError(msg)
    return [[float(x), float(y)] for x, y in corners]


def _photo_calib(rows: list[_Rows]) -> dict[str, float]:
    found = rows[0].read()[0]
    return {"mean": float(found["calibrationMean"]), "error": float(found["calibrationErr"])}


def _plain_yaml(text: str) -> dict[str, Any]:
    """Parse the flat YAML of the summary statistics: scalars, and lists of scalars."""
    facts: dict[str, Any] = {}
    key = ""
    for line in text.splitlines():
        if line.lstrip().startswith("- ") and key:
            if not isinstance(facts[key], list):
                facts[key] = []
            facts[key].append(_scalar(line.lstrip()[2:]))
        elif ":" in line:
            key, _, value = (part.strip() for part in line.partition(":"))
            facts[key] = [] if value == "[]" else _scalar(value)
    return facts


def _scalar(text: str) -> Any:
    special = {
        ".nan": math.nan,
        ".inf": math.inf,
        "-.inf": -math.inf,
        "true": True,
        "false": False,
        "null": None,
    }
    if text.strip().lower() in special:
        return special[text.strip().lower()]
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text.strip().strip("'\"")
