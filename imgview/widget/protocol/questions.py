"""What the page asks, and what it tells unasked of the hand."""

from typing import Annotated, Literal, TypedDict

from imgview.widget.protocol.field import Field

__all__ = [
    "CancelRequest",
    "ClickMessage",
    "HereMessage",
    "KeyMessage",
    "LayerRequest",
    "ReadoutRequest",
    "RowRequest",
    "TilesRequest",
]


class TilesRequest(TypedDict):
    """Asks for tiles; a request with a higher view number makes the same client's lower ones moot."""

    kind: Literal["tiles"]
    id: Annotated[int, Field("unique among all pages that may show this viewer: start at a random number")]
    client: Annotated[int, Field("random number of the page; its view numbers are its own")]
    image: Annotated[int, Field("image_info.id the page is drawing")]
    component: str
    view: Annotated[int, Field("rises whenever the client's view changes")]
    want: Annotated[list[tuple[int, int, int]], Field("[level, row, col], most wanted first")]
    refine: Annotated[bool, Field("the page has these tiles already and wants them finer in value")]


class ReadoutRequest(TypedDict):
    """Asks for exact values around a pixel."""

    kind: Literal["readout"]
    id: int
    image: int
    x: Annotated[int, Field("absolute pixel")]
    y: Annotated[int, Field("absolute pixel")]


class LayerRequest(TypedDict):
    """Asks for the geometry of a layer."""

    kind: Literal["layer"]
    id: int
    layer: Annotated[int, Field("its key")]


class RowRequest(TypedDict):
    """Asks what to tell of one source."""

    kind: Literal["row"]
    id: int
    layer: Annotated[int, Field("its layer's key")]
    row: int


class CancelRequest(TypedDict):
    """Takes a request back; that request is still answered, with what there is."""

    kind: Literal["cancel"]
    id: int


class KeyMessage(TypedDict):
    """A key that Python listens for has been pressed; not answered."""

    kind: Literal["key"]
    x: Annotated[float | None, Field("absolute pixels under the pointer; null when it is elsewhere")]
    y: float | None
    key: Annotated[str, Field("KeyboardEvent.key")]
    code: Annotated[str, Field("KeyboardEvent.code, the place on the keyboard")]
    shift: bool


class ClickMessage(TypedDict):
    """The image has been clicked while Python listens; not answered."""

    kind: Literal["click"]
    x: Annotated[float, Field("absolute pixels")]
    y: float
    button: Literal["left", "right"]
    modifiers: list[Literal["shift", "ctrl", "alt", "meta"]]


class HereMessage(TypedDict):
    """A display that takes keys has seen a call; not answered."""

    kind: Literal["here"]
    call: Annotated[int, Field("Listening.call")]
