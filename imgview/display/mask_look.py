"""How the mask planes of one frame are to look: in afw's words, percent and colour names, kept by name."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any, Protocol

from imgview.display.constants import IGNORE
from imgview.errors import SettingError
from imgview.model.plane_names import find_plane
from imgview.render.overlays.x11 import x11_color

__all__ = ["MaskLook", "clipped_percent", "known_color"]


class _Viewer(Protocol):
    """A viewer, as far as it matters here."""

    planes: Any


class MaskLook:
    """Colours, transparencies and visibilities that were asked for, whatever image is shown.

    Parameters
    ----------
    viewer : `~imgview.viewer.viewer.ImageViewer`
        Where they act, at once.

    Notes
    -----
    A plane keeps what a person gives it on the page until a call says otherwise: only what has changed
    since the last image goes with the next one.
    """

    def __init__(self, viewer: _Viewer) -> None:
        self._viewer = viewer
        self._all: float | None = None
        self._percent: dict[str, float] = {}
        self._shown: dict[str, bool] = {}
        self._colors: dict[str, str] = {}
        self._applied: dict[str, dict[str, Any]] = {}

    def color(self, name: str, color: str | None) -> None:
        """Give a plane a colour, or hide it by "ignore"; `None` leaves it to the defaults."""
        if color is None:
            self._colors.pop(name, None)
            return
        self._colors[name] = known_color(color)
        self._apply(name)

    def show(self, name: str, *, visible: bool) -> None:
        """Show or hide a plane."""
        self._shown[name] = bool(visible)
        self._apply(name)

    def shown(self, name: str) -> bool:
        """Tell whether a plane is shown, or would be."""
        planes = self._viewer.planes
        return bool(planes[name].visible) if name in planes else bool(_found(self._shown, name, True))

    def transparency(self, percent: float, name: str | None = None) -> None:
        """Make a plane, or all of them, so transparent, in percent."""
        if name is None:
            self._all = percent
            self._percent.clear()
            self._apply(*self._viewer.planes)
        else:
            self._percent[name] = percent
            self._apply(name)

    def transparency_of(self, name: str | None = None) -> float | None:
        """Return how transparent a plane is, or what was last asked for all; `None` if nothing was."""
        planes = self._viewer.planes
        if name is None:
            return self._all
        if name in planes:
            return float(round(100.0 * (1.0 - planes[name].opacity), 6))
        found: float | None = _found(self._percent, name, self._all)
        return found

    def changes(self, names: tuple[str, ...], colors: Mapping[str, str | None]) -> dict[str, dict[str, Any]]:
        """Return what a new image's planes are to be given, and remember that they have it.

        Parameters
        ----------
        names : `tuple` of `str`
            Of its planes.
        colors : mapping
            Those by default.

        Returns
        -------
        `dict`
            By name, what ``viewer.planes`` takes.
        """
        found = {}
        for name in names:
            wanted = self._wanted(name, colors.get(name))
            before = self._applied.get(name, {})
            new = {key: value for key, value in wanted.items() if before.get(key) != value}
            self._applied[name] = wanted
            if new:
                found[name] = new
        return found

    def _wanted(self, name: str, default: str | None) -> dict[str, Any]:
        asked = _found(self._colors, name, None)
        color = known_color(default) if asked is None and default else asked
        wanted: dict[str, Any] = {}
        if color not in (None, IGNORE):
            wanted["color"] = color
        percent = _found(self._percent, name, self._all)
        if percent is not None:
            wanted["opacity"] = 1.0 - percent / 100.0
        visible = _found(self._shown, name, None)
        if color == IGNORE:
            wanted["visible"] = False
        elif visible is not None:
            wanted["visible"] = visible
        elif asked is not None or percent is not None:
            # A plane that the viewer hides by default is seen once somebody has spoken of it.
            wanted["visible"] = True
        return wanted

    def _apply(self, *names: str) -> None:
        planes = self._viewer.planes
        state: dict[str, Any] = {}
        for name in names:
            if name in planes:
                own = find_plane(name, planes)
                wanted = self._wanted(own, None)
                self._applied[own] = {**self._applied.get(own, {}), **wanted}
                state[own] = wanted
        if state:
            self._viewer.planes = state


def known_color(color: Any) -> str:
    """Return a colour as "#rrggbb", or "ignore".

    Parameters
    ----------
    color : `str`
        A name of X11, "#rrggbb" or "ignore".

    Returns
    -------
    `str`
        Lower case.

    Raises
    ------
    UnknownNameError
        If it is no colour.
    """
    return IGNORE if str(color).strip().lower() == IGNORE else x11_color(color)


def clipped_percent(transparency: Any) -> float:
    """Return a transparency in 0..100; what lies outside is clipped, and a message says so.

    Parameters
    ----------
    transparency : `float`
        Percent.

    Returns
    -------
    `float`
        0 is opaque, 100 invisible.

    Raises
    ------
    SettingError
        If it is no number.
    """
    try:
        percent = float(transparency)
    except (TypeError, ValueError):
        percent = float("nan")
    if percent != percent:  # noqa: PLR0124 - NaN
        msg = (
            f"a mask transparency is a number of percent, 0 (opaque) to 100 (invisible), got {transparency!r}"
        )
        raise SettingError(msg)
    if not 0 <= percent <= 100:
        print(f"Mask transparency lies in 0..100 percent, got {percent:g}: clipped", file=sys.stderr)  # noqa: T201
    return min(max(percent, 0.0), 100.0)


def _found(values: Mapping[str, Any], name: str, default: Any) -> Any:
    """Return the value of a plane, under its own name or another one that means the same."""
    if name in values:
        return values[name]
    try:
        return values[find_plane(name, values)]
    except KeyError:
        return default
