"""One frame: a viewer, what is drawn over its image, and what was asked for whatever image it shows.

The faces, `~imgview.display.interface.Display` and `~imgview.display.backend.DisplayImpl`, speak to this.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Hashable, Mapping
from typing import Any, ClassVar

from imgview.display.callbacks import Event, afw_key
from imgview.display.cells import CELLS
from imgview.display.drawing import Drawing
from imgview.display.mask_look import MaskLook
from imgview.display.scaling import Scaling
from imgview.errors import DisplayError, ImgviewError
from imgview.model import GeneralizedImage, MaskedImage
from imgview.render.looks.cuts import normalise_mode
from imgview.render.overlays.marks import Marks
from imgview.viewer.framed import UNDISPLAYED
from imgview.viewer.framing import resolved
from imgview.viewer.tables import stretch_tables
from imgview.viewer.viewer import ImageViewer
from imgview.widget.protocol import Viewport

__all__ = ["Frame"]

_LAYER = "drawing"
_GREEN = "#00ff00"
"""What ds9 draws in while nobody names a colour."""


class Frame:
    """A frame, made by `of`.

    Parameters
    ----------
    name : hashable
        Its identifier.
    """

    _frames: ClassVar[dict[Hashable, Frame]] = {}

    def __init__(self, name: Hashable) -> None:
        self.name = name
        self.viewer = ImageViewer()
        self.drawing = Drawing(self._draw)
        self.look = MaskLook(self.viewer)
        self.scaling = Scaling(None, None, None)
        self.waiting = False
        """Whether `next_event` waits: keys are its own then."""
        self._scaled: tuple[Any, ...] | None = None
        self._zoom: float | None = None
        self._center: tuple[float, float] | None = None
        self._owner: Any = None

    @classmethod
    def of(cls, name: Hashable, owner: Any) -> Frame:
        """Return the frame of a name, which belongs to ``owner`` from now on; made when there is none."""
        frame = cls._frames.get(name)
        if frame is None:
            frame = cls._frames[name] = cls(name)
        frame._owner = owner
        return frame

    @classmethod
    def all(cls) -> list[Frame]:
        """Return all frames, in the order in which they were made."""
        return list(cls._frames.values())

    def close(self, owner: Any) -> None:
        """Take the frame off the page, unless it belongs to another owner by now."""
        if self._owner is owner and self._frames.get(self.name) is self:
            del self._frames[self.name]
            self.drawing.forget((0.0, 0.0))
            self.viewer.close()

    @property
    def start(self) -> tuple[float, float]:
        """Absolute x and y of the image's first pixel; of no image (0, 0)."""
        return self.drawing.start

    def show_image(self, picture: GeneralizedImage, colors: Mapping[str, str | None]) -> None:
        """Show another image; what was drawn over the one before goes with it.

        Parameters
        ----------
        picture : `~imgview.model.GeneralizedImage`
            What to show.
        colors : mapping
            Colours of its mask planes by default.
        """
        viewer, scaling = self.viewer, self.scaling
        before = viewer.image
        state: dict[str, Any] = {}
        # What a person has changed on the page since is kept as the viewer keeps it.
        if self._scaled is None or self._scaled == self._scale_now():
            named = {"stretch": scaling.stretch, "cuts": scaling.cuts}
            state = {name: value for name, value in named.items() if value is not None}
            if scaling.stretch is not None and scaling.parameter is not None:
                state["stretch_parameter"] = scaling.parameter
        mask = picture.mask if isinstance(picture, MaskedImage) else None
        if mask is not None:
            state["planes"] = self.look.changes(mask.schema.names, colors)
        zoom = self._zoom_now() if before is not None and before.bbox != picture.bbox else self._zoom
        with viewer.hold_sync():
            viewer.load_image(picture, **state)
            self.drawing.forget((float(picture.bbox.x.start), float(picture.bbox.y.start)))
            self._scaled = self._scale_now()
            group = viewer.frame_group
            # Of frames that follow each other a new image takes the others' view.
            if (before is None or before.bbox != picture.bbox) and not (group and group.lock):
                self._place(zoom)
        CELLS.show(viewer)

    def scale(self, scaling: Scaling) -> None:
        """Change how pixels become grey, here and for the images to come.

        Raises
        ------
        ImgviewError
            If the cuts or the stretch are impossible; nothing is changed then.
        """
        if scaling.cuts is not None:
            normalise_mode(scaling.cuts)
        if scaling.stretch is not None:
            stretch_tables(scaling.stretch, scaling.parameter)
        old = self.scaling
        self.scaling = scaling = Scaling(
            old.stretch if scaling.stretch is None else scaling.stretch,
            old.parameter if scaling.stretch is None else scaling.parameter,
            old.cuts if scaling.cuts is None else scaling.cuts,
        )
        viewer = self.viewer
        if viewer.image is None:
            self._scaled = None
            return
        with viewer.hold_sync():
            if scaling.stretch is not None:
                viewer.stretch = scaling.stretch
                viewer.stretch_parameter = scaling.parameter
            if scaling.cuts is not None:
                viewer.cuts = scaling.cuts
        self._scaled = self._scale_now()

    def zoom(self, factor: float) -> None:
        """Show so many screen pixels an image pixel, about the present centre.

        Raises
        ------
        ImgviewError
            If that is no positive number.
        """
        factor = float(factor)
        if not (math.isfinite(factor) and factor > 0):
            msg = f"a zoom is a positive number of screen pixels an image pixel, got {factor!r}"
            raise ImgviewError(msg)
        self._zoom = factor
        if self.viewer.image is not None:
            self.viewer.zoom_to(self._zoom)

    def colormap(self, cmap: Any) -> None:
        """Choose the colours of the image, by a name of matplotlib's or afw's "grey"."""
        self.viewer.colormap = "gray" if cmap == "grey" else cmap

    def fit(self) -> None:
        """Show the whole image."""
        self._zoom = self._center = None
        if self.viewer.image is not None:
            self.viewer.fit()

    def pan(self, x: float, y: float) -> None:
        """Move an absolute position to the middle.

        Raises
        ------
        DisplayError
            If it is nowhere.
        """
        if not (math.isfinite(x) and math.isfinite(y)):
            msg = f"cannot pan to column {x}, row {y}: give finite numbers"
            raise DisplayError(msg)
        if self.viewer.image is None:
            self._center = (x, y)
        else:
            self.viewer.center_on(x=x, y=y)

    def view(self) -> Viewport:
        """Return which part of the image is shown, in numbers even while it is fitted.

        Raises
        ------
        DisplayError
            If there is no image.
        """
        if self.viewer.image is None:
            msg = f"frame {self.name!r} shows no image yet: mtv() one first"
            raise DisplayError(msg)
        return resolved(self.viewer.viewport, self.viewer.image.bbox, self._size)

    def current_zoom(self) -> float:
        """Return how many screen pixels an image pixel has now."""
        return float(min(self._size) / self.view()["fov"])

    def current_center(self) -> tuple[float, float]:
        """Return the absolute position in the middle of the picture."""
        return self.view()["center"]

    def next_event(self, timeout: float | None = None) -> Event | None:
        """Wait for a key on the page; `None` at once where no page could answer."""
        CELLS.show_waiting()
        self.drawing.settle()
        self.waiting = True
        try:
            event = self.viewer.wait_for_key(timeout=timeout)
        finally:
            self.waiting = False
        return None if event is None else afw_key(event)

    def raise_(self) -> None:
        """Display the viewer in the cell that is running, even where it stands there already."""
        self.drawing.settle()
        CELLS.show(self.viewer, again=True)

    @property
    def _size(self) -> tuple[int, int]:
        width, height = self.viewer.canvas_size
        return (int(width), int(height)) if width > 0 and height > 0 else UNDISPLAYED

    def _scale_now(self) -> tuple[Any, ...]:
        viewer = self.viewer
        return viewer.stretch, viewer.stretch_parameter, viewer.cuts_mode, viewer.cuts

    def _zoom_now(self) -> float | None:
        """Return the zoom of the image that is shown; `None` while it is fitted, or nobody asked for one."""
        viewport = self.viewer.viewport
        if self._zoom is None or viewport is None:
            return None
        return self.current_zoom()

    def _place(self, zoom: float | None) -> None:
        """Give an image of another box the zoom that was asked for, and the first one its place too."""
        if zoom is not None:
            self.viewer.zoom_to(zoom)
        if self._center is not None:
            self.viewer.center_on(x=self._center[0], y=self._center[1])
            self._center = None

    def _draw(self, marks: Marks) -> None:
        """Put marks in the place of those before."""
        viewer = self.viewer
        if viewer.image is None:
            if marks.rows:
                said = f"frame {self.name!r} shows no image yet: what is drawn before the first mtv is lost"
                warnings.warn(said, stacklevel=5)
            return
        try:
            if marks.rows:
                # What a person has made of the layer on the page stays.
                look = {} if _LAYER in viewer.layers else {"color": _GREEN}
                viewer.add_marks(marks, name=_LAYER, **look)
            elif _LAYER in viewer.layers:
                viewer.layers[_LAYER].remove()
        except ImgviewError as error:
            # A timer or the end of a cell has nobody to raise this to.
            viewer.error = str(error)
