"""``viewer.planes``: how each mask plane is drawn, by name, as a mapping whose values can be assigned to.

A plane answers to its legacy and to its new name (``CR``, ``COSMIC_RAY``). Any assignment replaces the whole
trait, so that ``observe``, ``link`` and ``jslink`` see it.
"""

import weakref
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol, Self, cast

import traitlets

from imgview.errors import ImgviewError, UnknownNameError, UnknownPlaneError
from imgview.model.plane_names import canonical_name, find_plane
from imgview.render.looks.planes import PlaneStyle, default_styles, parse_color
from imgview.viewer.looks import changing
from imgview.widget.protocol import PlaneState

__all__ = ["PlaneControl", "PlaneMap", "PlanesTrait", "restyled"]

_FIELDS = ("visible", "color", "opacity", "outline")


class _Owner(Protocol):
    """The viewer, as far as it matters here."""

    planes: Any


class PlaneControl:
    """One plane of a viewer; reading and assigning its attributes is reading and changing the picture.

    Parameters
    ----------
    planes : `PlaneMap`
        Of the viewer.
    name : `str`
        The plane, as the schema spells it.
    """

    __slots__ = ("_owner", "name")

    def __init__(self, owner: "weakref.ref[_Owner] | None", name: str) -> None:
        self._owner = owner
        self.name = name
        """Name in the schema (`str`)."""

    @property
    def visible(self) -> bool:
        """Whether the plane is painted (`bool`)."""
        return self._state()["visible"]

    @visible.setter
    def visible(self, value: bool) -> None:
        self._change(visible=value)

    @property
    def color(self) -> str:
        """Colour as ``"#rrggbb"`` (`str`); any CSS or matplotlib name may be assigned."""
        return self._state()["color"]

    @color.setter
    def color(self, value: str) -> None:
        self._change(color=value)

    @property
    def opacity(self) -> float:
        """From 0, nothing to be seen, to 1, the image is covered (`float`)."""
        return self._state()["opacity"]

    @opacity.setter
    def opacity(self, value: float) -> None:
        self._change(opacity=value)

    @property
    def outline(self) -> bool:
        """Whether only the rim of each flagged region is painted (`bool`)."""
        return self._state()["outline"]

    @outline.setter
    def outline(self, value: bool) -> None:
        self._change(outline=value)

    def _map(self) -> "PlaneMap":
        owner = self._owner() if self._owner is not None else None
        if owner is None:
            msg = f"the viewer that the plane {self.name!r} belongs to is gone"
            raise ImgviewError(msg)
        return cast("PlaneMap", owner.planes)

    def _state(self) -> PlaneState:
        return self._map().state[self.name]

    def _change(self, **changes: object) -> None:
        self._map()[self.name] = changes

    def __repr__(self) -> str:
        fields = ", ".join(f"{key}={value!r}" for key, value in self._state().items())
        return f"PlaneControl({self.name!r}, {fields})"


class PlaneMap(Mapping[str, PlaneControl]):
    """The planes of the image that a viewer shows, in schema order.

    Parameters
    ----------
    state : mapping
        Style of every plane the viewer has met, also of those that the present image lacks: an image with
        that plane gets the same style again.
    names : iterable of `str`
        Planes of the present image.
    owner : weak reference to the viewer, optional
        Whom to assign to; without one the mapping is a value that has just come from the page.
    """

    def __init__(
        self,
        state: Mapping[str, PlaneState],
        names: Iterable[str] = (),
        owner: "weakref.ref[_Owner] | None" = None,
    ) -> None:
        self.state = dict(state)
        """Name to style, as it travels to the page (`dict`)."""
        self.names = tuple(names)
        """Planes of the present image in schema order (`tuple` of `str`)."""
        self._owner = owner

    def for_names(self, names: Iterable[str]) -> Self:
        """Return the mapping for another schema: known styles stay, new planes get their defaults."""
        names = tuple(names)
        remembered = {canonical_name(name): style for name, style in self.state.items()}
        state = {}
        for name, style in default_styles(names).items():
            known = self.state.get(name) or remembered.get(canonical_name(name))
            state[name] = cast("PlaneState", dict(known)) if known else _as_state(style)
        usual = default_styles(self.state)
        kept = {name: style for name, style in self.state.items() if style != _as_state(usual[name])}
        return type(self)({**kept, **state}, names, self._owner)

    def resolve(self, name: str) -> str:
        """Return a plane's name as the schema spells it.

        Raises
        ------
        UnknownPlaneError
            If the present image has no such plane under its old or its new name.
        """
        return find_plane(name, self.names)

    def merged(self, changes: object, *, lenient: bool) -> Self:
        """Return the mapping with some planes changed.

        Parameters
        ----------
        changes : mapping or iterable of `str`
            Name to style: a `bool` (visible), a `str` (color), a `~imgview.render.looks.planes.PlaneStyle` or
            a mapping with any of visible, color, opacity, outline. Names alone: these visible, all others
            not.
        lenient : `bool`
            Whether to keep, instead of refusing, names that the present image has not: another viewer's.
        """
        if not isinstance(changes, Mapping):
            if isinstance(changes, str) or not isinstance(changes, Iterable):
                msg = f"planes takes a mapping from name to style or the names to show, got {changes!r}"
                raise ImgviewError(msg)
            shown = {self.resolve(name) for name in changes}
            changes = {name: name in shown for name in self.names}
        state = dict(self.state)
        for key, style in changes.items():
            try:
                name = self.resolve(key)
            except UnknownPlaneError:
                if not lenient:
                    raise
                name = str(key)
            state[name] = restyled(name, state.get(name), style)
        return type(self)(state, self.names, self._owner)

    def show_only(self, *names: str) -> None:
        """Make these planes visible and all others not.

        Raises
        ------
        UnknownPlaneError
            If the image has no such plane.
        """
        self._assign(names)

    def show_all(self) -> None:
        """Make all planes visible."""
        self._assign(self._current().names)

    def hide_all(self) -> None:
        """Make no plane visible."""
        self._assign(())

    def styles(self) -> dict[str, PlaneStyle]:
        """Return the styles of the present planes, in schema order."""
        return {name: PlaneStyle(**self.state[name]) for name in self.names}

    def _assign(self, changes: object) -> None:
        owner = self._owner() if self._owner is not None else None
        if owner is None:
            msg = "these planes belong to no viewer any more"
            raise ImgviewError(msg)
        with changing:
            owner.planes = self._current().merged(changes, lenient=False)

    def _current(self) -> "PlaneMap":
        # A mapping that was kept in a variable must not undo what has changed since.
        owner = self._owner() if self._owner is not None else None
        return self if owner is None else cast("PlaneMap", owner.planes)

    def __getitem__(self, name: str) -> PlaneControl:
        return PlaneControl(self._owner, self._current().resolve(name))

    def __setitem__(self, name: str, style: Any) -> None:
        self._assign({name: style})

    def __contains__(self, name: object) -> bool:
        try:
            self._current().resolve(str(name))
        except UnknownPlaneError:
            return False
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(self._current().names)

    def __len__(self) -> int:
        return len(self._current().names)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PlaneMap):
            return NotImplemented
        if self._owner == other._owner:
            return self.state == other.state and self.names == other.names
        # Two linked viewers may show images with different planes: they agree on those they share.
        return all(self.state[name] == other.state[name] for name in self.state.keys() & other.state.keys())

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        rows = [
            f"  {name:<24} {'shown ' if s['visible'] else 'hidden'} {s['color']} {s['opacity']:4.0%}"
            f"{' outline' if s['outline'] else ''}"
            for name, s in ((name, self.state[name]) for name in self.names)
        ]
        return "\n".join([f"{len(self.names)} mask planes", *rows])


class PlanesTrait(traitlets.TraitType[PlaneMap, Any]):
    """A `PlaneMap` that belongs to the widget whose trait it is."""

    info_text = "a mapping from plane name to style"

    def default(self, obj: Any = None) -> PlaneMap | None:
        """Return the planes of a viewer without an image."""
        return None if obj is None else PlaneMap({}, (), weakref.ref(obj))

    def set(self, obj: Any, value: Any) -> None:
        """Assign what is merged into the latest planes."""
        with changing:
            super().set(obj, value)

    def validate(self, obj: Any, value: Any) -> PlaneMap:
        """Merge what is assigned into what is there."""
        if isinstance(value, PlaneMap):
            if value._owner is not None and value._owner() is obj:  # noqa: SLF001 - the same module's class
                return value
            return cast("PlaneMap", obj.planes).merged(value.state, lenient=True)
        return cast("PlaneMap", obj.planes).merged(value, lenient=False)


def _as_state(style: PlaneStyle) -> PlaneState:
    return PlaneState(visible=style.visible, color=style.color, opacity=style.opacity, outline=style.outline)


def restyled(name: str, old: PlaneState | None, style: object) -> PlaneState:
    """Return a plane's state with what a user or the page gave put in its place.

    Parameters
    ----------
    name : `str`
        Of the plane.
    old : `~imgview.widget.protocol.PlaneState` or `None`
        The state; that of a plane which nobody has styled if not given.
    style : `bool`, `str`, `~imgview.render.looks.planes.PlaneStyle`, `PlaneControl` or mapping
        Whether it is visible, its color, or some of its attributes.

    Returns
    -------
    `~imgview.widget.protocol.PlaneState`
        A new one.

    Raises
    ------
    ImgviewError
        If an attribute or its value is impossible.
    """
    state = cast("dict[str, Any]", dict(old or _as_state(default_styles([name])[name])))
    if isinstance(style, bool):
        changes: Mapping[Any, Any] = {"visible": style}
    elif isinstance(style, str):
        changes = {"color": style}
    elif isinstance(style, PlaneStyle):
        changes = _as_state(style)
    elif isinstance(style, PlaneControl):
        changes = style._state()  # noqa: SLF001 - the same module's class
    elif isinstance(style, Mapping):
        changes = style
    else:
        fields = ", ".join(_FIELDS)
        msg = f"the style of plane {name!r} is a bool, a colour or a mapping of {fields}, got {style!r}"
        raise ImgviewError(msg)
    for key, value in changes.items():
        if key not in _FIELDS:
            raise UnknownNameError.near(kind="plane attribute", name=key, known=_FIELDS)
        state[key] = _checked(name, key, value)
    return cast("PlaneState", state)


def _checked(name: str, key: str, value: Any) -> bool | float | str:
    if key == "color":
        return parse_color(value)
    if key == "opacity":
        try:
            opacity = float(value)
        except (TypeError, ValueError):
            opacity = -1.0
        if not 0.0 <= opacity <= 1.0:
            msg = f"opacity of plane {name!r} lies in 0..1, got {value!r}"
            raise ImgviewError(msg)
        return opacity
    return bool(value)
