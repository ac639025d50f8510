"""``Mosaic``: many images of one size or nearly so, side by side in one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from imgview.adapt.read import read
from imgview.display.utils import display_of
from imgview.errors import DisplayError, UnknownNameError, UnsupportedTypeError
from imgview.geometry import Box
from imgview.model import GeneralizedImage, Image, Mask, MaskedImage

__all__ = ["Mosaic"]

_MODES = ("square", "x", "y")


class Mosaic:
    """Panels in rows, the first one at the lower left.

    Parameters
    ----------
    gutter : `int`, optional
        Pixels between panels.
    background : `float`, optional
        Value between them.
    mode : `str` or `int`, optional
        "square": as square as possible; "x": one row; "y": one column; or the number of columns.

    Attributes
    ----------
    images : `list`
        What there is to put together.
    labels : `list`
        Pairs of text and colour.

    Examples
    --------
    >>> mosaic = Mosaic()
    >>> for image, name in zip(images, names):
    ...     mosaic.append(image, name)
    >>> mosaic.makeMosaic(display=display)
    """

    def __init__(self, gutter: int = 3, background: float = 0, mode: str | int = "square") -> None:
        self.gutter = gutter
        self.background = background
        self.setMode(mode)
        self.xsize = self.ysize = 0
        self.nx = self.ny = 0
        self.reset()

    def reset(self) -> None:
        """Forget all images."""
        self.images: list[Any] = []
        self.labels: list[tuple[Any, str | None]] = []

    @property
    def nImage(self) -> int:
        """How many images there are (`int`)."""
        return len(self.images)

    def append(self, image: Any, label: Any = None, ctype: str | None = None) -> int:
        """Add an image.

        Parameters
        ----------
        image : `object`
            What `imgview.read` takes.
        label : `object`, optional
            What to write at its corner.
        ctype : `str`, optional
            Colour of the label.

        Returns
        -------
        `int`
            Its number, as `getBBox` takes it.
        """
        self.images.append(image)
        self.labels.append((label, ctype))
        return len(self.images) - 1

    def makeMosaic(
        self,
        images: Sequence[Any] | None = None,
        display: Any = "deferToFrame",
        mode: str | int | None = None,
        background: float | None = None,
        title: str = "",
    ) -> Image | Mask | MaskedImage:
        """Put images side by side, and display them.

        Parameters
        ----------
        images : sequence, optional
            Those that were added if not given.
        display : `~imgview.display.Display`, optional
            Where; the default one if not given, nowhere if `None`.
        mode, background : optional
            Instead of those of the mosaic.
        title : `str`, optional
            What to call it.

        Returns
        -------
        `Image`, `Mask` or `MaskedImage`
            Of imgview, and a copy: with masks and variances if all images have them.

        Raises
        ------
        DisplayError
            If there are no images, or others have been added before.
        """
        if images is not None:
            if self.images:
                msg = f"{self.nImage} images have been added already: reset() forgets them"
                raise DisplayError(msg)
            self.images = list(images) if hasattr(images, "__len__") else [images]
        if not self.images:
            msg = "a mosaic needs at least one image"
            raise DisplayError(msg)
        pictures = [read(image) for image in self.images]
        self.ysize, self.xsize = (max(picture.shape[axis] for picture in pictures) for axis in (0, 1))
        self.nx, self.ny = self._layout(self.mode if mode is None else _checked(mode))
        mosaic = self._joined(pictures, self.background if background is None else background)
        target = display_of(display)
        if target is not None:
            target.mtv(mosaic, title=title)
            self.drawLabels(display=target)
        return mosaic

    def setGutter(self, gutter: int) -> None:
        """Choose the number of pixels between panels."""
        self.gutter = gutter

    def setBackground(self, background: float) -> None:
        """Choose the value between panels."""
        self.background = background

    def setMode(self, mode: str | int) -> None:
        """Choose how panels are arranged: "square", "x", "y" or a number of columns."""
        self.mode = _checked(mode)

    def getBBox(self, ix: int, iy: int | None = None) -> Box:
        """Return the pixels of a panel.

        Parameters
        ----------
        ix : `int`
            Its number; or its column, if ``iy`` is given.
        iy : `int`, optional
            Its row.

        Returns
        -------
        `~imgview.geometry.Box`
            In the mosaic.

        Raises
        ------
        DisplayError
            If no mosaic has been made yet.
        """
        if not self.nx:
            msg = "makeMosaic() first: before it no panel has a place"
            raise DisplayError(msg)
        if iy is None:
            iy, ix = divmod(ix, self.nx)
        start = iy * (self.ysize + self.gutter), ix * (self.xsize + self.gutter)
        return Box.from_shape((self.ysize, self.xsize), start=start)

    def drawLabels(
        self, labels: Sequence[Any] | None = None, display: Any = "deferToFrame", frame: Any = None
    ) -> None:
        """Write labels at the lower left corners of the panels.

        Parameters
        ----------
        labels : sequence, optional
            Texts, or pairs of text and colour; those that were added with the images if not given.
        display, frame : optional
            Where.

        Raises
        ------
        DisplayError
            If there are not as many labels as panels.
        """
        labels = labels or self.labels
        if not labels:
            return
        if len(labels) != self.nImage:
            msg = f"{self.nImage} panels need as many labels, got {len(labels)}"
            raise DisplayError(msg)
        target = display_of(display, frame)
        if target is None:
            return
        with target.Buffering():
            for number, each in enumerate(labels):
                label, ctype = each if isinstance(each, tuple) and len(each) == 2 else (each, None)
                if label not in (None, ""):
                    corner = self.getBBox(number)
                    target.dot(str(label), corner.x.start, corner.y.start, ctype=ctype)

    def _layout(self, mode: str | int) -> tuple[int, int]:
        """Return the numbers of columns and of rows."""
        count = self.nImage
        if mode == "x":
            return count, 1
        if mode == "y":
            return 1, count
        columns = 1
        if isinstance(mode, int):
            columns = mode
        else:
            while columns < count and columns * self.xsize < -(-count // columns) * self.ysize:
                columns += 1
        return columns, -(-count // columns)

    def _joined(self, pictures: list[GeneralizedImage], background: float) -> Image | Mask | MaskedImage:
        if all(isinstance(picture, Mask) for picture in pictures):
            return self._mask(pictures)
        whole = [picture if isinstance(picture, MaskedImage) else None for picture in pictures]
        images = [picture.image if isinstance(picture, MaskedImage) else picture for picture in pictures]
        for image in images:
            if not isinstance(image, Image):
                msg = f"a mosaic takes images, masked images or masks, got a {type(image).__name__}"
                raise UnsupportedTypeError(msg)
        image = Image(self._filled([image.array for image in images], background))  # type: ignore[attr-defined]
        masks = [None if picture is None else picture.mask for picture in whole]
        variances = [None if picture is None else picture.variance for picture in whole]
        mask = None if None in masks else self._mask(masks)
        variance = None
        if None not in variances:
            variance = Image(self._filled([part.array for part in variances], 0))  # type: ignore[union-attr]
        return (
            image if mask is None and variance is None else MaskedImage(image, mask=mask, variance=variance)
        )

    def _mask(self, masks: Sequence[Any]) -> Mask:
        schema = masks[0].schema
        if any(mask.schema != schema for mask in masks):
            msg = "the images have different mask planes: a mosaic needs the same ones in all"
            raise DisplayError(msg)
        return Mask(self._filled([mask.array for mask in masks], 0), schema=schema)

    def _filled(self, arrays: Sequence[Any], background: float) -> Any:
        """Return one array with the others in the middles of their panels."""
        shape = (
            self.ny * (self.ysize + self.gutter) - self.gutter,
            self.nx * (self.xsize + self.gutter) - self.gutter,
        )
        whole = np.full((*shape, *arrays[0].shape[2:]), background, dtype=np.result_type(*arrays))
        for number, array in enumerate(arrays):
            panel = self.getBBox(number)
            y = panel.y.start + (self.ysize - array.shape[0]) // 2
            x = panel.x.start + (self.xsize - array.shape[1]) // 2
            whole[y : y + array.shape[0], x : x + array.shape[1]] = array
        return whole


def _checked(mode: str | int) -> str | int:
    if isinstance(mode, int) and not isinstance(mode, bool) and mode > 0:
        return mode
    if mode not in _MODES:
        raise UnknownNameError.near(
            kind="mode of a mosaic", name=mode, known=(*_MODES, "a number of columns")
        )
    return mode
