"""The part of a catalogue that knows which of its sources are selected; it knows nothing of viewers."""

from __future__ import annotations

import threading
import weakref
from typing import Any

import numpy as np
import numpy.typing as npt
from astropy.table import Table

__all__ = ["SelectedRows"]

_marking = threading.Lock()
"""Two viewers of one catalogue may be told by two threads."""


def _nobody() -> None:
    return None


class SelectedRows:
    """Rows of a table, some of which are selected, as one was told last."""

    _table: Table
    _selected: npt.NDArray[np.intp] = np.zeros(0, np.intp)
    _selector: Any = staticmethod(_nobody)

    @property
    def selected(self) -> Table:
        """The rows that are selected, with all columns (a new `~astropy.table.Table`), as few as none.

        Those of the viewer in which sources of this catalogue were selected last, on the page or in Python.
        A slice, a filtered catalogue and a copy are catalogues of their own, of which nothing is selected.
        """
        return self._table[self._selected]

    def mark_selected(self, rows: npt.ArrayLike, by: object) -> None:
        """Say which rows are selected. Viewers call it; by itself it changes nothing on a page.

        Parameters
        ----------
        rows : array-like of `int`, shape (k,)
            Row numbers. None at all counts only from whom the last ones came: what is given up in one viewer
            leaves what has been selected in another since.
        by : `object`
            Who says so; it is not kept alive.
        """
        numbers = np.array(rows, dtype=np.intp).reshape(-1)
        with _marking:
            if len(numbers) or self._selector() is by:
                self._selected, self._selector = numbers, weakref.ref(by)

    def __getstate__(self) -> dict[str, Any]:
        # A copy is shown nowhere yet.
        return {name: value for name, value in vars(self).items() if name not in _OWN}


_OWN = ("_selected", "_selector")
