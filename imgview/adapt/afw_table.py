"""Live catalogues of ``lsst.afw.table``, by their methods: columns through astropy, slots, footprints."""

from __future__ import annotations

from typing import Any

import numpy as np
from astropy.table import Table

from imgview.adapt.parts import fact, has, part
from imgview.model import Footprints, HeavyPixels
from imgview.readers.tables.found_table import FoundTable

__all__ = ["afw_table", "is_afw_table"]


def is_afw_table(obj: Any) -> bool:
    """Tell whether an object is a catalogue of afw.

    Parameters
    ----------
    obj : `object`
        Whatever a user handed over.

    Returns
    -------
    `bool`
        True if it has the methods of one.
    """
    return has(obj, "asAstropy", "getSchema", "isContiguous") and callable(obj.asAstropy)


def afw_table(obj: Any, *, footprints: bool) -> FoundTable:
    """Return a catalogue of afw.

    Parameters
    ----------
    obj : ``lsst.afw.table.BaseCatalog`` and those made of it
        The sources.
    footprints : `bool`
        Whether to look for their pixels.

    Returns
    -------
    `~imgview.readers.tables.found_table.FoundTable`
        Numbers share the catalogue's memory where its records lie together; flags are booleans.

    Raises
    ------
    ImgviewError
        If its columns cannot be had.
    """
    notes: list[str] = []
    with part(obj, "columns"):
        whole = obj if obj.isContiguous() else obj.copy(deep=True)
        stored = whole.asAstropy()
        # Numbers first, flags behind them, as from a file.
        flags = [name for name in stored.colnames if stored[name].dtype.kind == "b"]
        numbers = [name for name in stored.colnames if stored[name].dtype.kind != "b"]
        table = Table([stored[name] for name in (*numbers, *flags)], copy=False)
    aliases = fact("the slots", lambda: dict(obj.getSchema().getAliasMap().items()), notes)
    found = None
    if footprints and len(obj) and has(obj[0], "getFootprint"):
        found = fact("the footprints", lambda: _footprints(obj), notes)
    return FoundTable(table, aliases=aliases or {}, footprints=found, notes=notes)


def _footprints(catalog: Any) -> Footprints | None:
    kept = [record.getFootprint() for record in catalog]
    if all(footprint is None for footprint in kept):
        return None
    spans: list[tuple[int, int, int]] = []
    peaks: list[tuple[float, float, float]] = []
    starts, peak_starts = [0], [0]
    for footprint in kept:
        if footprint is not None:
            spans += [(span.getY(), span.getX0(), span.getX1()) for span in footprint.getSpans()]
            peaks += [(peak.getFx(), peak.getFy(), peak.getPeakValue()) for peak in footprint.getPeaks()]
        starts.append(len(spans))
        peak_starts.append(len(peaks))

    def heavy(row: int) -> HeavyPixels | None:
        footprint = kept[row]
        if footprint is None or not footprint.isHeavy():
            return None
        arrays = (footprint.getImageArray(), footprint.getMaskArray(), footprint.getVarianceArray())
        return HeavyPixels(*(np.asarray(array) for array in arrays))

    return Footprints(
        np.array(spans, dtype=np.int64).reshape(-1, 3),
        starts,
        peaks=np.array(peaks, dtype=np.float64).reshape(-1, 3),
        peak_starts=peak_starts,
        heavy=heavy,
    )
