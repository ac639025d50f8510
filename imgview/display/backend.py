"""``DisplayImpl``: imgview as a back end of lsst.afw.display.

``lsst.afw.display.setDefaultBackend("imgview")`` finds it by its name. The methods are those that
``lsst.afw.display.Display`` calls, with its arguments by position; nothing of LSST is imported.
"""

from __future__ import annotations

from typing import Any

from imgview.display.aligning import align
from imgview.display.axes import Axes
from imgview.display.callbacks import Event, afw_key
from imgview.display.frame import Frame
from imgview.display.keyed import browser_key
from imgview.display.mask_look import clipped_percent
from imgview.display.pictures import picture_of
from imgview.display.plane_colors import color_generator
from imgview.display.scaling import Scaling
from imgview.display.unused import warn_unused
from imgview.model import MaskedImage
from imgview.viewer.viewer import ImageViewer

__all__ = ["DisplayImpl"]


class DisplayImpl:
    """The back end of one display of lsst.afw.

    Parameters
    ----------
    display : ``lsst.afw.display.Display``
        Whose back end it is; its ``frame`` and ``getMaskPlaneColor`` are used.
    verbose : `bool`, optional
        Taken, and remembered.
    **kwargs
        Attributes of `~imgview.viewer.viewer.ImageViewer`.

    Notes
    -----
    What afw's display does not know it looks for here, and this in the viewer: ``display.planes`` works. As
    in every back end a plane's colour acts when the next image is displayed, for afw does not tell of it.
    """

    # afw closes a display that is replaced only when Python forgets it: the frame then has another owner.

    def __init__(self, display: Any, verbose: bool = False, **kwargs: Any) -> None:
        self.display = display
        self.verbose = verbose
        self.frame = display.frame
        self._frame = Frame.of(display.frame, self)
        self._keys: dict[str, Any] = {}
        warn = [name for name in kwargs if not self._frame.viewer.has_trait(name)]
        for name in kwargs.keys() - set(warn):
            setattr(self._frame.viewer, name, kwargs[name])
        if warn:
            warn_unused("Display", warn)

    @property
    def viewer(self) -> ImageViewer:
        """The viewer of the frame."""
        self._frame.drawing.flush()
        return self._frame.viewer

    def __getattr__(self, name: str) -> Any:
        frame = self.__dict__.get("_frame")
        # What begins so is afw's question whether a back end can do something.
        if frame is None or name.startswith("_"):
            msg = f"the back end imgview has no {name!r}"
            raise AttributeError(msg)
        return getattr(self.viewer, name)

    def _close(self) -> None:
        self._frame.close(self)

    def _show(self) -> None:
        self._frame.raise_()

    def _mtv(
        self, image: Any, mask: Any = None, wcs: Any = None, title: Any = "", metadata: Any = None
    ) -> None:
        picture = picture_of(image, mask=mask, wcs=wcs, title=title, metadata=metadata)
        planes = picture.mask if isinstance(picture, MaskedImage) else None
        free = color_generator()
        names = () if planes is None else planes.schema.names
        self._frame.show_image(
            picture, {name: self.display.getMaskPlaneColor(name) or next(free) for name in names}
        )

    def _dot(
        self,
        symb: Any,
        c: float,
        r: float,
        size: float,
        ctype: str | None,
        fontFamily: str = "helvetica",
        textAngle: float | None = None,
        **kwargs: Any,
    ) -> None:
        if kwargs:
            warn_unused("dot", kwargs)
        # afw has parsed the symbol: what looks like grammar now is text.
        symb = symb if isinstance(symb, str) else Axes.of(symb) or symb
        self._frame.drawing.dot(symb, c, r, size, ctype, local=True, font=fontFamily, angle=textAngle)

    def _drawLines(self, points: Any, ctype: str | None) -> None:
        self._frame.drawing.line(points, ctype, local=True)

    def _erase(self) -> None:
        self._frame.drawing.erase()

    def _buffer(self, enable: bool = True) -> None:
        if enable:
            self._frame.drawing.hold()
        else:
            self._frame.drawing.release()

    def _flush(self) -> None:
        self._frame.drawing.flush()

    def _scale(self, algorithm: Any, min: Any, max: Any, unit: Any = None, **kwargs: Any) -> None:
        self._frame.scale(Scaling.of(algorithm, min, max, unit, kwargs))

    def _zoom(self, zoomfac: float) -> None:
        self._frame.zoom(zoomfac)

    def _pan(self, colc: float, rowc: float) -> None:
        x0, y0 = self._frame.start
        self._frame.pan(float(colc) + x0, float(rowc) + y0)

    def _setMaskTransparency(self, transparency: float, maskplane: str | None = None) -> None:
        self._frame.look.transparency(clipped_percent(transparency), maskplane)

    def _getMaskTransparency(self, maskplane: str | None = None) -> float | None:
        return self._frame.look.transparency_of(maskplane)

    def _setImageColormap(self, cmap: Any) -> None:
        self._frame.colormap(cmap)

    def _alignImages(self, match_type: str = "", lock_match: bool = True) -> None:
        align(self._frame, Frame.all(), match_type, lock=lock_match)

    def _setCallback(self, k: str, func: Any) -> None:
        viewer = self._frame.viewer
        # afw's own (no operation, help, leaving) are for interact() alone.
        if getattr(func, "__module__", "").startswith("lsst.afw.display"):
            self._keys.pop(k, None)
        else:
            self._keys[k] = func
        viewer.on_key(self._heard, remove=True)
        if self._keys:
            viewer.on_key(self._heard, keys=sorted({browser_key(key) for key in self._keys}))

    def _getEvent(self) -> Event:
        # Where nobody can press a key, afw's loop must end.
        return self._frame.next_event() or Event("q")

    def _heard(self, event: Any) -> None:
        pressed = afw_key(event)
        if not self._frame.waiting and pressed.k in self._keys:
            self._keys[pressed.k](pressed.k, pressed.x, pressed.y)
