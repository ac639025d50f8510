"""What callbacks are told: a key that was pressed over the image, a click on it."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from imgview.errors import SettingError
from imgview.widget.protocol import ClickMessage, KeyMessage

__all__ = ["ClickEvent", "KeyEvent", "event_of", "key_names"]

_NAN = float("nan")


@dataclass(frozen=True, slots=True)
class KeyEvent:
    """A key was pressed while a viewer had the focus."""

    key: str
    """Its name as browsers have it: "a", "A", "Enter", "Escape", "ArrowLeft", "Shift"."""

    x: float = _NAN
    """Absolute pixels under the pointer, or of the pinned reading; NaN when there is neither."""

    y: float = _NAN

    code: str = ""
    """The place on the keyboard, whatever it is labelled: "KeyA", "ShiftLeft"."""

    shift: bool = False


@dataclass(frozen=True, slots=True)
class ClickEvent:
    """The image of a viewer was clicked."""

    x: float
    """Absolute pixels; they may lie beside the image."""

    y: float

    button: str = "left"
    """"left" or "right"."""

    modifiers: frozenset[str] = frozenset()
    """Of "shift", "ctrl", "alt" and "meta", those that were held."""


def event_of(content: Mapping[str, Any]) -> KeyEvent | ClickEvent:
    """Return what a message of the page tells.

    Raises
    ------
    KeyError, TypeError, ValueError
        If the message is not as the protocol says.
    """
    if content["kind"] == "key":
        key = cast("KeyMessage", content)
        x, y = (
            (_NAN if key["x"] is None else float(key["x"])),
            (_NAN if key["y"] is None else float(key["y"])),
        )
        return KeyEvent(str(key["key"]), x, y, str(key["code"]), bool(key["shift"]))
    click = cast("ClickMessage", content)
    x, y = float(click["x"]), float(click["y"])
    if not (math.isfinite(x) and math.isfinite(y)):
        msg = f"a click is somewhere, got {x}, {y}"
        raise ValueError(msg)
    return ClickEvent(x, y, str(click["button"]), frozenset(click["modifiers"]))


def key_names(keys: str | Iterable[str] | None) -> tuple[str, ...] | None:
    """Return names of keys, each once; `None` for all keys.

    Raises
    ------
    SettingError
        If they are no names of keys.
    """
    if keys is None:
        return None
    names: tuple[Any, ...] = (keys,) if isinstance(keys, str) else tuple(keys)
    for name in names:
        if not isinstance(name, str) or not name or (len(name) > 1 and not name[0].isupper()):
            msg = (
                "a key is a character, or the name that browsers give it, such as 'Enter', 'Escape', "
                f"'ArrowLeft', 'F2'; got {name!r}"
            )
            raise SettingError(msg)
    return tuple(dict.fromkeys(names))
