"""``viewer.layers``: what lies over the image, by name and in order.

Any change replaces the whole trait, so that ``observe``, ``link`` and ``jslink`` see it. Geometries are not
part of what travels then: the page asks for each of them once, by its key.
"""

import threading
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Self, cast

import traitlets

from imgview.errors import ImgviewError, UnknownNameError
from imgview.render.column_codes import ColumnCodes
from imgview.render.labels import Labels
from imgview.render.marks import Marks
from imgview.render.outline import Outline
from imgview.render.overlay import Overlay
from imgview.render.row_mask import RowMask
from imgview.render.shapes import Shapes
from imgview.viewer.catalog_layer import CatalogLayer
from imgview.viewer.footprints_layer import FootprintsLayer
from imgview.viewer.hover import as_columns
from imgview.viewer.layer import Layer, Owner
from imgview.viewer.layer_entry import LayerEntry
from imgview.viewer.marks_layer import MarksLayer
from imgview.viewer.outline_layer import OutlineLayer

__all__ = ["LayerMap", "LayersTrait"]

_HANDLES: dict[str, type[Layer]] = {
    "outline": OutlineLayer,
    "footprints": FootprintsLayer,
    "shapes": CatalogLayer,
    "marks": MarksLayer,
}
_changing = threading.RLock()
"""Whoever replaces the layers must have seen the latest ones: the page changes them from another thread."""


class LayerMap(Mapping[str, Layer]):
    """The layers over the image that a viewer shows, the lowest one first.

    Parameters
    ----------
    entries : sequence of `LayerEntry`
        The layers, their names all different.
    owner : weak reference to the viewer, optional
        Whom to assign to.
    """

    def __init__(self, entries: Sequence[LayerEntry] = (), owner: "weakref.ref[Owner] | None" = None) -> None:
        self.entries = tuple(entries)
        """The layers, the lowest one first (`tuple` of `LayerEntry`)."""
        self._owner = owner

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

    def named(self, name: str) -> LayerEntry:
        """Return the layer of a name.

        Raises
        ------
        UnknownNameError
            If there is no such layer.
        """
        known = self.known(name)
        return next(entry for entry in self.entries if entry.name == known)

    def put(self, entry: LayerEntry) -> Layer:
        """Add a layer on top; one of the same name gives its place, not its look, to the new one."""

        def change(entries: Sequence[LayerEntry]) -> list[LayerEntry]:
            if all(old.name != entry.name for old in entries):
                return [*entries, entry]
            return [entry if old.name == entry.name else old for old in entries]

        self._replace(change)
        return self.handle(entry)

    def remove(self, key: int) -> None:
        """Take a layer away, if it is there."""
        self._replace(lambda entries: [entry for entry in entries if entry.key != key])

    def clear(self) -> None:
        """Take all layers away."""
        self._replace(lambda _: [])

    def move(self, key: int, *, top: bool) -> None:
        """Put a layer above or below all others."""
        self._replace(lambda entries: sorted(entries, key=lambda entry: (entry.key == key) is top))

    def recode(self, key: int, **codes: ColumnCodes | RowMask | Labels | None) -> None:
        """Give a layer other colours, sizes or labels, or show other sources of it, if it is there."""
        self._replace(
            lambda entries: [entry.coded(**codes) if entry.key == key else entry for entry in entries]
        )

    def restyle(self, key: int, changes: Any) -> None:
        """Change the look of a layer that is there.

        Raises
        ------
        ImgviewError
            If an attribute or its value is impossible.
        """
        self._replace(
            lambda entries: [entry.restyled(changes) if entry.key == key else entry for entry in entries]
        )

    def tell(self, key: int, columns: Iterable[str]) -> None:
        """Choose what is told of a source of a layer under the pointer."""
        self._replace(
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
                index = [entry.name for entry in entries].index(self.known(name))
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

    def known(self, name: Any) -> str:
        """Return the name of a layer.

        Raises
        ------
        UnknownNameError
            If there is no such layer.
        """
        names = [entry.name for entry in self.entries]
        if name not in names:
            raise UnknownNameError.near(kind="layer", name=name, known=names)
        return str(name)

    def handle(self, entry: LayerEntry) -> Layer:
        """Return what a user holds in the hand of a layer."""
        return _HANDLES[entry.overlay.geometry.kind](self._owner, entry.key, entry.name)

    def _current(self) -> "LayerMap":
        # A mapping that was kept in a variable must not undo what has changed since.
        owner = self._owner() if self._owner is not None else None
        return self if owner is None else cast("LayerMap", owner.layers)

    def _replace(self, change: Callable[[Sequence[LayerEntry]], Sequence[LayerEntry]]) -> None:
        owner = self._owner() if self._owner is not None else None
        if owner is None:
            msg = "these layers belong to no viewer any more"
            raise ImgviewError(msg)
        with _changing:
            owner.layers = LayerMap(change(self._current().entries), self._owner)

    def __getitem__(self, name: str) -> Layer:
        current = self._current()
        known = current.known(name)
        return current.handle(next(entry for entry in current.entries if entry.name == known))

    def __setitem__(self, name: str, style: Any) -> None:
        self.restyle(self[name]._key, style)  # noqa: SLF001 - handles are made here

    def __delitem__(self, name: str) -> None:
        self[name].remove()

    def __contains__(self, name: object) -> bool:
        return any(entry.name == name for entry in self._current().entries)

    def __iter__(self) -> Iterator[str]:
        return iter([entry.name for entry in self._current().entries])

    def __len__(self) -> int:
        return len(self._current().entries)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LayerMap):
            return NotImplemented
        if self._owner == other._owner:
            return self.entries == other.entries
        # Two linked viewers may show different layers: they agree on those they share.
        return self.adopted(other).entries == self.entries

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        rows = [
            f"  {name:<24} {'shown ' if style.visible else 'hidden'} "
            f"{style.color} {style.opacity:4.0%}  {count:,}"
            for name, style, count in (
                (entry.name, entry.overlay.style, entry.overlay.geometry.count) for entry in self.entries
            )
        ]
        return "\n".join([f"{len(self.entries)} layers, the lowest first", *rows])


class LayersTrait(traitlets.TraitType[LayerMap, Any]):
    """A `LayerMap` that belongs to the widget whose trait it is."""

    info_text = "a mapping from the name of a layer to its style"

    def default(self, obj: Any = None) -> LayerMap | None:
        """Return the layers of a viewer without an image."""
        return None if obj is None else LayerMap((), weakref.ref(obj))

    def set(self, obj: Any, value: Any) -> None:
        """Assign what is merged into the latest layers; marks travel in the same message."""
        with _changing, obj.hold_sync():
            super().set(obj, value)
            drawings = obj.layers.drawings(obj.drawings)
            if drawings.keys() != obj.drawings.keys():
                obj.drawings = drawings

    def validate(self, obj: Any, value: Any) -> LayerMap:
        """Merge what is assigned into what is there."""
        if not isinstance(value, LayerMap):
            return cast("LayerMap", obj.layers).merged(value)
        if value._owner is not None and value._owner() is obj:  # noqa: SLF001 - the same module's class
            return value
        return cast("LayerMap", obj.layers).adopted(value)
