"""What of an image is in view, beside which other ones, and what the hand does there."""

from typing import Annotated, Literal, NotRequired, TypedDict

from imgview.widget.protocol.field import Field

__all__ = ["AlignmentState", "Cursor", "Frames", "Listening", "NoFrames", "PolynomialMap", "Viewport"]


class Viewport(TypedDict):
    """The part of the image on the canvas."""

    center: Annotated[tuple[float, float], Field("[x, y], absolute pixels, at the middle of the canvas")]
    fov: Annotated[float, Field("image pixels across the shorter side of the canvas")]
    rotation: Annotated[
        NotRequired[float], Field("degrees that the image is turned counter-clockwise on screen; 0 if absent")
    ]
    flip: Annotated[
        NotRequired[bool], Field("whether it is mirrored in x before it is turned; not if absent")
    ]


class PolynomialMap(TypedDict):
    """A smooth map of the plane over a box, straight beyond it; see imgview.model.polynomial_map."""

    center: Annotated[tuple[float, float], Field("[x, y], middle of the box")]
    half: Annotated[tuple[float, float], Field("half its sides")]
    degree: int
    x: Annotated[list[float], Field("coefficients of 1, x, y, x², xy, y², … in units of half")]
    y: list[float]


class AlignmentState(TypedDict):
    """From the absolute pixels of one image to those of another; see imgview.model.alignment."""

    forward: PolynomialMap
    inverse: PolynomialMap


class Frames(TypedDict):
    """The viewers that a viewer stands beside; those of one group follow each other in the page."""

    group: Annotated[str, Field("name of the group, the same for all its members")]
    order: Annotated[int, Field("place in the group, from 0")]
    lock: Annotated[Literal["", "pixel", "wcs"], Field("whether all show the same pixels, or the same sky")]
    cuts: Annotated[bool, Field("whether all have the same cuts and stretch")]
    crosshair: Annotated[bool, Field("whether each shows where another one is pointed at")]
    maps: Annotated[dict[str, PolynomialMap], Field("by order: from this image to another with the same sky")]


class NoFrames(TypedDict):
    """The empty dict: it stands alone."""


class Listening(TypedDict):
    """What of the hand's doings Python wants to be told; nothing travels unasked."""

    clicks: Annotated[bool, Field("clicks on the image")]
    keys: Annotated[list[str], Field("keys that are Python's: the page does nothing else with them")]
    others: Annotated[Literal["", "hear", "take"], Field("all other keys: not told, told, or Python's, too")]
    call: Annotated[int, Field("somebody waits for a key: every display answers with HereMessage; 0: nobody")]


class Cursor(TypedDict):
    """Where the pointer is, absolute pixels."""

    x: float
    y: float
