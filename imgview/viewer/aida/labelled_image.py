"""One of the images of a viewer, with the look it was left with."""

from dataclasses import dataclass, field
from typing import Any

from imgview.viewer.desk import Loaded
from imgview.viewer.picture import Picturable

__all__ = ["KEPT", "LabelledImage", "returnable"]

KEPT = (
    "cuts",
    "cuts_mode",
    "stretch",
    "stretch_parameter",
    "stretch_tables",
    "colormap",
    "inverted",
    "contrast",
    "bias",
    "component",
    "viewport",
    "mask_planes",
    "cuts_table",
    "histogram",
    "sky_grid",
    "layers",
    "mask_expressions",
)
"""Traits that each image has its own values of."""


@dataclass(eq=False)
class LabelledImage:
    """An image by its label."""

    label: str

    given: Any
    """What the user handed over, as `get_image` returns it."""

    loaded: Loaded
    """The image as the tile server sees it."""

    traits: dict[str, Any] = field(default_factory=dict)
    """Values of `KEPT` while another image is shown, empty while this one is."""

    seen: bool = False
    """Whether a page has had its tiles, and keeps them for a while."""

    turn: int = 0
    """Rises whenever an image is shown."""

    spelt: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    """States in the user's own words, and what each of them was as a state."""

    def said(self, name: str, now: Any) -> Any:
        """Return a state in the user's own words, if it is still what he set; else `None`."""
        words, then = self.spelt.get(name, (None, None))
        return words if then == now else None


def returnable(given: Any, model: Picturable) -> Any:
    """Return what to hand back of an image: what was given if that has pixels, else what was read.

    Parameters
    ----------
    given : `object`
        What the user handed over.
    model : `~imgview.viewer.picture.Picturable`
        What it was read as.

    Returns
    -------
    `object`
        Something that can be loaded again, and looked into.
    """
    # Of the class, since an HDU reads its pixels when it is asked for them.
    pixels = hasattr(type(given), "__array__") or hasattr(type(given), "data")
    return given if pixels or type(given) in (list, tuple) else model
