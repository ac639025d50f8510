"""What the pixels of sources become over an image: a layer of outlines, and one of peaks."""

from __future__ import annotations

from typing import Any

import numpy as np
from astropy.table import Table

from imgview.adapt.read_catalog import read_catalog
from imgview.errors import ImgviewError
from imgview.model.catalog import Catalog
from imgview.render.overlays.overlay import Overlay
from imgview.viewer.layers.layer_entry import LayerEntry

__all__ = ["footprint_layers"]


def footprint_layers(
    catalog: Any, name: str | None, *, peaks: bool, number: int, **style: Any
) -> list[LayerEntry]:
    """Return the layers that show which pixels belong to sources.

    Parameters
    ----------
    catalog : `~imgview.model.catalog.Catalog` or what `imgview.read_catalog` takes
        Sources with footprints.
    name : `str` or `None`
        What to call the layer of outlines.
    peaks : `bool`
        Whether their peaks are wanted.
    number : `int`
        Chooses the colour where none is given.
    **style
        Fields of `~imgview.render.overlays.overlay_style.OverlayStyle`.

    Returns
    -------
    `list` of `~imgview.viewer.layers.layer_map.LayerEntry`
        Outlines, and peaks if they are wanted and there are any.

    Raises
    ------
    ImgviewError
        If the sources have no footprints, or something is impossible.
    """
    if not isinstance(catalog, Catalog):
        catalog = read_catalog(catalog)
    footprints, called = catalog.footprints, catalog.name or "catalog"
    if footprints is None:
        msg = f"catalogue {called!r} has no footprints; read_catalog reads those of afw's files"
        raise ImgviewError(msg)
    outlines = Overlay.footprints(footprints, number=number, **style)
    layers = [LayerEntry.new(name or f"footprints of {called}", outlines, catalog)]
    if peaks and len(footprints.all_peaks):
        table = Table(footprints.all_peaks, names=("x", "y", "value"))
        table["source"] = np.repeat(np.arange(len(footprints)), np.diff(footprints.peak_starts))
        found = Catalog(table, x="x", y="y", flux="value", name=f"peaks of {called}")
        look = outlines.style
        marks = Overlay.catalog(found, color=look.color, symbol="+", visible=look.visible)
        layers.append(LayerEntry.new(found.name, marks, found))
    return layers
