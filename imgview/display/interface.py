"""``Display``: the class through which notebooks written for lsst.afw.display speak to imgview."""

from __future__ import annotations

import warnings
from collections.abc import Hashable, Mapping
from typing import Any, ClassVar, Self

from imgview.display.aligning import align
from imgview.display.callbacks import Callbacks
from imgview.display.drawn import DrawnDisplay
from imgview.display.frame import Frame
from imgview.display.keyed import KeyedDisplay
from imgview.display.masked import MaskedDisplay
from imgview.display.pictures import picture_of
from imgview.display.scaled import ScaledDisplay
from imgview.display.unused import warn_unused
from imgview.errors import DisplayError, UnsupportedTypeError
from imgview.model import MaskedImage
from imgview.viewer.viewer import ImageViewer

__all__ = ["Display"]


class Display(DrawnDisplay, MaskedDisplay, ScaledDisplay, KeyedDisplay):
    """A frame that shows an image, and what is drawn over it.

    Parameters
    ----------
    frame : hashable, optional
        Which one; the default frame if not given. Each frame has one viewer, however many displays are made
        of it.
    backend : `str`, optional
        There is only one; other names are taken, and a warning tells so.
    verbose : `bool`, optional
        Taken, and remembered.
    **kwargs
        Attributes of `~imgview.viewer.viewer.ImageViewer`: ``height``, ``show_grid``, ...

    Notes
    -----
    What is not found here is looked for in the viewer: ``display.planes``, ``display.add_catalog(...)``.
    """

    _displays: ClassVar[dict[Hashable, Display]] = {}
    _defaultFrame: ClassVar[Any] = 0

    def __init__(
        self, frame: Any = None, backend: str | None = None, *, verbose: bool = False, **kwargs: Any
    ) -> None:
        frame = Display._defaultFrame if frame is None else frame
        check_backend(backend)
        try:
            hash(frame)
        except TypeError:
            msg = f"a frame is a number, a text or anything hashable, got a {type(frame).__name__}"
            raise UnsupportedTypeError(msg) from None
        self.frame = frame
        self.name = "imgview"
        self.verbose = verbose
        self._frame = Frame.of(frame, self)
        self._drawing = self._frame.drawing
        self._callbacks = Callbacks()
        self._maskPlaneColors = dict(Display._defaultMaskPlaneColor)
        self.setMaskTransparency(Display._defaultMaskTransparency)
        self.setImageColormap(Display._defaultImageColormap)
        self._configure(kwargs)
        Display._displays[frame] = self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __getattr__(self, name: str) -> Any:
        frame = self.__dict__.get("_frame")
        if frame is None or name.startswith("__"):
            msg = f"{type(self).__name__!r} object has no attribute {name!r}"
            raise AttributeError(msg)
        try:
            return getattr(self.viewer, name)
        except AttributeError:
            msg = f"neither a Display nor the viewer of frame {frame.name!r} has an attribute {name!r}"
            raise AttributeError(msg) from None

    def __str__(self) -> str:
        return f"Display[{self.frame}]"

    def __repr__(self) -> str:
        return f"<Display of frame {self.frame!r}: {self._frame.viewer!r}>"

    @property
    def viewer(self) -> ImageViewer:
        """The viewer of the frame; all that was drawn is in it."""
        self._drawing.flush()
        return self._frame.viewer

    @staticmethod
    def setDefaultBackend(backend: str) -> None:
        """Take the name of a back end; there is only one.

        Parameters
        ----------
        backend : `str`
            A warning tells that any other than "imgview" is not used.
        """
        check_backend(backend)

    @staticmethod
    def getDefaultBackend() -> str:
        """Return the name of the back end, "imgview"."""
        return "imgview"

    @staticmethod
    def setDefaultFrame(frame: Any = 0) -> None:
        """Choose the frame of those who name none.

        Parameters
        ----------
        frame : hashable, optional
            `None` switches off the functions of `imgview.ds9`.
        """
        Display._defaultFrame = frame

    @staticmethod
    def getDefaultFrame() -> Any:
        """Return the frame of those who name none."""
        return Display._defaultFrame

    @staticmethod
    def incrDefaultFrame() -> Any:
        """Make the next frame the default, and return it."""
        Display._defaultFrame += 1
        return Display._defaultFrame

    @staticmethod
    def getDisplay(
        frame: Any = None,
        backend: str | None = None,
        create: bool = True,
        verbose: bool = False,
        **kwargs: Any,
    ) -> Display:
        """Return the display of a frame, made if need be.

        Parameters
        ----------
        frame : hashable, optional
            Which one; the default frame if not given.
        backend : `str`, optional
            ``""``: the frame must be there. Other names do not matter.
        create : `bool`, optional
            Whether to make a display where there is none.
        verbose : `bool`, optional
            Remembered.
        **kwargs
            As for `Display`.

        Raises
        ------
        DisplayError
            If there is no such frame, and none is to be made (a `RuntimeError`).
        """
        frame = Display._defaultFrame if frame is None else frame
        display = Display._displays.get(frame)
        if display is None:
            if backend == "" or not create:
                there = ", ".join(map(repr, Display._displays)) or "none"
                msg = f"frame {frame!r} does not exist; there are: {there}"
                raise DisplayError(msg)
            return Display(frame, backend, verbose=verbose, **kwargs)
        display.verbose = verbose
        return display

    @staticmethod
    def delAllDisplays() -> None:
        """Close all displays."""
        for display in list(Display._displays.values()):
            display.close()

    def close(self) -> None:
        """Take the frame off the page."""
        self._frame.close(self)
        if Display._displays.get(self.frame) is self:
            del Display._displays[self.frame]

    def show(self) -> None:
        """Show the viewer in the cell that is running, even if it is there already."""
        self._frame.raise_()

    def image(self, data: Any, title: Any = "", wcs: Any = None, metadata: Any = None) -> None:
        """Display an image, its mask planes over it.

        What was drawn over the image before is erased, as ds9 and afw's back ends do; scale, zoom, colours
        and transparencies stay. In a notebook the viewer appears in each cell that calls this, once.

        Parameters
        ----------
        data : `object`
            An Exposure, MaskedImage, Image, DecoratedImage or Mask of lsst.afw, or anything that
            `imgview.read` takes. A mask alone is shown over an image of its bits.
        title : `object`, optional
            What to call it.
        wcs : optional
            Where the pixels lie on the sky: a SkyWcs of lsst.afw, a WCS of astropy or a FITS header.
        metadata : mapping, optional
            More cards for the header.

        Raises
        ------
        UnsupportedTypeError
            If ``data`` is of a class that cannot be displayed (a `TypeError`).
        DisplayError
            If ``wcs`` is given with an exposure (a `RuntimeError`).
        ImgviewError
            If it cannot be read or shown.
        """
        picture = picture_of(data, title=title, wcs=wcs, metadata=metadata)
        mask = picture.mask if isinstance(picture, MaskedImage) else None
        names = () if mask is None else mask.schema.names
        colors = self._colors_for(names)
        self._frame.show_image(picture, colors)

    mtv = image

    def alignImages(self, match_type: str = "", lock_match: bool = True) -> None:
        """Align all displays with this one.

        Parameters
        ----------
        match_type : `str`, optional
            "Standard" or "Target" (by the sky, which is the default), "Pixel" or "PixelCenter".
        lock_match : `bool`, optional
            Whether they follow each other from now on.
        """
        align(self._frame, Frame.all(), match_type, lock=lock_match)

    def _configure(self, keywords: Mapping[str, Any]) -> None:
        unused = {}
        for name, value in keywords.items():
            if self._frame.viewer.has_trait(name):
                setattr(self._frame.viewer, name, value)
            else:
                unused[name] = value
        if unused:
            warn_unused("Display", unused)


def check_backend(backend: str | None) -> None:
    """Say that a back end is not used.

    Parameters
    ----------
    backend : `str` or `None`
        Its name.
    """
    if backend not in (None, "", "imgview"):
        said = f"imgview draws by itself: the back end {backend!r} is not used"
        warnings.warn(said, stacklevel=3)
