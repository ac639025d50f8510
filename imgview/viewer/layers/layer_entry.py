"""One layer over the image as the viewer keeps it."""

import contextlib
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self, cast

import numpy as np

from imgview.errors import ImgviewError, SettingError
from imgview.model.catalog import Catalog
from imgview.render.overlays.column_codes import ColumnCodes
from imgview.render.overlays.footprint_outline import FootprintOutline
from imgview.render.overlays.labels import Labels
from imgview.render.overlays.marks import Marks
from imgview.render.overlays.outline import Outline
from imgview.render.overlays.overlay import Overlay, restyled
from imgview.render.overlays.row_mask import RowMask
from imgview.render.overlays.shapes import Shapes
from imgview.viewer.layers.hover import default_columns, plain_columns

__all__ = ["LayerEntry"]

_SHORT = {bool: "visible", str: "color"}
"""What a value that is no mapping says of a layer."""
_OF_SOURCES = ("colors", "sizes", "shown", "labels")
"""What there may be of each source; every one has a key of its own to ask by."""
_OFFERED = 60
"""Columns that travel to be chosen from."""

_keys = itertools.count(1)


@dataclass(frozen=True, slots=True)
class LayerEntry:
    """One layer as the mapping holds it."""

    name: str
    overlay: Overlay
    catalog: Catalog | None
    key: int
    colors: int = 0
    """Key of the overlay's colours by column, 0 without any."""
    sizes: int = 0
    """Key of the overlay's sizes by column, 0 without any."""
    shown: int = 0
    """Key of which sources are shown, 0 where all are."""
    labels: int = 0
    """Key of the overlay's labels, 0 without any."""
    hover: tuple[str, ...] = ()
    """Columns that are told of a source under the pointer."""
    columns: tuple[str, ...] = ()
    """Columns that the page offers for colours and sizes."""

    @classmethod
    def new(cls, name: str, overlay: Overlay, catalog: Catalog | None = None) -> Self:
        """Return a layer with a key of its own."""
        hover = () if catalog is None else default_columns(catalog)
        columns = () if catalog is None else plain_columns(catalog)[:_OFFERED]
        entry = cls(str(name), overlay, catalog, next(_keys), hover=hover, columns=columns)
        return entry.coded(**{name: getattr(overlay, name) for name in _OF_SOURCES})

    def state(self, catalog: int | None = None) -> dict[str, Any]:
        """Return what travels to the page with every change; the ``catalog`` is known by a layer's key."""
        geometry, style = self.overlay.geometry, self.overlay.style
        head = {"key": self.key, "kind": geometry.kind, "name": self.name}
        drawn = self.overlay.shown or geometry
        count: dict[str, Any] = {"count": drawn.count, "missing": drawn.missing}
        if isinstance(geometry, (Shapes, FootprintOutline)):
            count |= {"catalog": catalog or self.key, "hover": list(self.hover)}
        if isinstance(drawn, (Shapes, RowMask)):
            count |= {"dots": drawn.dots, "columns": list(self.columns), "wants": {}}
            count |= {name: getattr(self, name) for name in _OF_SOURCES}
            for name, codes in (("color_by", self.overlay.colors), ("size_by", self.overlay.sizes)):
                count[name] = None if codes is None else codes.state()
        return head | count | {name: getattr(style, name) for name in style.__dataclass_fields__}

    def shares(self, other: "LayerEntry") -> bool:
        """Return whether both layers show rows of one catalogue."""
        if self.catalog is None or other.catalog is None:
            return False
        return self.catalog.table is other.catalog.table

    def repeats(self, other: "LayerEntry") -> bool:
        """Return whether both layers show the same sources: of one file, or in the same places."""
        if self.catalog is None or other.catalog is None:
            return False
        before, now = self.catalog, other.catalog
        if before.source is not None and (before.source, before.roles) == (now.source, now.roles):
            return True
        mine, theirs = self.overlay.geometry, other.overlay.geometry
        return (
            isinstance(mine, Shapes)
            and isinstance(theirs, Shapes)
            and before.table.colnames == now.table.colnames
            and np.array_equal(mine.x, theirs.x, equal_nan=True)
            and np.array_equal(mine.y, theirs.y, equal_nan=True)
        )

    def coded(self, **codes: ColumnCodes | RowMask | Labels | None) -> Self:
        """Return the layer with other colours, sizes, ... by column, which get keys of their own."""
        keys: dict[str, Any] = {name: 0 if code is None else next(_keys) for name, code in codes.items()}
        overlay: Any = replace(self.overlay, **cast("Any", codes))
        return replace(self, overlay=overlay, **keys)

    def wanted(self, wants: Any) -> "LayerEntry":
        """Return the layer with colours and sizes by the columns that the page wants, if it wants any.

        Raises
        ------
        ImgviewError
            If there is no such column, or it cannot be used.
        """
        wants = wants if isinstance(wants, Mapping) else {}
        entry = self
        for name in ("colors", "sizes"):
            codes, column = getattr(self.overlay, name), wants.get(name)
            if self.catalog is None or column is None or column == getattr(codes, "column", ""):
                continue
            if not column:
                entry = entry.coded(**{name: None})
            elif codes is None:
                entry = entry.coded(**{name: getattr(ColumnCodes, name)(self.catalog, column)})
            else:
                entry = entry.coded(**{name: codes.again(self.catalog, column)})
        return entry

    def like(self, other: "LayerEntry | None") -> "LayerEntry":
        """Return the layer with the look of another of its kind, and with its colours and sizes by column."""
        if other is None or other.overlay.geometry.kind != self.overlay.geometry.kind:
            return self
        entry = replace(self, overlay=replace(self.overlay, style=other.overlay.style))
        for name in ("colors", "sizes"):
            codes = getattr(other.overlay, name)
            if codes is not None and self.catalog is not None:
                # Another catalogue need not have the column.
                with contextlib.suppress(ImgviewError):
                    entry = entry.coded(**{name: codes.again(self.catalog)})
        return entry

    def moved(self, catalog: Catalog) -> Self:
        """Return the layer, look, filter and all, with its sources at other places, under another key."""
        shapes, shown = Shapes.of(catalog), self.overlay.shown
        overlay = replace(self.overlay, geometry=shapes)
        entry = replace(self, overlay=overlay, catalog=catalog, key=next(_keys))
        return entry if shown is None else entry.coded(shown=RowMask.of(shown.mask, shapes))

    def part(self, key: int) -> Outline | Shapes | Marks | ColumnCodes | RowMask | Labels | None:
        """Return what has a key: the geometry or what there is of each source; `None` if nothing has."""
        overlay = self.overlay
        parts = {getattr(self, name): getattr(overlay, name) for name in _OF_SOURCES}
        return (parts | {self.key: overlay.geometry}).get(key)

    def restyled(self, changes: Any) -> "LayerEntry":
        """Return the layer with another look."""
        if type(changes) in _SHORT:
            changes = {_SHORT[type(changes)]: changes}
        if not isinstance(changes, Mapping):
            msg = f"the style of layer {self.name!r} is a bool, a colour or a mapping, got {changes!r}"
            raise ImgviewError(msg)
        try:
            style = restyled(self.overlay.style, changes)
        except SettingError as error:
            msg = f"layer {self.name!r}: {error}"
            raise SettingError(msg) from error
        return replace(self, overlay=replace(self.overlay, style=style))
