"""What a viewer draws over its image, by name and in order: the mechanics of the mappings that are traits.

Any change replaces the whole trait, so that ``observe``, ``link`` and ``jslink`` see it.
"""

import threading
import weakref
from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Generic, Protocol, Self, TypeVar

import traitlets

from imgview.errors import ImgviewError, UnknownNameError

__all__ = ["LookMap", "LooksTrait", "changing"]

changing = threading.RLock()
"""Whoever replaces a mapping must have seen the latest one. What the page sets comes from another thread, and
traitlets assigns it twice. One lock for all viewers, since links between them cross."""


class _Named(Protocol):
    @property
    def name(self) -> str: ...


EntryT = TypeVar("EntryT", bound=_Named)
HandleT = TypeVar("HandleT")


class LookMap(Mapping[str, HandleT], Generic[EntryT, HandleT]):
    """What is drawn, the lowest one first; its values are what a user holds in the hand.

    Parameters
    ----------
    entries : sequence
        What is drawn, the names all different.
    owner : weak reference to the viewer, optional
        Whom to assign to.
    """

    trait: ClassVar[str]
    """The viewer's attribute."""

    noun: ClassVar[tuple[str, str]]
    """One of them and several, in words."""

    def __init__(self, entries: Sequence[EntryT] = (), owner: "weakref.ref[Any] | None" = None) -> None:
        self.entries = tuple(entries)
        """What is drawn, the lowest one first (`tuple`)."""
        self._owner = owner

    @abstractmethod
    def handle(self, entry: EntryT) -> HandleT:
        """Return what a user holds in the hand of an entry."""

    @abstractmethod
    def merged(self, changes: Any) -> Self:
        """Return the mapping with some looks changed."""

    @abstractmethod
    def adopted(self, other: Any) -> Self:
        """Return the mapping with the looks that another viewer's entries of the same names have."""

    def belongs_to(self, obj: Any) -> bool:
        """Tell whether the mapping is one of a viewer's own."""
        return self._owner is not None and self._owner() is obj

    def named(self, name: object) -> EntryT:
        """Return the entry of a name.

        Raises
        ------
        UnknownNameError
            If there is none.
        """
        for entry in self.entries:
            if entry.name == name:
                return entry
        raise UnknownNameError.near(
            kind=self.noun[0], name=name, known=[entry.name for entry in self.entries]
        )

    def put(self, entry: EntryT) -> HandleT:
        """Add an entry on top; one of the same name gives its place, not its look, to the new one."""

        def change(entries: Sequence[EntryT]) -> list[EntryT]:
            if all(old.name != entry.name for old in entries):
                return [*entries, entry]
            return [entry if old.name == entry.name else old for old in entries]

        self.replace(change)
        return self.handle(entry)

    def clear(self) -> None:
        """Take everything away."""
        self.replace(lambda _: [])

    def replace(self, change: Callable[[Sequence[EntryT]], Sequence[EntryT]]) -> None:
        """Assign to the viewer what a function makes of the latest entries.

        Raises
        ------
        ImgviewError
            If there is no viewer any more.
        """
        owner = self._owner() if self._owner is not None else None
        if owner is None:
            msg = f"these {self.noun[1]} belong to no viewer any more"
            raise ImgviewError(msg)
        with changing:
            setattr(owner, self.trait, type(self)(change(self._current().entries), self._owner))

    def _current(self) -> Self:
        # A mapping that was kept in a variable must not undo what has changed since.
        owner = self._owner() if self._owner is not None else None
        return self if owner is None else getattr(owner, self.trait)

    def __getitem__(self, name: str) -> HandleT:
        current = self._current()
        return current.handle(current.named(name))

    def __contains__(self, name: object) -> bool:
        return any(entry.name == name for entry in self._current().entries)

    def __iter__(self) -> Iterator[str]:
        return iter([entry.name for entry in self._current().entries])

    def __len__(self) -> int:
        return len(self._current().entries)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        if self._owner == other._owner:
            return self.entries == other.entries
        # Two linked viewers may show different things: they agree on those they share.
        return self.adopted(other).entries == self.entries

    __hash__ = None  # type: ignore[assignment]


MapT = TypeVar("MapT", bound=LookMap[Any, Any])


class LooksTrait(traitlets.TraitType[MapT, Any]):
    """A `LookMap` that belongs to the widget whose trait it is.

    Parameters
    ----------
    kind : type
        The mapping's class.
    """

    def __init__(self, kind: type[MapT]) -> None:
        self._kind = kind
        self.info_text = f"a mapping from the name of a {kind.noun[0]} to its style"
        super().__init__()

    def default(self, obj: Any = None) -> MapT | None:
        """Return the mapping of a viewer without an image."""
        return None if obj is None else self._kind((), weakref.ref(obj))

    def set(self, obj: Any, value: Any) -> None:
        """Assign what is merged into the latest mapping."""
        with changing:
            super().set(obj, value)

    def validate(self, obj: Any, value: Any) -> MapT:
        """Merge what is assigned into what is there."""
        if isinstance(value, self._kind) and value.belongs_to(obj):
            return value
        now: MapT = getattr(obj, self._kind.trait)
        return now.adopted(value) if isinstance(value, self._kind) else now.merged(value)
