"""``viewer.mask_expressions``: conditions on mask planes that are drawn like further planes, by name.

The page works the conditions out from the mask bits it has; only pixel counts come from the kernel.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self, cast

from imgview.errors import ImgviewError, UnknownPlaneError
from imgview.model.plane_expression import PlaneExpression
from imgview.model.schema import MaskSchema
from imgview.render.composite import ExpressionLayer
from imgview.render.looks.planes import PlaneStyle
from imgview.viewer.looks import LookMap, LooksTrait
from imgview.viewer.planes import PlaneControl, restyled
from imgview.widget.protocol import MaskExpression, PlaneState

__all__ = ["ExpressionControl", "ExpressionEntry", "ExpressionMap", "ExpressionsTrait"]

_FIELDS = ("visible", "color", "opacity", "outline")


@dataclass(frozen=True, slots=True)
class ExpressionEntry:
    """One condition as the mapping holds it."""

    name: str
    expression: PlaneExpression
    postfix: tuple[int, ...]
    look: PlaneState
    count: int | None = None

    def state(self) -> MaskExpression:
        """Return what travels to the page."""
        return MaskExpression(
            name=self.name,
            expression=self.expression.text,
            postfix=list(self.postfix),
            count=self.count,
            removed=False,
            **self.look,
        )


class ExpressionControl(PlaneControl):
    """One condition of a viewer; its attributes are those of a plane, and can be assigned to."""

    __slots__ = ()

    @property
    def expression(self) -> str:
        """The condition as it was written (`str`)."""
        return self._entry().expression.text

    @property
    def count(self) -> int | None:
        """Number of pixels in which it holds (`int`); `None` while they are being counted."""
        return self._entry().count

    def remove(self) -> None:
        """Take the condition off the picture; again does nothing."""
        self._expressions().remove(self.name)

    def _expressions(self) -> "ExpressionMap":
        owner: Any = self._owner() if self._owner is not None else None
        if owner is None:
            msg = f"the viewer that the condition {self.name!r} belongs to is gone"
            raise ImgviewError(msg)
        return cast("ExpressionMap", owner.mask_expressions)

    def _entry(self) -> ExpressionEntry:
        return self._expressions().named(self.name)

    def _state(self) -> PlaneState:
        return self._entry().look

    def _change(self, **changes: object) -> None:
        self._expressions().restyle(self.name, changes)

    def __repr__(self) -> str:
        fields = ", ".join(f"{key}={value!r}" for key, value in self._state().items())
        return f"ExpressionControl({self.name!r}, {self.expression!r}, count={self.count}, {fields})"


class ExpressionMap(LookMap[ExpressionEntry, ExpressionControl]):
    """The conditions on mask planes that a viewer draws, the lowest one first."""

    trait = "mask_expressions"
    noun = ("condition on mask planes", "conditions")

    @property
    def state(self) -> list[MaskExpression]:
        """What travels to the page (`list` of `dict`)."""
        return [entry.state() for entry in self.entries]

    def layers(self) -> tuple[ExpressionLayer, ...]:
        """Return what there is to paint, the lowest one first."""
        return tuple(ExpressionLayer(entry.postfix, PlaneStyle(**entry.look)) for entry in self.entries)

    def handle(self, entry: ExpressionEntry) -> ExpressionControl:
        """Return what a user holds in the hand of a condition."""
        return ExpressionControl(self._owner, entry.name)

    def remove(self, name: object) -> None:
        """Take a condition away, if it is there."""
        self.replace(lambda entries: [entry for entry in entries if entry.name != name])

    def restyle(self, name: object, changes: object) -> None:
        """Change the look of a condition.

        Raises
        ------
        ImgviewError
            If there is no such condition, or an attribute or its value is impossible.
        """
        self.replace(lambda entries: type(self)(entries).merged({name: changes}).entries)

    def counted(self, counts: Mapping[PlaneExpression, int]) -> None:
        """Note in how many pixels conditions hold."""
        self.replace(
            lambda entries: [
                replace(entry, count=counts.get(entry.expression, entry.count)) for entry in entries
            ]
        )

    def for_schema(self, schema: MaskSchema | None) -> Self:
        """Return the mapping for another image: what it has not all the planes for goes."""
        entries = []
        for entry in self.entries if schema is not None else ():
            try:
                postfix = tuple(entry.expression.postfix(cast("MaskSchema", schema)))
            except UnknownPlaneError:
                continue
            entries.append(replace(entry, postfix=postfix, count=None))
        return type(self)(entries, self._owner)

    def merged(self, changes: object) -> Self:
        """Return the mapping with the looks of some conditions changed.

        Parameters
        ----------
        changes : mapping or sequence
            By name: a `bool` (visible), a `str` (color), a `~imgview.render.looks.planes.PlaneStyle` or a
            mapping with any of visible, color, opacity, outline; or the whole list as the page sends it: what
            it tells of conditions that have gone is passed over, those it has ``removed`` go.
        """
        if isinstance(changes, Mapping):
            entries = list(self.entries)
            for name, look in changes.items():
                index = entries.index(self.named(name))
                entries[index] = _with_look(entries[index], look)
            return type(self)(entries, self._owner)
        if not isinstance(changes, list) or not all(isinstance(look, Mapping) for look in changes):
            msg = f"mask_expressions takes a mapping from name to style, got {changes!r:.80}"
            raise ImgviewError(msg)
        told = {(str(look.get("name")), str(look.get("expression"))): look for look in changes}
        entries = []
        for entry in self.entries:
            look = told.get((entry.name, entry.expression.text), {})
            if look.get("removed") is not True:
                entries.append(_with_look(entry, {name: look[name] for name in _FIELDS if name in look}))
        return type(self)(entries, self._owner)

    def adopted(self, other: "ExpressionMap") -> Self:
        """Return the mapping with the looks that another viewer's conditions of the same names have."""
        looks = {entry.name: entry.look for entry in other.entries}
        entries = [replace(entry, look=looks.get(entry.name, entry.look)) for entry in self.entries]
        return type(self)(entries, self._owner)

    def __setitem__(self, name: str, style: Any) -> None:
        self.restyle(name, style)

    def __delitem__(self, name: str) -> None:
        self[name].remove()

    def __repr__(self) -> str:
        rows = []
        for entry in self._current().entries:
            look, count = entry.look, "…" if entry.count is None else f"{entry.count:,}"
            text = "" if entry.name == entry.expression.text else f"  {entry.expression}"
            rows.append(
                f"  {entry.name:<24} {'shown ' if look['visible'] else 'hidden'} {look['color']} "
                f"{look['opacity']:4.0%}{' outline' if look['outline'] else ''}  {count}{text}"
            )
        return "\n".join([f"{len(rows)} conditions on mask planes, the lowest first", *rows])


class ExpressionsTrait(LooksTrait[ExpressionMap]):
    """An `ExpressionMap` that belongs to the widget whose trait it is."""

    def __init__(self) -> None:
        super().__init__(ExpressionMap)


def _with_look(entry: ExpressionEntry, look: object) -> ExpressionEntry:
    return replace(entry, look=restyled(entry.name, entry.look, look))
