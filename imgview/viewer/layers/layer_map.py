"""``viewer.layers``: what lies over the image, by name and in order.

Geometries are not part of what travels when a look changes: the page asks for each of them once, by its key.
"""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Self

from imgview.errors import ImgviewError
from imgview.render.overlays.column_codes import ColumnCodes
from imgview.render.overlays.labels import Labels
from imgview.render.overlays.marks import Marks
from imgview.render.overlays.outline import Outline
from imgview.render.overlays.overlay import Overlay
from imgview.render.overlays.row_mask import RowMask
from imgview.render.overlays.shapes import Shapes
from imgview.viewer.layers.catalog_layer import CatalogLayer
from imgview.viewer.layers.footprints_layer import FootprintsLayer
from imgview.viewer.layers.hover import as_columns
from imgview.viewer.layers.layer import Layer
from imgview.viewer.layers.layer_entry import LayerEntry
from imgview.viewer.layers.marks_layer import MarksLayer
from imgview.viewer.layers.outline_layer import OutlineLayer
from imgview.viewer.looks import LookMap, LooksTrait, changing

__all__ = ["LayerMap", "LayersTrait"]

_HANDLES: dict[str, type[Layer]] = {
    "outline": OutlineLayer,
    "footprints": FootprintsLayer,
    "shapes": CatalogLayer,
    "marks": MarksLayer,
}


class LayerMap(LookMap[LayerEntry, Layer]):
    """The layers over the image that a viewer shows, the lowest one first."""

    trait = "layers"
    noun = ("layer", "layers")

    @property
    def state(self) -> list[dict[str, Any]]:
        """What travels to the page (`list` of `dict`)."""
        return [
            entry.state(next((one.key for one in self.entries if one.shares(entry)), None))
            for entry in self.entries
        ]

    def drawings(self, sent: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the marks that travel with the state, by key; what has been sent is not packed again."""
        marks = {str(entry.key): entry.overlay.geometry for entry in self.entries}
        return {
            key: sent.get(key) or geometry.packed()
            for key, geometry in marks.items()
            if isinstance(geometry, Marks)
        }

    def overlays(self) -> list[Overlay]:
        """Return what there is to paint, the lowest one first."""
        return [entry.overlay for entry in self.entries]

    def find(self, key: int) -> LayerEntry | None:
        """Return the layer with a key; `None` when it has gone."""
        return next((entry for entry in self.entries if entry.key == key), None)

    def part(self, key: int) -> Outline | Shapes | Marks | ColumnCodes | RowMask | Labels | None:
        """Return the geometry, or what there is of each source, with a key; `None` when it has gone."""
        found = (entry.part(key) for entry in self.entries)
        return next((part for part in found if part is not None), None)

    def free_name(self, entry: LayerEntry) -> str:
        """Return the name of a layer, with a number where a layer of other sources has that name."""
        others = {old.name for old in self.entries if not old.repeats(entry)}
        names = itertools.chain([entry.name], (f"{entry.name} {number}" for number in itertools.count(2)))
        return next(name for name in names if name not in others)

    def entry(self, key: int, name: str) -> LayerEntry:
        """Return the layer with a key.

        Raises
        ------
        ImgviewError
            If it has been removed.
        """
        found = self.find(key)
        if found is None:
            msg = f"the layer {name!r} has been removed from its viewer"
            raise ImgviewError(msg)
        return found

    def remove(self, key: int) -> None:
        """Take a layer away, if it is there."""
        self.replace(lambda entries: [entry for entry in entries if entry.key != key])

    def move(self, key: int, *, top: bool) -> None:
        """Put a layer above or below all others."""
        self.replace(lambda entries: sorted(entries, key=lambda entry: (entry.key == key) is top))

    def recode(self, key: int, **codes: ColumnCodes | RowMask | Labels | None) -> None:
        """Give a layer other colours, sizes or labels, or show other sources of it, if it is there."""
        self.replace(
            lambda entries: [entry.coded(**codes) if entry.key == key else entry for entry in entries]
        )

    def restyle(self, key: int, changes: Any) -> None:
        """Change the look of a layer that is there.

        Raises
        ------
        ImgviewError
            If an attribute or its value is impossible.
        """
        self.replace(
            lambda entries: [entry.restyled(changes) if entry.key == key else entry for entry in entries]
        )

    def tell(self, key: int, columns: Iterable[str]) -> None:
        """Choose what is told of a source of a layer under the pointer."""
        self.replace(
            lambda entries: [
                replace(entry, hover=as_columns(columns, entry.catalog))
                if entry.key == key and entry.catalog is not None
                else entry
                for entry in entries
            ]
        )

    def merged(self, changes: Any) -> Self:
        """Return the mapping with the looks of some layers changed.

        Parameters
        ----------
        changes : mapping or sequence
            By name: a `bool` (visible), a `str` (color) or a mapping of attributes; or the whole list as the
            page sends it, by key: what the page tells of layers that have gone is passed over.
        """
        entries = list(self.entries)
        if isinstance(changes, Mapping):
            for name, look in changes.items():
                index = entries.index(self.named(name))
                entries[index] = entries[index].restyled(look)
            return type(self)(entries, self._owner)
        if not isinstance(changes, list) or not all(isinstance(look, Mapping) for look in changes):
            msg = f"layers takes a mapping from name to style, got {changes!r:.80}"
            raise ImgviewError(msg)
        looks = {look.get("key"): look for look in changes}
        for index, entry in enumerate(entries):
            fields = entry.overlay.style.__dataclass_fields__
            look = looks.get(entry.key, {})
            new = entry.restyled({name: look[name] for name in fields if name in look})
            entries[index] = new.wanted(look.get("wants"))
        return type(self)(entries, self._owner)

    def adopted(self, other: "LayerMap") -> Self:
        """Return the mapping with the looks that another viewer's layers of the same names have."""
        looks = {(entry.name, entry.overlay.geometry.kind): entry.overlay.style for entry in other.entries}
        entries = []
        for entry in self.entries:
            style = looks.get((entry.name, entry.overlay.geometry.kind), entry.overlay.style)
            entries.append(replace(entry, overlay=replace(entry.overlay, style=style)))
        return type(self)(entries, self._owner)

    def succeeding(self, other: "LayerMap") -> Self:
        """Return the mapping, of a new image, with all that layers of the same names looked like before."""
        before = {entry.name: entry for entry in other.entries}
        return type(self)([entry.like(before.get(entry.name)) for entry in self.entries], self._owner)

    def handle(self, entry: LayerEntry) -> Layer:
        """Return what a user holds in the hand of a layer."""
        return _HANDLES[entry.overlay.geometry.kind](self._owner, entry.key, entry.name)

    def __setitem__(self, name: str, style: Any) -> None:
        self.restyle(self[name]._key, style)  # noqa: SLF001 - handles are made here

    def __delitem__(self, name: str) -> None:
        self[name].remove()

    def __repr__(self) -> str:
        rows = [
            f"  {name:<24} {'shown ' if style.visible else 'hidden'} "
            f"{style.color} {style.opacity:4.0%}  {count:,}"
            for name, style, count in (
                (entry.name, entry.overlay.style, entry.overlay.geometry.count) for entry in self.entries
            )
        ]
        return "\n".join([f"{len(self.entries)} layers, the lowest first", *rows])


class LayersTrait(LooksTrait[LayerMap]):
    """A `LayerMap` that belongs to the widget whose trait it is."""

    def __init__(self) -> None:
        super().__init__(LayerMap)

    def set(self, obj: Any, value: Any) -> None:
        """Assign what is merged into the latest layers; marks travel in the same message."""
        with changing, obj.hold_sync():
            super().set(obj, value)
            drawings = obj.layers.drawings(obj.drawings)
            if drawings.keys() != obj.drawings.keys():
                obj.drawings = drawings
