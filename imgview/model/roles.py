"""Which columns of a table say where sources are and how they look: from slots, UCDs, names and units."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from astropy import units as u
from astropy.table import Table

from imgview.geometry import XY
from imgview.model.role_names import FROM_ONE, GROUPS, SINGLES, UCDS, UNITS

__all__ = ["Roles", "find_roles", "first_pixel", "resolve"]

_TOKENS = re.compile(r"[^_.\-\s]+")
_AXIS = "(centroid|center|centre|cen|pos|pix|pixel|image|fit|coord|win|0|)"
_EQUATOR = "(j2000|2000|icrs|mean|deg|)"
# What has such a word in its name is about a position, and is none of the source.
_ABOUT = frozenset(
    {
        *("err", "error", "sigma", "var", "cov", "flag", "flags", "offset", "shift", "grad", "slope", "pm"),
        *("fp", "fpposition", "focalplane", "psf", "min", "max"),
    }
)
_LISTED = 10


@dataclass(frozen=True)
class Roles:
    """What was found out about the columns of a table."""

    columns: dict[str, str] = field(default_factory=dict)
    """Column by role; a role that no column has is not there."""

    candidates: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Columns that could have a role, by the roles ("x, y"), where several could and nothing decides."""

    def choices(self, table: Table) -> str:
        """Return the candidates for a position in words, or else the columns of numbers."""
        pairs = [pair for group in ("x, y", "ra, dec") for pair in self.candidates.get(group, ())]
        if pairs:
            return f"columns that could be: {_list(pairs)}"
        return f"columns of numbers: {_list(_numeric(table)) or 'none'}"


def find_roles(
    table: Table,
    *,
    aliases: Mapping[str, str] | None = None,
    settled: Collection[str] = (),
) -> Roles:
    """Find out which columns have which roles.

    Parameters
    ----------
    table : `astropy.table.Table`
        The columns; only those of numbers, one a row, in a unit that the role can have, are asked.
    aliases : mapping of `str` by `str`, optional
        Other names of columns, or of the first parts of their names, as afw's slots.
    settled : collection of `str`, optional
        Roles that need not be looked for.

    Returns
    -------
    `Roles`
        What there is.  Slots come first, then the main UCDs, known names, other UCDs, and at last a name
        that has the form of one, if it is the only one.
    """
    columns: dict[str, str] = {}
    candidates: dict[str, tuple[str, ...]] = {}
    names = _Names(table, aliases or {})
    for group, known in GROUPS.items():
        if set(group) & set(settled):
            continue
        found = names.find(group, known)
        if found is None and group != ("a", "b"):
            similar = names.similar(group)
            if len(similar) == 1:
                found = similar[0]
            elif similar:
                candidates[", ".join(group)] = tuple(" and ".join(columns) for columns in similar)
        if found is not None:
            columns |= dict(zip(group, found, strict=True))
    for role, singles in SINGLES.items():
        if role in settled or (role == "theta" and "a" not in columns and "a" not in settled):
            continue
        found = names.find((role,), tuple((name,) for name in singles))
        if found is not None:
            columns[role] = found[0]
    return Roles(columns, candidates)


def first_pixel(columns: Mapping[str, str], from_one: Collection[str] = ()) -> XY[float]:
    """Return what turns pixel coordinates into such as count from 0.

    Parameters
    ----------
    columns : mapping of `str` by `str`
        Column by role.
    from_one : collection of `str`, optional
        Columns, in small letters, that count from 1, besides those of SExtractor.

    Returns
    -------
    `XY` of `float`
        To be added: -1 or 0.
    """
    counted = FROM_ONE | set(from_one)
    x, y = (-1.0 if columns.get(axis, "").lower() in counted else 0.0 for axis in "xy")
    return XY(x=x, y=y)


def resolve(name: str, aliases: Mapping[str, str]) -> str:
    """Return what a name stands for, by the rule of afw: the longest beginning is replaced, repeatedly.

    Parameters
    ----------
    name : `str`
        Of a column.
    aliases : mapping of `str` by `str`
        What beginnings of names stand for.

    Returns
    -------
    `str`
        The name itself if nothing stands for it.
    """
    for _ in range(len(aliases)):
        start = max((start for start in aliases if start and name.startswith(start)), key=len, default=None)
        if start is None:
            break
        name = aliases[start] + name[len(start) :]
    return name


class _Names:
    """The columns of a table by what they are called in small letters."""

    def __init__(self, table: Table, aliases: Mapping[str, str]) -> None:
        self._table = table
        self._exact = {name.lower(): name for name in reversed(table.colnames)}
        self._exact |= {name: name for name in table.colnames if name == name.lower()}
        slots = {name.lower() for group in GROUPS.values() for names in group for name in names}
        slots |= {name for names in SINGLES.values() for name in names}
        small = {start.lower(): target.lower() for start, target in aliases.items()}
        for slot in sorted(slots):
            if slot.startswith("slot_") and slot not in self._exact:
                target = self._exact.get(resolve(slot, small))
                if target is not None:
                    self._exact[slot] = target
        self._numeric = set(_numeric(table))

    def find(self, group: tuple[str, ...], known: Iterable[tuple[str, ...]]) -> tuple[str, ...] | None:
        """Return the columns of roles that go together."""
        for wanted in self._in_order(group, known):
            if all(name is not None for name in wanted) and self._suit(group, wanted):
                return tuple(str(name) for name in wanted)
        return None

    def similar(self, group: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Return columns whose names have the form of those that have the roles."""
        found = [columns for columns in self._formed(group) if self._suit(group, columns)]
        found = list(dict.fromkeys(found))
        if len(found) > 1:
            sure = [columns for columns in found if all(self._unit(name) is not None for name in columns)]
            return sure if len(sure) == 1 else found
        return found

    def _in_order(
        self, group: tuple[str, ...], known: Iterable[tuple[str, ...]]
    ) -> Iterator[tuple[str | None, ...]]:
        known = list(known)
        yield from (self._named(names) for names in known if names[0].startswith("slot_"))
        first = UCDS.get(group)
        if first is not None:
            yield tuple(self._of_ucd(word, main=True) for word in first)
        yield from (self._named(names) for names in known if not names[0].startswith("slot_"))
        if first is not None:
            yield tuple(self._of_ucd(word, main=False) for word in first)

    def _named(self, names: tuple[str, ...]) -> tuple[str | None, ...]:
        return tuple(self._exact.get(name) for name in names)

    def _of_ucd(self, word: str, *, main: bool) -> str | None:
        """Return the one column whose UCD begins with a word."""
        found = []
        for name in self._table.colnames:
            ucd = str(self._table[name].info.meta.get("ucd", "")) if self._table[name].info.meta else ""
            words = [part.strip().lower() for part in ucd.split(";")]
            if words[0] == word and "stat.error" not in words and (not main or "meta.main" in words):
                found.append(name)
        return found[0] if len(found) == 1 else None

    def _suit(self, group: tuple[str, ...], columns: tuple[str | None, ...]) -> bool:
        if group == ("id",):
            return True
        return set(columns) <= self._numeric and all(
            role not in UNITS or _convertible(self._unit(str(name)), UNITS[role])
            for role, name in zip(group, columns, strict=True)
        )

    def _unit(self, name: str) -> Any:
        return getattr(self._table[name], "unit", None)

    def _formed(self, group: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        for name in sorted(self._numeric):
            small = name.lower()
            tokens = list(_TOKENS.finditer(small))
            if _ABOUT & {token[0] for token in tokens} or "err" in small or "psf" in small:
                continue
            for token in tokens:
                for others in _partners(group, token[0]):
                    start, end = token.span()
                    columns = [self._exact.get(small[:start] + other + small[end:]) for other in others]
                    if None not in columns:
                        yield (name, *(str(column) for column in columns))


def _partners(group: tuple[str, ...], token: str) -> Iterator[tuple[str, ...]]:
    """Yield what stands in the names of the others where a word stands in the name of the first."""
    if group == ("x", "y") and (match := re.fullmatch("x" + _AXIS, token)):
        yield ("y" + match[1],)
    if group == ("ra", "dec") and (match := re.fullmatch("ra" + _EQUATOR, token)):
        yield ("dec" + match[1],)
        yield ("de" + match[1],)
    if group == ("xx", "yy", "xy") and token in {"xx", "ixx", "mxx"}:
        yield (token[:-2] + "yy", token[:-2] + "xy")


def _numeric(table: Table) -> list[str]:
    return [
        name
        for name in table.colnames
        if getattr(table[name], "ndim", 0) == 1
        and isinstance(getattr(table[name], "dtype", None), np.dtype)
        and table[name].dtype.kind in "iuf"
    ]


def _convertible(unit: Any, wanted: Any) -> bool:
    if unit is None or isinstance(unit, u.UnrecognizedUnit):
        return True
    return bool(unit == u.dimensionless_unscaled or unit.is_equivalent(wanted))


def _list(names: Collection[str]) -> str:
    listed = ", ".join(list(names)[:_LISTED])
    return f"{listed} and {len(names) - _LISTED} more" if len(names) > _LISTED else listed
