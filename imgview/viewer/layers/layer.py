"""One layer over the image as a user holds it in the hand."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Mapping
from typing import Any, Protocol, cast

from imgview.errors import ImgviewError
from imgview.model.catalog import Catalog
from imgview.render.overlays.column_codes import ColumnCodes
from imgview.render.overlays.labels import Labels
from imgview.render.overlays.overlay import Overlay
from imgview.render.overlays.row_mask import RowMask

__all__ = ["Layer", "Owner"]


class Owner(Protocol):
    """The viewer, as far as it matters here."""

    layers: Any
    selection: Any


class _Entry(Protocol):
    """A layer as the mapping holds it."""

    overlay: Overlay
    catalog: Catalog | None
    hover: tuple[str, ...]


class _Map(Protocol):
    """The viewer's layers, as far as one of them needs them."""

    def entry(self, key: int, name: str) -> _Entry:
        """Return the layer with a key."""

    def restyle(self, key: int, changes: Mapping[str, object]) -> None:
        """Change the look of a layer."""

    def tell(self, key: int, columns: Iterable[str]) -> None:
        """Choose what is told of a source under the pointer."""

    def move(self, key: int, *, top: bool) -> None:
        """Put a layer above or below all others."""

    def recode(self, key: int, **codes: ColumnCodes | RowMask | Labels | None) -> None:
        """Give a layer other colours, sizes or labels by column, or show other sources of it."""

    def remove(self, key: int) -> None:
        """Take a layer away."""


class Layer:
    """One layer of a viewer; reading and assigning its attributes is reading and changing the picture.

    Parameters
    ----------
    owner : weak reference to the viewer
        Whom to tell of changes.
    key : `int`
        Of the layer.
    name : `str`
        Of the layer.
    """

    __slots__ = ("_key", "_owner", "name")

    def __init__(self, owner: weakref.ref[Owner] | None, key: int, name: str) -> None:
        self._owner = owner
        self._key = key
        self.name = name
        """Name in ``viewer.layers`` (`str`)."""

    @property
    def visible(self) -> bool:
        """Whether the layer is drawn (`bool`)."""
        return self._overlay.style.visible

    @visible.setter
    def visible(self, value: bool) -> None:
        self._change(visible=value)

    @property
    def color(self) -> str:
        """Colour as ``"#rrggbb"`` (`str`); any CSS or matplotlib name may be assigned."""
        return self._overlay.style.color

    @color.setter
    def color(self, value: str) -> None:
        self._change(color=value)

    @property
    def opacity(self) -> float:
        """From 0, nothing to be seen, to 1 (`float`)."""
        return self._overlay.style.opacity

    @opacity.setter
    def opacity(self, value: float) -> None:
        self._change(opacity=value)

    @property
    def width(self) -> float:
        """Of the lines, CSS pixels, whatever the zoom (`float`)."""
        return self._overlay.style.width

    @width.setter
    def width(self, value: float) -> None:
        self._change(width=value)

    @property
    def missing(self) -> int:
        """Number of lines or sources that cannot be drawn (`int`)."""
        return (self._overlay.shown or self._overlay.geometry).missing

    def remove(self) -> None:
        """Take the layer off the picture; again does nothing."""
        self._map().remove(self._key)

    def move_to_top(self) -> None:
        """Draw the layer over all others."""
        self._map().move(self._key, top=True)

    def move_to_bottom(self) -> None:
        """Draw the layer under all others."""
        self._map().move(self._key, top=False)

    def __len__(self) -> int:
        return (self._overlay.shown or self._overlay.geometry).count

    def __repr__(self) -> str:
        style = self._overlay.style
        fields = ", ".join(f"{name}={getattr(style, name)!r}" for name in style.__dataclass_fields__)
        return f"{type(self).__name__}({self.name!r}, {len(self)} drawn, {fields})"

    def _viewer(self) -> Owner:
        owner = self._owner() if self._owner is not None else None
        if owner is None:
            msg = f"the viewer that the layer {self.name!r} belongs to is gone"
            raise ImgviewError(msg)
        return owner

    def _map(self) -> _Map:
        return cast("_Map", self._viewer().layers)

    @property
    def _overlay(self) -> Overlay:
        return self._map().entry(self._key, self.name).overlay

    def _change(self, **changes: object) -> None:
        self._map().restyle(self._key, changes)
