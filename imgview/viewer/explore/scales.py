"""Which axes of an explorer's plots are logarithmic, and which are reversed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from imgview.errors import UnknownNameError
from imgview.plots.column import PlotColumn

__all__ = ["Scales"]

_LOG = ("x", "y", "histogram", "counts")
_REVERSE = ("x", "y")


@dataclass(frozen=True, slots=True)
class Scales:
    """How the axes of the plots are drawn."""

    log: frozenset[str] = frozenset()
    """Those that are logarithmic: of "x", "y", "histogram" and "counts"."""

    reverse: frozenset[str] = frozenset()
    """Those that are reversed: of "x" and "y"."""

    def settled(
        self,
        before: Mapping[str, PlotColumn],
        columns: Mapping[str, PlotColumn],
        log: str | Iterable[str] | None = None,
        reverse: str | Iterable[str] | None = None,
    ) -> Scales:
        """Return how axes are drawn after something has changed.

        Parameters
        ----------
        before, columns : mapping
            What was on the axes and what is now, by "x", "y" and "histogram".
        log, reverse : `str` or iterable of `str`, optional
            What is asked for. If nothing is, axes stay as they are where the column does; another column is
            drawn linearly, and magnitudes in y with the bright ones up.

        Raises
        ------
        UnknownNameError
            If there is no such axis.
        """
        same = {axis for axis in columns if before.get(axis) is columns[axis]} | {"counts"}
        bright_up = {"y"} if columns["y"].magnitude else set()
        return Scales(
            log=self.log & same if log is None else _named(log, "axis to be logarithmic", _LOG),
            reverse=(self.reverse & same) | (bright_up - same)
            if reverse is None
            else _named(reverse, "axis to be reversed", _REVERSE),
        )


def _named(axes: str | Iterable[str], kind: str, known: tuple[str, ...]) -> frozenset[str]:
    names = frozenset([axes] if isinstance(axes, str) else axes)
    for name in names - set(known):
        raise UnknownNameError.near(kind, name, known)
    return names
