"""Viewers that follow one another: the same pixels or the same sky, the same cuts.

The page does it by itself for what it shows, with the maps it gets from here; this is the kernel's half, for
what Python changes and for viewers that no page shows.
"""

import threading
import time
import uuid
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Literal

import numpy as np

from imgview.errors import ImgviewError, SettingError, UnknownNameError
from imgview.model.alignment import Alignment
from imgview.viewer.frames.alignments import Alignments
from imgview.viewer.framing import resolved
from imgview.viewer.picture import Picturable
from imgview.widget.pool import BACKGROUND, shared_pool
from imgview.widget.protocol import Frames, PolynomialMap, Viewport

__all__ = ["SHARED", "FrameGroup", "alike"]

SHARED = ("cuts", "stretch", "stretch_parameter", "contrast", "bias")
"""What frames with the same cuts have in common."""

_SETTLED = 0.6
"""Seconds after which the page has told what it has done by itself."""
_TOGETHER = 0.4
"""Seconds between the messages of what the page does at once."""
_PAIRS = 6
"""Frames of which each knows the way to every other; of more, to the first one only."""

Lock = Literal["", "pixel", "wcs"]


class FrameGroup:
    """Viewers side by side; see `~imgview.viewer.frames.grid.Grid`.

    Parameters
    ----------
    viewers : sequence of `~imgview.viewer.frames.frames.GroupedCanvas`
        The frames, in order; each leaves the group that it was in.
    lock : `str` or `None`
        "wcs", "pixel", "auto" or `None`.
    cuts : `bool`
        Whether cuts and stretch are shared.
    crosshair : `bool`
        Whether each shows where another one is pointed at.

    Raises
    ------
    ImgviewError
        If there is no such lock, an image has no sky to lock by, or a viewer comes twice.
    """

    def __init__(self, viewers: Sequence[Any], lock: str | None, *, cuts: bool, crosshair: bool) -> None:
        self.viewers = tuple(viewers)
        if len({id(viewer) for viewer in self.viewers}) < len(self.viewers):
            msg = "a viewer stands in a group only once: make another viewer of its image"
            raise SettingError(msg)
        self._name = uuid.uuid4().hex
        self._alignments = Alignments()
        self._doing = threading.RLock()
        self._busy = False
        self._due = False
        self._leader: Any = None
        self._heard: dict[int, float] = {}
        self._lock = self._checked(lock)
        self._cuts, self._crosshair = bool(cuts), bool(crosshair)
        for viewer in self.viewers:
            viewer.frame_group = self
        self.settle()

    @property
    def lock(self) -> str | None:
        """How the frames are held together (`str` or `None`)."""
        return self._lock or None

    @lock.setter
    def lock(self, lock: str | None) -> None:
        self._lock = self._checked(lock)
        self.settle()

    @property
    def cuts(self) -> bool:
        """Whether cuts and stretch are shared."""
        return self._cuts

    @cuts.setter
    def cuts(self, cuts: bool) -> None:
        self._cuts = bool(cuts)
        self.settle()

    @property
    def crosshair(self) -> bool:
        """Whether each frame shows where another one is pointed at."""
        return self._crosshair

    @crosshair.setter
    def crosshair(self, crosshair: bool) -> None:
        self._crosshair = bool(crosshair)
        self.tell()

    @property
    def busy(self) -> bool:
        """Whether what happens to a frame now follows from what has happened to another one."""
        return self._busy

    def members(self) -> list[Any]:
        """Return the viewers that are still in the group and have an image."""
        return [viewer for viewer in self.viewers if viewer.frame_group is self and viewer.image is not None]

    def leader(self, but: Any = None) -> Any:
        """Return the viewer whose view the others have; `None` if there is none."""
        members = [viewer for viewer in self.members() if viewer is not but]
        return self._leader if self._leader in members else next(iter(members), None)

    def tell(self) -> None:
        """Tell the page how the frames belong together."""
        self._alignments.keep([viewer.image for viewer in self.members()])
        for order, viewer in enumerate(self.viewers):
            if viewer.frame_group is self:
                viewer.frames = Frames(
                    group=self._name,
                    order=order,
                    lock=self._lock,
                    cuts=self._cuts,
                    crosshair=self._crosshair,
                    maps=self._maps(order),
                )

    def settle(self) -> None:
        """Tell the page, and bring all frames together."""
        self.tell()
        leader = self.leader()
        if leader is not None:
            self.follow(leader, "viewport")
            self.follow(leader, "cuts")

    def follow(self, leader: Any, name: str) -> None:
        """Do to the others what has happened to a trait of one of them."""
        if name == "viewport":
            self._leader = leader
            if self._lock:
                self.match(leader)
        elif self._cuts:
            self._to_others(leader, lambda other: other.take_look(leader))

    def match(self, leader: Any) -> None:
        """Have the others show what one of them shows; each that cannot says why."""

        def take(other: Any) -> None:
            try:
                view = self.seen(leader, other.image, other)
            except ImgviewError as error:
                other.error = str(error)
                return
            if not alike(view, other.viewport):
                other.viewport = view

        self._to_others(leader, take)

    def hear(self, leader: Any) -> None:
        """Note that the page has changed a frame; the others that it shows it changes by itself."""
        self._heard[id(leader)] = time.monotonic()
        if not self._due:
            self._due = True
            shared_pool().submit(lambda: self._catch_up(leader), BACKGROUND, after=_SETTLED)

    def seen(self, leader: Any, image: Picturable, other: Any) -> Viewport | None:
        """Return the view of an image that shows what a frame shows; `None` for all of it.

        Raises
        ------
        ImgviewError
            If the frames are locked by the sky and there is none.
        """
        if self._lock == "pixel" and leader.viewport is None and leader.image.bbox == image.bbox:
            return None
        alignment = Alignment.between(leader.image, image, by="pixel")
        if self._lock == "wcs":
            alignment = self._alignments.between(leader.image, image)
        elif not self._lock:
            with suppress(ImgviewError):
                alignment = self._alignments.between(leader.image, image)
        size = leader._size  # noqa: SLF001 - another part of the viewer
        view = alignment.view(resolved(leader.viewport, leader.image.bbox, size))
        if min(leader.canvas_size) > 0 and min(other.canvas_size) > 0:
            # As much sky a screen pixel, whatever the canvas.
            view["fov"] *= min(other.canvas_size) / min(leader.canvas_size)
        made: Viewport = view  # type: ignore[assignment]
        return made

    def _catch_up(self, leader: Any) -> None:
        """Have those follow that the page does not show."""
        self._due = False
        since = self._heard[id(leader)] - _TOGETHER
        if leader in self.members():
            absent = [viewer for viewer in self.members() if self._heard.get(id(viewer), -np.inf) < since]
            if absent:
                self.follow(leader, "viewport")
                self.follow(leader, "cuts")

    def _to_others(self, leader: Any, act: Any) -> None:
        with self._doing:
            if self._busy:
                return
            self._busy = True
            try:
                for other in self.members():
                    if other is not leader:
                        act(other)
            finally:
                self._busy = False

    def _checked(self, lock: str | None) -> Lock:
        if lock is None or lock == "pixel":
            return "pixel" if lock else ""
        if lock not in ("auto", "wcs"):
            raise UnknownNameError.near(kind="lock", name=lock, known=("wcs", "pixel", "auto", "None"))
        images = [viewer.image for viewer in self.viewers if viewer.image is not None]
        if lock == "auto":
            return "wcs" if self._alignments.in_reach(images) else "pixel"
        for image in images[1:]:
            self._alignments.between(images[0], image)
        return "wcs"

    def _maps(self, order: int) -> dict[str, PolynomialMap]:
        """Return the ways from a frame to the others."""
        maps: dict[str, PolynomialMap] = {}
        first = self.viewers[order].image
        if self._lock == "pixel" or first is None:
            return maps
        for number, other in enumerate(self.viewers):
            far = len(self.viewers) > _PAIRS and 0 not in (order, number)
            if number == order or far or other.image is None or other.frame_group is not self:
                continue
            with suppress(ImgviewError):
                state: Any = self._alignments.between(first, other.image).there.state()
                maps[str(number)] = state
        return maps


def alike(first: Viewport | None, second: Viewport | None) -> bool:
    """Tell whether two views show the same, but for rounding."""
    if first is None or second is None:
        return first is second
    (x, y), (u, v) = first["center"], second["center"]
    turn = (first.get("rotation", 0.0) - second.get("rotation", 0.0) + 180) % 360 - 180
    fov = first["fov"]
    apart = (abs(x - u) + abs(y - v)) / fov + abs(fov - second["fov"]) / fov + abs(turn)
    return apart < 1e-6 and first.get("flip", False) == second.get("flip", False)
