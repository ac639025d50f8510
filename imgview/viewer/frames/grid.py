"""``imgview.grid``: several images side by side, moved as one."""

import base64
import math
from typing import Any

import ipywidgets

from imgview.errors import SettingError
from imgview.render.png import beside
from imgview.viewer.frames.frame_group import FrameGroup
from imgview.viewer.viewer import ImageViewer

__all__ = ["Grid", "grid"]

_HEIGHTS = (520, 400)
"""CSS pixels of a viewer in a grid of one row, and of more."""


class Grid(ipywidgets.GridBox):  # type: ignore[misc]
    """Viewers side by side; made by `grid`.

    Attributes
    ----------
    viewers : `tuple` of `~imgview.viewer.viewer.ImageViewer`
        The frames, in order.

    Notes
    -----
    On the page one frame leads, the one in the hand, and the others follow at once, without the kernel; in
    Python they follow as well, displayed or not.  Keys: Shift B blinks, Page Down and Page Up go to the
    next and the previous frame.
    """

    def __init__(
        self, viewers: tuple[ImageViewer, ...], columns: int, lock: str | None, *, cuts: bool, crosshair: bool
    ) -> None:
        self.viewers = viewers
        self._columns = columns
        self._group = FrameGroup(viewers, lock, cuts=cuts, crosshair=crosshair)
        template = f"repeat({columns}, minmax(0, 1fr))"
        super().__init__(
            viewers, layout={"grid_template_columns": template, "grid_gap": "6px", "width": "100%"}
        )

    @property
    def lock(self) -> str | None:
        """How the frames are held together (`str` or `None`): "wcs", "pixel" or not at all."""
        return self._group.lock

    @lock.setter
    def lock(self, lock: str | None) -> None:
        self._group.lock = lock

    @property
    def cuts(self) -> bool:
        """Whether cuts and stretch are shared."""
        return self._group.cuts

    @cuts.setter
    def cuts(self, cuts: bool) -> None:
        self._group.cuts = cuts

    @property
    def crosshair(self) -> bool:
        """Whether each frame shows where another one is pointed at."""
        return self._group.crosshair

    @crosshair.setter
    def crosshair(self, crosshair: bool) -> None:
        self._group.crosshair = crosshair

    def match(self, viewer: ImageViewer) -> None:
        """Have all frames show what one of them shows, this once.

        Parameters
        ----------
        viewer : `~imgview.viewer.viewer.ImageViewer`
            One of the frames. Without a lock the others show the same sky if they can, else the same pixels.

        Raises
        ------
        SettingError
            If it is none of the frames, or shows no image.
        """
        if viewer not in self._group.members():
            msg = "match() takes one of the grid's viewers, which shows an image"
            raise SettingError(msg)
        self._group.match(viewer)

    def blink(self, seconds: float = 0.7) -> None:
        """Show one frame at a time, at full size, each in its turn; its name is told.

        Parameters
        ----------
        seconds : `float`, optional
            How long each is seen.

        Raises
        ------
        SettingError
            If that is no time.
        """
        if not (math.isfinite(seconds) and seconds > 0):
            msg = f"frames blink by a number of seconds, got {seconds!r}; stop() ends it"
            raise SettingError(msg)
        for viewer in self.viewers:
            viewer.blink = float(seconds)

    def stop(self) -> None:
        """Show all frames side by side again."""
        for viewer in self.viewers:
            viewer.blink = 0.0

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any] | None:
        """Return the live view, and a picture of all frames for where nothing is alive."""
        bundle: dict[str, Any] | None = super()._repr_mimebundle_(**kwargs)
        frames = [viewer._repr_mimebundle_(**kwargs) for viewer in self.viewers]
        pictures = [
            base64.b64decode(frame[0]["image/png"]) for frame in frames if frame and "image/png" in frame[0]
        ]
        if bundle is not None and pictures:
            bundle["image/png"] = base64.b64encode(beside(pictures, self._columns)).decode()
        return bundle

    def __repr__(self) -> str:
        lines = (f"  {viewer!r}" for viewer in self.viewers)
        return "\n".join([f"Grid({len(self.viewers)} frames, lock={self.lock!r})", *lines])


def grid(
    *objs: Any,
    columns: int | None = None,
    lock: str | None = "auto",
    cuts: bool = False,
    crosshair: bool = True,
    **keywords: Any,
) -> Grid:
    """Show several images side by side.

    Parameters
    ----------
    *objs : `object`
        Viewers, or whatever `imgview.read` takes.
    columns : `int`, optional
        How many stand in a row; if not given, up to three, and four as two times two.
    lock : `str` or `None`, optional
        "wcs": all show the same sky, turned and scaled as needed; "pixel": the same absolute pixels; `None`:
        each is moved by itself; "auto", the default: "wcs" where all images have a sky, else "pixel".
    cuts : `bool`, optional
        Whether cuts and stretch are shared, so that the same value is as bright in all.
    crosshair : `bool`, optional
        Whether each frame shows where the pointer is in another one.
    **keywords
        For all images: how to read and how to show them, as for `imgview.show`; ``height`` is that of
        each viewer.

    Returns
    -------
    `Grid`
        It displays itself where it is the last expression of a cell; ``.viewers``, ``.lock``, ``.cuts``,
        ``.crosshair`` (all but the first can be assigned to), ``.blink()``, ``.stop()``, ``.match(viewer)``.

    Raises
    ------
    ImgviewError
        If an image cannot be read or shown, there is no such lock, or one has no sky to lock by.

    Examples
    --------
    >>> frames = grid("visit1.fits", "visit2.fits", cuts=True)
    >>> frames.blink(0.5)
    """
    if not objs:
        msg = "a grid needs at least one image: grid(image, other)"
        raise SettingError(msg)
    count = len(objs)
    columns = min(count, 3 if count != 4 else 2) if columns is None else columns
    if columns != int(columns) or columns < 1:
        msg = f"a grid has a whole number of columns, got {columns!r}"
        raise SettingError(msg)
    height = keywords.pop("height", _HEIGHTS[count > columns])
    viewers = []
    for obj in objs:
        viewer = obj if isinstance(obj, ImageViewer) else ImageViewer(obj, **keywords)
        # Side by side there is little room; the button opens the panel again.
        viewer.panel_open, viewer.height = columns == 1, height
        viewers.append(viewer)
    return Grid(tuple(viewers), columns, lock, cuts=cuts, crosshair=crosshair)
