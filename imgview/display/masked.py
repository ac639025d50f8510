"""The half of a display that says how mask planes look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from imgview.display.frame import Frame
from imgview.display.mask_look import clipped_percent, known_color
from imgview.display.plane_colors import DEFAULT_COLORS, color_generator, colors_of
from imgview.errors import DisplayError

__all__ = ["MaskedDisplay"]


class MaskedDisplay:
    """The colours and the transparencies of the mask planes of a frame."""

    _defaultMaskPlaneColor: ClassVar[dict[str, Any]] = dict(DEFAULT_COLORS)
    _defaultMaskTransparency: ClassVar[Any] = {}

    _frame: Frame
    _maskPlaneColors: dict[str, Any]

    @staticmethod
    def setDefaultMaskTransparency(maskPlaneTransparency: Any = None) -> None:
        """Choose how transparent the mask planes of new displays are.

        Parameters
        ----------
        maskPlaneTransparency : `float` or mapping, optional
            Percent, or percents by name.
        """
        given = {} if maskPlaneTransparency is None else maskPlaneTransparency
        MaskedDisplay._defaultMaskTransparency = dict(given) if isinstance(given, Mapping) else given

    @staticmethod
    def setDefaultMaskPlaneColor(name: Any = None, color: str | None = None) -> None:
        """Choose the colour that a mask plane has in new displays.

        Parameters
        ----------
        name : `str` or mapping, optional
            The plane, or colours by name; if not given all are as lsst.afw has them.
        color : `str`, optional
            A name of X11, "#rrggbb" or "ignore".

        Raises
        ------
        UnknownNameError
            If it is no colour.
        """
        if name is None:
            name = DEFAULT_COLORS
        if isinstance(name, Mapping):
            _alone("color", color)
            for each, its in name.items():
                MaskedDisplay.setDefaultMaskPlaneColor(each, its)
            return
        known_color(color)
        MaskedDisplay._defaultMaskPlaneColor[name] = color

    def maskColorGenerator(self, omitBW: bool = True) -> Iterator[str]:
        """Return the standard colours, again and again.

        Parameters
        ----------
        omitBW : `bool`, optional
            Whether to leave out black and white.
        """
        return color_generator(omit_bw=omitBW)

    def setMaskPlaneColor(self, name: Any, color: str | None = None) -> None:
        """Give a mask plane a colour, at once.

        Parameters
        ----------
        name : `str` or mapping
            The plane, by its old or new name; or colours by name.
        color : `str`, optional
            A name of X11, "#rrggbb", or "ignore": not displayed. `None` for the default.

        Raises
        ------
        UnknownNameError
            If it is no colour.
        """
        if isinstance(name, Mapping):
            _alone("color", color)
            for each, its in name.items():
                self.setMaskPlaneColor(each, its)
            return
        self._frame.look.color(name, color)
        self._maskPlaneColors[name] = color

    def getMaskPlaneColor(self, name: str | None = None) -> Any:
        """Return the colour of a mask plane, or of all.

        Parameters
        ----------
        name : `str`, optional
            The plane; all if not given.

        Returns
        -------
        `str`, `None` or `dict`
            Those of all by name; `None` for a plane that has none yet.
        """
        if name is None:
            return self._maskPlaneColors
        return colors_of((name,), self._maskPlaneColors, self._defaultMaskPlaneColor, invent=False)[name]

    def setMaskTransparency(self, transparency: Any = None, name: str | None = None) -> None:
        """Make a mask plane, or all of them, transparent, at once.

        Parameters
        ----------
        transparency : `float` or mapping, optional
            Percent, 0 (opaque) to 100 (invisible), clipped; or percents by name. `None` changes nothing.
        name : `str`, optional
            The plane; all if not given.
        """
        if isinstance(transparency, Mapping):
            _alone("name", name)
            for each, percent in transparency.items():
                self.setMaskTransparency(percent, each)
        elif transparency is not None:
            self._frame.look.transparency(clipped_percent(transparency), name)

    def getMaskTransparency(self, name: str | None = None) -> float | None:
        """Return how transparent a mask plane is, in percent.

        Parameters
        ----------
        name : `str`, optional
            The plane; what was last asked for all if not given, `None` if nothing was.
        """
        return self._frame.look.transparency_of(name)

    def setMaskPlaneVisibility(self, name: Any, show: bool = True) -> None:
        """Show or hide a mask plane, at once.

        Parameters
        ----------
        name : `str` or mapping
            The plane; or what is to be shown by name.
        show : `bool`, optional
            Whether it is shown.
        """
        shown = name if isinstance(name, Mapping) else {name: show}
        for each, visible in shown.items():
            self._frame.look.show(each, visible=bool(visible))

    def getMaskPlaneVisibility(self, name: str) -> bool:
        """Tell whether a mask plane is shown, or would be.

        Parameters
        ----------
        name : `str`
            The plane.
        """
        return self._frame.look.shown(name)

    def _colors_for(self, names: tuple[str, ...]) -> dict[str, Any]:
        """Return the colours of the planes of an image; those without one get the next standard colour."""
        return colors_of(names, self._maskPlaneColors, self._defaultMaskPlaneColor)


def _alone(name: str, value: Any) -> None:
    if value is not None:
        msg = f"{name}= goes with one plane, not with a mapping of several"
        raise DisplayError(msg)
