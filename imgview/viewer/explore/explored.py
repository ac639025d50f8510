"""What an explorer of a catalogue begins with, and what it says of the rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from imgview.errors import ImgviewError
from imgview.model.catalog import Catalog
from imgview.plots.column import PlotColumn, is_magnitude
from imgview.render.overlays.cell_text import cell_text

__all__ = ["default_axes", "gallery_size", "source_name", "told_counts", "told_missing"]

_PLACES = ("x", "y", "ra", "dec", "id", "flags", "theta")
"""Roles that are no quantities to be plotted unless asked for."""
_USUAL_SIZE = 48
_NSIGMA = 10.0
_LONGEST = 40
"""Characters of what a source is called."""


def default_axes(
    catalog: Catalog, names: Sequence[str], given: Mapping[str, str | None]
) -> dict[str, str | None]:
    """Return which columns are plotted.

    Parameters
    ----------
    catalog : `~imgview.model.catalog.Catalog`
        Their table.
    names : sequence of `str`
        Columns that can be plotted.
    given : mapping
        "x", "y", "color" and "histogram": the name of a column, or `None` for one that suits.

    Raises
    ------
    ImgviewError
        If there is nothing to be plotted.
    """
    if not names:
        msg = "the catalogue has no column of numbers, truths or texts that could be plotted"
        raise ImgviewError(msg)
    places = {catalog.roles.get(role) for role in _PLACES}
    kinds = {
        name: getattr(catalog.table[name].dtype, "kind", "")
        for name in names
        if name in catalog.table.colnames
    }
    suited = [name for name in names if name not in places and kinds.get(name, "f") in "iuf"]
    flux = catalog.roles.get("flux")
    # A flux by its logarithm, and not by itself against it.
    suited = [name for name in suited if f"log10({name})" not in names and "err" not in name.lower()]
    bright = [
        name
        for name in suited
        if name == f"log10({flux})" or is_magnitude(name, getattr(_column(catalog, name), "unit", None))
    ]
    order = list(dict.fromkeys([*bright[:1], *suited, *names]))
    x = given["x"] or next((name for name in order if name != given["y"]), order[0])
    y = given["y"] or next((name for name in order if name != x), x)
    return {"x": x, "y": y, "color": given["color"], "histogram": given["histogram"] or x}


def _column(catalog: Catalog, name: str) -> object:
    return catalog.table[name] if name in catalog.table.colnames else None


def gallery_size(catalog: Catalog) -> int:
    """Return the image pixels along the side of a cutout in which a usual source has room."""
    shapes = catalog.shapes()
    if shapes is None:
        return _USUAL_SIZE
    axes = shapes[:, 0][np.isfinite(shapes[:, 0])]
    wanted = _NSIGMA * float(np.median(axes)) if axes.size else _USUAL_SIZE
    return int(np.clip(2.0 ** np.ceil(np.log2(max(wanted, 1.0))), 32, 256))


def source_name(catalog: Catalog, row: int) -> str:
    """Return what a source is called: its identity, or the number of its row; untrusted text."""
    column = catalog.roles.get("id")
    if column is None:
        return f"row {row}"
    return cell_text(catalog.table[column], row, _LONGEST, units=False)


def told_counts(shown: int, total: int, selected: int) -> str:
    """Return how many sources are shown, and how many of them are selected."""
    all_shown = f"{total:,} source{'' if total == 1 else 's'}"
    counts = all_shown if shown == total else f"{shown:,} of {all_shown}"
    return f"{counts} · {selected:,} selected" if selected else counts


def told_missing(
    columns: Mapping[str, PlotColumn],
    missing: Mapping[str, int],
    beyond: Mapping[str, int],
    log: Collection[str],
) -> str:
    """Return how many of the sources shown are in no plot: for want of a value, or of its logarithm."""
    told = []
    for plot, names in (("plane", ("x", "y")), ("histogram", ("histogram",))):
        if missing[plot]:
            what = " or ".join(dict.fromkeys(columns[name].name for name in names))
            told.append(f"{missing[plot]:,} without {what}")
        if beyond[plot]:
            what = " or ".join(dict.fromkeys(columns[name].name for name in names if name in log))
            told.append(f"{beyond[plot]:,} with {what} \N{LESS-THAN OR EQUAL TO} 0 not on a log axis")
    return " · ".join(dict.fromkeys(told))
