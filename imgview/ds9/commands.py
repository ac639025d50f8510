"""What ds9 is told in notebooks: ``scale zscale``, ``zoom to fit``, ``mask transparency 60``.

The common commands do here what they do there; what there is no use for is taken silently, and all else is
told in a warning.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any

from imgview.display.interface import Display
from imgview.display.mask_look import known_color
from imgview.display.scaling import Scaling
from imgview.ds9.buffering import cmdBuffer
from imgview.ds9.frames import getDisplay
from imgview.errors import DisplayError, ImgviewError

__all__ = ["do_command", "ds9Cmd"]

_IDLE = ("iconify", "lower", "preserve", "raise", "view", "wcs", "width")
"""Of a window on a desktop, or of what the viewer always shows."""

_NO = ("no", "off", "0", "false", "none")
_COLORMAPS = {"grey": "gray", "heat": "gist_heat", "b": "inferno", "bb": "afmhot", "he": "gist_heat"}
"""Those of ds9 that matplotlib has under another name, or something near."""


def ds9Cmd(
    cmd: str | None = None,
    trap: bool = True,
    flush: bool = False,
    silent: bool = True,  # noqa: ARG001 - what went wrong is told in a warning
    frame: Any = None,
    get: bool = False,
) -> str | None:
    """Do what commands of ds9 say, as far as imgview can.

    Parameters
    ----------
    cmd : `str`, optional
        One or several with ";" between them.
    trap : `bool`, optional
        Whether a command that means nothing is told in a warning; otherwise it is an error.
    flush : `bool`, optional
        Whether to show at once what was drawn.
    silent : `bool`, optional
        Means nothing here.
    frame : hashable, optional
        Where; the default frame if not given.
    get : `bool`, optional
        Whether it is a question.

    Returns
    -------
    `str` or `None`
        The answer to a question.

    Raises
    ------
    Ds9Error
        If it cannot be done and ``trap`` is false.
    """
    display = getDisplay(frame)
    if display is None:
        return None
    answers = [do_command(display, each, trap=trap) for each in (cmd or "").split(";") if each.strip()]
    if flush:
        cmdBuffer.flush()
    return " ".join(answers) if get else None


def do_command(display: Display, command: str, *, trap: bool = True) -> str:
    """Do what one command of ds9 says, and return the answer.

    Parameters
    ----------
    display : `~imgview.display.interface.Display`
        The frame it is for.
    command : `str`
        One command.
    trap : `bool`, optional
        Whether a command that means nothing is told in a warning.

    Returns
    -------
    `str`
        What ds9 would answer if it were asked; mostly empty.

    Raises
    ------
    DisplayError
        If it cannot be done and ``trap`` is false.
    """
    try:
        return _answer(display, command)
    except DisplayError as error:
        if not trap:
            raise
        warnings.warn(str(error), stacklevel=3)
        return ""


def _answer(display: Display, command: str) -> str:
    words = command.split()
    if not words:
        return ""
    name = words[0].lower()
    if name in _IDLE:
        return ""
    function = _COMMANDS.get(name)
    if function is not None:
        try:
            answer = function(display, words[1:])
        except (ImgviewError, IndexError, ValueError) as error:
            said = error if isinstance(error, ImgviewError) else "it is not complete, or a number is none"
            msg = f"ds9 command {command!r}: {said}"
            raise DisplayError(msg) from error
        if answer is not None:
            return str(answer)
    msg = f"ds9 command {command!r} means nothing to imgview; it knows {', '.join(sorted(_COMMANDS))}"
    raise DisplayError(msg)


def _scale(display: Display, words: Sequence[str]) -> str | None:
    viewer = display.viewer
    if not words:
        return str(viewer.stretch)
    kind = words[0].lower()
    if kind == "limits":
        if len(words) == 1:
            return " ".join(f"{value:g}" for value in viewer.cuts)
        display.scale(None, float(words[1]), float(words[2]))
    elif kind in ("mode", "minmax", "zscale"):
        mode = words[-1].lower()
        if kind == "mode" and len(words) == 1:
            return str(viewer.cuts_mode)
        if mode in ("minmax", "zscale"):
            display.scale(None, mode)
        else:
            display.apply_scaling(Scaling(None, None, float(mode)))
    else:
        display.apply_scaling(Scaling.of(kind, None, None))
    return ""


def _zoom(display: Display, words: Sequence[str]) -> str | None:
    if not words:
        return f"{display.current_zoom():g}"
    kind = words[0].lower()
    if kind == "to":
        if words[1].lower() == "fit":
            display.fit()
        else:
            display.zoom(float(words[1]))
    elif kind in ("in", "out"):
        display.zoom(display.current_zoom() * (2.0 if kind == "in" else 0.5))
    else:
        display.zoom(display.current_zoom() * float(kind))
    return ""


def _pan(display: Display, words: Sequence[str]) -> str | None:
    if words[0].lower() == "to":
        x, y = float(words[1]), float(words[2])
        system = words[3].lower() if len(words) > 3 else "image"
        # ds9 counts from 1: "image" from the first pixel, "physical" absolute.
        if system not in ("image", "physical"):
            return None
        display.pan(x - 1, y - 1, origin="LOCAL" if system == "image" else "PARENT")
        return ""
    x, y = display.current_center()
    display.pan(x + float(words[0]), y + float(words[1]))
    return ""


def _mask(display: Display, words: Sequence[str]) -> str | None:
    kind = words[0].lower()
    if kind == "transparency":
        if len(words) == 1:
            percent = display.getMaskTransparency()
            return "" if percent is None else f"{percent:g}"
        display.setMaskTransparency(float(words[1]))
    elif kind == "color":
        # Of a mask that is loaded by hand: the planes of an mtv have their own colours, as they had in ds9.
        known_color(words[1])
    else:
        return None
    return ""


def _cmap(display: Display, words: Sequence[str]) -> str | None:
    viewer = display.viewer
    if not words:
        return str(viewer.colormap)
    kind = words[0].lower()
    if kind == "invert":
        viewer.inverted = len(words) == 1 or words[1].lower() not in _NO
    elif kind == "value":
        viewer.contrast, viewer.bias = float(words[1]), float(words[2])
    else:
        display.setImageColormap(_COLORMAPS.get(kind, words[0]))
    return ""


def _regions(display: Display, words: Sequence[str]) -> str | None:
    if [word.lower() for word in words] in (["delete", "all"], ["delete"], ["deleteall"]):
        display.erase()
        return ""
    return None


def _frame(display: Display, words: Sequence[str]) -> str | None:
    kind = words[0].lower() if words else ""
    if not words:
        return str(display.frame)
    if kind == "delete":
        display.close()
    elif kind in ("reset", "center"):
        display.fit()
    elif kind.isdigit():
        Display.getDisplay(int(kind))
    else:
        return None
    return ""


def _match(display: Display, words: Sequence[str], *, lock: bool = False) -> str | None:
    if [word.lower() for word in words[:1]] not in (["frame"], ["frames"]):
        return None
    system = words[1].lower()
    if system in _NO:
        return None
    display.alignImages("Standard" if system == "wcs" else "Pixel", lock)
    return ""


def _lock(display: Display, words: Sequence[str]) -> str | None:
    return _match(display, words, lock=True)


def _smooth(_: Display, words: Sequence[str]) -> str | None:
    return "" if words and words[0].lower() in _NO else None


def _grid(display: Display, words: Sequence[str]) -> str | None:
    display.viewer.show_grid = not words or words[0].lower() not in _NO
    return ""


def _height(display: Display, words: Sequence[str]) -> str | None:
    display.viewer.height = int(words[0])
    return ""


def _save(display: Display, words: Sequence[str]) -> str | None:
    kinds = [word.lower() for word in words[:-1]]
    if kinds not in ([], ["png"]) or not words[-1].lower().endswith(".png"):
        return None
    display.viewer.save(words[-1], overwrite=True)
    return ""


def _version(_: Display, __: Sequence[str]) -> str | None:
    return "imgview"


_COMMANDS: dict[str, Callable[[Display, Sequence[str]], Any]] = {
    "about": _version,
    "cmap": _cmap,
    "frame": _frame,
    "grid": _grid,
    "height": _height,
    "lock": _lock,
    "mask": _mask,
    "match": _match,
    "pan": _pan,
    "region": _regions,
    "regions": _regions,
    "saveimage": _save,
    "scale": _scale,
    "smooth": _smooth,
    "version": _version,
    "zoom": _zoom,
}
