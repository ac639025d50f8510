"""``viewer.layers``: what lies over the image, by name and in order.

Any change replaces the whole trait, so that ``observe``, ``link`` and ``jslink`` see it. Geometries are not
part of what travels then: the page asks for each of them once, by its key.
"""

import itertools
import threading
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self, cast

import traitlets

from imgview.errors import ImgviewError, SettingError, UnknownNameError
from imgview.model.catalog import Catalog
from imgview.render.column_codes import ColumnCodes
from imgview.render.footprint_outline import FootprintOutline
from imgview.render.labels import Labels
from imgview.render.marks import Marks
from imgview.render.outline import Outline
from imgview.render.overlay import Overlay, restyled
from imgview.render.row_mask import RowMask
from imgview.render.shapes import Shapes
from imgview.viewer.catalog_layer import CatalogLayer
from imgview.viewer.footprints_layer import FootprintsLayer
from imgview.viewer.hover import as_columns, default_columns
from imgview.viewer.layer import Layer, Owner
from imgview.viewer.marks_layer import MarksLayer
from imgview.viewer.outline_layer import OutlineLayer

__all__ = ["LayerEntry", "LayerMap", "LayersTrait"]

_HANDLES: dict[str, type[Layer]] = {
    "outline": OutlineLayer,
    "footprints": FootprintsLayer,
    "shapes": CatalogLayer,
    "marks": MarksLayer,
}
_SHORT = {bool: "visible", str: "color"}
"""What a value that is no mapping says of a layer."""

_OF_SOURCES = ("colors", "sizes", "shown", "labels")
"""What there may be of each source; every one has a key of its own to ask by."""

_keys = itertools.count(1)
_changing = threading.RLock()
"""Whoever replaces the layers must have seen the latest ones: the page changes them from another thread."""


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

    @classmethod
    def new(cls, name: str, overlay: Overlay, catalog: Catalog | None = None) -> Self:
        """Return a layer with a key of its own."""
        hover = () if catalog is None else default_columns(catalog)
        entry = cls(str(name), overlay, catalog, next(_keys), hover=hover)
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
            count |= {"dots": drawn.dots}
            count |= {name: getattr(self, name) for name in _OF_SOURCES}
        return head | count | {name: getattr(style, name) for name in style.__dataclass_fields__}

    def shares(self, other: "LayerEntry") -> bool:
        """Return whether both layers show rows of one catalogue."""
        if self.catalog is None or other.catalog is None:
            return False
        return self.catalog.table is other.catalog.table

    def coded(self, **codes: ColumnCodes | RowMask | Labels | None) -> Self:
        """Return the layer with other colours, sizes, ... by column, which get keys of their own."""
        keys: dict[str, Any] = {name: 0 if code is None else next(_keys) for name, code in codes.items()}
        overlay: Any = replace(self.overlay, **cast("Any", codes))
        return replace(self, overlay=overlay, **keys)

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
            entries[index] = entry.restyled({name: look[name] for name in fields if name in look})
        return type(self)(entries, self._owner)

    def adopted(self, other: "LayerMap") -> Self:
        """Return the mapping with the looks that another viewer's layers of the same names have."""
        looks = {(entry.name, entry.overlay.geometry.kind): entry.overlay.style for entry in other.entries}
        entries = []
        for entry in self.entries:
            style = looks.get((entry.name, entry.overlay.geometry.kind), entry.overlay.style)
            entries.append(replace(entry, overlay=replace(entry.overlay, style=style)))
        return type(self)(entries, self._owner)

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
