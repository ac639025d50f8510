"""What the bits of a data-quality mask mean: the tables of known instruments, and the planes a user names.

A table is one JSON file in ``tables``: ``name``, ``title``, the cards that tell its files (``match``, and
``before`` for versions), where its facts come from (``source``), and the planes.  Most masks hold bits; a
``coded`` one holds one number a pixel, each with a meaning of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from imgview.errors import ImgviewError, SettingError, UnknownNameError
from imgview.model import MaskPlane
from imgview.readers.fits.file import card

__all__ = ["DqTable", "dq_table", "dq_table_for", "dq_table_of", "known_dq_tables"]

_BITS = 64


@dataclass(frozen=True)
class DqTable:
    """The planes of one kind of data-quality mask."""

    name: str
    """What ``planes=`` calls it; ``""`` for what a user named."""
    title: str
    """What a person calls it."""
    planes: Mapping[int, MaskPlane]
    """Planes by bit, counted from the least significant, or by the number that stands for them."""
    coded: bool = False
    """Whether a pixel holds one number that stands for a plane, not bits."""
    match: Mapping[str, str] | None = None
    """Cards that a file must have."""
    before: Mapping[str, str] | None = None
    """Cards with a version that must be older."""
    source: str = ""
    """Where its facts come from."""

    def matches(self, headers: Iterable[Any]) -> bool:
        """Tell whether a mask is of this kind.

        Parameters
        ----------
        headers : iterable of `astropy.io.fits.Header`
            Those of the mask, the image and the file; the first that has a card counts.

        Returns
        -------
        `bool`
            False for a table without conditions.
        """
        headers = list(headers)
        return bool(self.match) and (
            all(_text(headers, key).upper() == value.upper() for key, value in (self.match or {}).items())
            and all(_is_before(_text(headers, key), value) for key, value in (self.before or {}).items())
        )


@cache
def known_dq_tables() -> Mapping[str, DqTable]:
    """Return all tables that come with the package.

    Returns
    -------
    mapping of `DqTable` by `str`
        Sorted by name.
    """
    tables = {}
    folder = files("imgview.readers.dq") / "tables"
    for entry in folder.iterdir():
        if entry.name.endswith(".json"):
            tree = json.loads(entry.read_text(encoding="utf-8"))
            key = "code" if tree["coded"] else "bit"
            planes = {plane[key]: MaskPlane(plane["name"], plane["description"]) for plane in tree["planes"]}
            tables[tree["name"]] = DqTable(**{**tree, "planes": planes})
    return dict(sorted(tables.items()))


def dq_table(name: str) -> DqTable:
    """Return a table by its name.

    Parameters
    ----------
    name : `str`
        Such as ``"jwst"``, ``"hst-acs"`` or ``"ztf"``, in any case.

    Returns
    -------
    `DqTable`
        The table.

    Raises
    ------
    UnknownNameError
        If there is none of this name.
    """
    tables = known_dq_tables()
    if name.lower() not in tables:
        kind = "table of mask planes"
        raise UnknownNameError.near(kind, name, tables)
    return tables[name.lower()]


def dq_table_for(*headers: Any) -> DqTable | None:
    """Return the table of the instrument that made a mask.

    Parameters
    ----------
    *headers : `astropy.io.fits.Header`
        Those of the mask, the image and the file; the first that has a card counts.

    Returns
    -------
    `DqTable` or `None`
        The one that asks for most cards, of those that match.
    """
    found = [table for table in known_dq_tables().values() if table.matches(headers)]
    return max(found, key=lambda table: len(table.match or ()) + len(table.before or ()), default=None)


def dq_table_of(planes: Any) -> DqTable:
    """Return the table that a user gave.

    Parameters
    ----------
    planes : mapping or `str`
        Bit by name, or bit and description, ``{"CR": 3, "SAT": (1, "Saturated.")}``; or the name of a
        known table.

    Returns
    -------
    `DqTable`
        With planes by bit.

    Raises
    ------
    UnknownNameError
        If there is no table of this name.
    SettingError
        If a bit is out of range, or two planes have the same.
    ImgviewError
        If it is neither a name nor a mapping of such.
    """
    if isinstance(planes, str):
        return dq_table(planes)
    if not isinstance(planes, Mapping) or not planes:
        msg = (
            f"planes= takes bits by name, such as {{'SAT': 1, 'CR': (3, 'Cosmic ray.')}}, or one of "
            f"{', '.join(map(repr, known_dq_tables()))}; got {planes!r}"
        )
        raise ImgviewError(msg)
    found: dict[int, MaskPlane] = {}
    for key, value in planes.items():
        name: Any = key
        bit, text = value if isinstance(value, tuple | list) and len(value) == 2 else (value, "")
        if not (isinstance(name, str) and name and isinstance(text, str) and hasattr(bit, "__index__")):
            msg = f"planes= takes a bit, or (bit, description), by name; got {name!r}: {value!r}"
            raise ImgviewError(msg)
        number = bit.__index__()
        if isinstance(bit, bool) or not 0 <= number < _BITS:
            msg = f"planes=: {name!r} is {bit!r}, which is no bit: give its number, 0 to {_BITS - 1}"
            raise SettingError(msg)
        if number in found:
            msg = f"planes=: {found[number].name!r} and {name!r} are both bit {number}"
            raise SettingError(msg)
        found[number] = MaskPlane(name, text)
    return DqTable("", "planes=", found)


def _text(headers: list[Any], key: str) -> str:
    for header in headers:
        value = card(header, key)
        if value is not None:
            return str(value).strip()
    return ""


def _is_before(text: str, limit: str) -> bool:
    """Compare versions such as "V4.8.2a" by their numbers; one without numbers is not older."""
    found = re.search(r"\d+(\.\d+)*", text)
    if found is None:
        return False
    return [int(part[:9]) for part in found[0].split(".")] < [int(part) for part in limit.split(".")]
