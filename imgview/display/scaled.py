"""The half of a display that says which part of the image is shown, and how its pixels become grey."""

from __future__ import annotations

from typing import Any, ClassVar

from imgview.display.constants import PARENT, is_local
from imgview.display.frame import Frame
from imgview.display.scaling import Scaling
from imgview.errors import DisplayError

__all__ = ["ScaledDisplay"]


class ScaledDisplay:
    """Scale, zoom, place and colormap of a frame."""

    _defaultImageColormap: ClassVar[Any] = "gray"

    _frame: Frame

    @staticmethod
    def setDefaultImageColormap(cmap: Any) -> None:
        """Choose the colormap of new displays.

        Parameters
        ----------
        cmap : `str` or `matplotlib.colors.Colormap`
            A name of matplotlib's.
        """
        ScaledDisplay._defaultImageColormap = cmap

    def setImageColormap(self, cmap: Any) -> None:
        """Choose the colours of the image.

        Parameters
        ----------
        cmap : `str` or `matplotlib.colors.Colormap`
            A name of matplotlib's; "grey" will do.
        """
        self._frame.colormap(cmap)

    def scale(self, algorithm: Any, min: Any, max: Any = None, unit: Any = None, **kwargs: Any) -> None:
        """Choose how pixels become grey, for this image and those to come.

        Parameters
        ----------
        algorithm : `str` or `None`
            "linear", "log", "sqrt", "squared", "asinh", "sinh", "pow", "histequ", ...; `None` leaves it.
        min : `float` or `str`
            The value shown darkest; or "minmax" or "zscale", which find both limits.
        max : `float`, optional
            The value shown brightest.
        unit : `str`, optional
            Of both: "Absolute", "Percent" (percentiles) or "Sigma" (standard deviations from the mean).
        **kwargs
            ``Q`` of "asinh", ``gamma`` of a power law; ``nSamples``, ``contrast``, ``zscale_samples``,
            ``zscale_contrast`` (percent) of "zscale". A warning tells of others.

        Raises
        ------
        DisplayError
            If ``max`` is missing, or not needed (a `RuntimeError`).
        UnknownNameError
            If there is no such algorithm, mode or unit.
        """
        self._frame.scale(Scaling.of(algorithm, min, max, unit, kwargs))

    def zoom(self, zoomfac: Any = None, colc: Any = None, rowc: Any = None, origin: Any = PARENT) -> None:
        """Choose how many screen pixels an image pixel has, and perhaps the middle of the picture.

        Parameters
        ----------
        zoomfac : `float`, optional
            Screen pixels an image pixel; 2 if nothing is given at all.
        colc, rowc : `float`, optional
            What to move to the middle, both or neither.
        origin : optional
            As for `dot`.

        Raises
        ------
        DisplayError
            If one of column and row is missing (a `RuntimeError`).
        """
        if (colc is None) != (rowc is None):
            msg = "give both colc and rowc to move to a place, or neither"
            raise DisplayError(msg)
        if zoomfac is None and colc is None:
            zoomfac = 2
        if zoomfac is not None:
            self._frame.zoom(zoomfac)
        if colc is not None:
            x0, y0 = self._frame.start if is_local(origin) else (0.0, 0.0)
            self._frame.pan(float(colc) + x0, float(rowc) + y0)

    def pan(self, colc: Any = None, rowc: Any = None, origin: Any = PARENT) -> None:
        """Move a place to the middle of the picture.

        Parameters
        ----------
        colc, rowc : `float`
            Column and row.
        origin : optional
            As for `dot`.

        Raises
        ------
        DisplayError
            If one of them is missing.
        """
        if colc is None or rowc is None:
            msg = "give both colc and rowc to move to a place"
            raise DisplayError(msg)
        self.zoom(None, colc, rowc, origin)

    def fit(self) -> None:
        """Show the whole image."""
        self._frame.fit()

    def apply_scaling(self, scaling: Scaling) -> None:
        """Change how pixels become grey: the stretch, the cuts, or both."""
        self._frame.scale(scaling)

    def current_zoom(self) -> float:
        """Return how many screen pixels an image pixel has now."""
        return self._frame.current_zoom()

    def current_center(self) -> tuple[float, float]:
        """Return the absolute position in the middle of the picture."""
        return self._frame.current_center()
