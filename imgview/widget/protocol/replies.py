"""What the kernel answers."""

from typing import Annotated, Literal, TypedDict

from imgview.widget.protocol.field import Field
from imgview.widget.protocol.image import TileMeta

__all__ = ["ErrorReply", "LayerReply", "ReadoutReply", "RowReply", "TilesReply"]


class TilesReply(TypedDict):
    """Some of the tiles asked for, one buffer each; several replies may answer one request.

    The last one has ``done``. A tile that never came was dropped (a newer view, a cancel, a newer image): ask
    again if it is still wanted.
    """

    kind: Literal["tiles"]
    id: int
    image: int
    component: str
    tiles: Annotated[list[TileMeta], Field("in the order of the buffers")]
    done: bool


class ReadoutReply(TypedDict):
    """Exact values of a neighbourhood.

    Buffers: float64 values (h, w, channels), float64 sigma (h, w) or empty, uint8 mask (h, w, mask_bytes) or
    empty.
    """

    kind: Literal["readout"]
    id: int
    image: int
    component: Annotated[str, Field("what the values are; sigma is always the image's")]
    channels: Annotated[int, Field("values a pixel: 3 for red, green, blue, else 1")]
    box: Annotated[tuple[int, int, int, int], Field("[y0, x0, h, w], absolute; h = w = 0 outside the image")]
    sky: Annotated[tuple[float, float] | None, Field("ICRS RA, Dec of the asked pixel, degrees")]


class LayerReply(TypedDict):
    """A part of the geometry of a layer, one buffer; several replies may answer one request.

    Outlines: uint32 index of the first vertex of each line and of the end (rows + 1), for footprints uint32
    row of the source that each line belongs to (rising), then float32 x, y of each vertex. Shapes: float32
    columns x, y (NaN: not known) and, if there are ellipses, a, b (pixels), theta (from +x to +y, radians;
    NaN: no ellipse). Positions are relative to origin. Labels: uint32 (rows + 1) where texts begin, then all
    of them as UTF-8.
    """

    kind: Literal["layer"]
    id: int
    layer: Annotated[int, Field("its key")]
    rows: Annotated[int, Field("lines or sources")]
    origin: Annotated[tuple[float, float], Field("[x, y], absolute pixels")]
    offset: Annotated[int, Field("bytes of the geometry before this part")]
    size: Annotated[int, Field("bytes of the whole geometry; 0 for a layer that has gone")]
    done: bool


class RowReply(TypedDict):
    """What to tell of one source."""

    kind: Literal["row"]
    id: int
    called: Annotated[str, Field("its value in the column of identities, '' without one; untrusted text")]
    cells: Annotated[list[tuple[str, str]], Field("column and value; untrusted text; none if taken back")]


class ErrorReply(TypedDict):
    """The request failed."""

    kind: Literal["error"]
    id: int
    error: str
