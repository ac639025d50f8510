"""Which sources are selected: rows of one catalogue, in all the layers that show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import traitlets
from astropy.table import Table

from imgview.errors import ImgviewError, SettingError, ShapeError
from imgview.model.catalog import Catalog
from imgview.render.overlays.overlay import Overlay
from imgview.viewer.layers.layer_map import LayerMap

__all__ = ["Selection", "SelectionTrait"]


def _none() -> npt.NDArray[np.intp]:
    return np.zeros(0, np.intp)


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """Sources of one catalogue, or none."""

    layer: str = ""
    """Name of the layer in which they were selected, "" when nothing is selected."""

    rows: npt.NDArray[np.intp] = field(default_factory=_none)
    """Row numbers in the layer's catalogue, rising, shape (n,)."""

    key: int = 0
    """Of the layer, 0 when nothing is selected."""

    source: Catalog | None = None
    """What the rows are rows of."""

    @property
    def catalog(self) -> Catalog | None:
        """The selected sources (`~imgview.model.catalog.Catalog`); `None` when nothing is selected."""
        return None if self.source is None else self.source[self.rows]

    @property
    def table(self) -> Table | None:
        """The rows of the selected sources (`~astropy.table.Table`); `None` when nothing is selected."""
        return None if self.catalog is None else self.catalog.table

    @property
    def state(self) -> dict[str, Any]:
        """What travels to the page (`dict`)."""
        return {"layer": self.key, "rows": self.rows.astype("<u4").tobytes()} if len(self) else {}

    def overlays(self, layers: LayerMap) -> list[Overlay]:
        """Return what is painted over all layers: the sources in each layer that shows their catalogue."""
        chosen = layers.find(self.key)
        if chosen is None:
            return []
        return [entry.overlay.highlighted(self.rows) for entry in layers.entries if entry.shares(chosen)]

    def of(self, catalog: Catalog | None) -> npt.NDArray[np.intp]:
        """Return which rows of a catalogue are selected, in whatever layer."""
        same = self.source is not None and catalog is not None and self.source.table is catalog.table
        return self.rows if same else _none()

    def __len__(self) -> int:
        return len(self.rows)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Selection):
            return NotImplemented
        return self.key == other.key and np.array_equal(self.rows, other.rows)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Selection({self.layer!r}, {len(self)} rows)" if len(self) else "Selection(nothing)"


class SelectionTrait(traitlets.TraitType[Selection, Any]):
    """A `Selection`; rows of a layer may be assigned."""

    default_value = Selection()
    info_text = "rows of a layer: {'layer': name, 'rows': numbers}, {name: numbers}, or None"

    def validate(self, obj: Any, value: Any) -> Selection:
        """Find the layer, check the rows."""
        return _resolved(value, cast("LayerMap", obj.layers))


def _resolved(value: Any, layers: LayerMap) -> Selection:
    if isinstance(value, Selection):
        # Of another viewer, perhaps: the layer of the same name is meant.
        value = {value.layer: value.rows} if len(value) else None
    if value is None:
        return Selection()
    if not isinstance(value, Mapping) or (len(value) > 1 and set(value) != {"layer", "rows"}):
        msg = f"a selection is {SelectionTrait.info_text}, got {value!r:.80}"
        raise SettingError(msg)
    if not value:
        return Selection()
    name, rows = (value["layer"], value["rows"]) if len(value) == 2 else next(iter(value.items()))
    # The page calls layers by their keys, and may not have heard yet that one has gone.
    entry = layers.find(name) if isinstance(name, int) else layers.named(name)
    if entry is None:
        return Selection()
    if entry.catalog is None:
        msg = f"layer {entry.name!r} has no sources that could be selected"
        raise ImgviewError(msg)
    numbers = _as_rows(rows, len(entry.catalog), entry.name)
    return Selection(entry.name, numbers, entry.key, entry.catalog) if len(numbers) else Selection()


def _as_rows(rows: Any, size: int, name: str) -> npt.NDArray[np.intp]:
    """Return row numbers in rising order, each once."""
    if isinstance(rows, (bytes, memoryview)):
        numbers = np.frombuffer(rows, "<u4") if len(rows) % 4 == 0 else np.zeros((1, 1), np.intp)
    elif isinstance(rows, slice):
        numbers = np.arange(size)[rows]
    else:
        numbers = np.asarray(rows)
    if numbers.dtype == bool and numbers.shape == (size,):
        return np.flatnonzero(numbers)
    if numbers.size == 0:
        return _none()
    if numbers.ndim > 1 or numbers.dtype.kind not in "iu":
        msg = f"selected rows are integers, a slice or {size} booleans, got {rows!r:.80}"
        raise ShapeError(msg)
    if numbers.min() < 0 or numbers.max() >= size:
        wrong = int(numbers.min() if numbers.min() < 0 else numbers.max())
        msg = f"layer {name!r} has {size:,} rows, 0 to {size - 1:,}: there is no row {wrong}"
        raise ShapeError(msg)
    return np.unique(numbers).astype(np.intp)
