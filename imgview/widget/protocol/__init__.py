"""The contract between the kernel and the page: every synced trait and every message.

State (what a second view or a late display needs) is a trait; a question is a message with an id that is
always answered. ``typescript`` renders these declarations for the front end
(``frontend/src/protocol.d.ts``); tests assert that the committed file equals the generated one and that the
traits of `~imgview.widget.canvas.ImageCanvas` are the ones declared here.

Conventions: pixel coordinates are absolute (array index + ``start``), an integer is a pixel's centre, arrays
are ``[y, x]``; bytes are little-endian and reach the page as a ``DataView`` that may be misaligned. Numbers
are finite.
"""

from imgview.widget.protocol.declarations import PROTOCOL, typescript
from imgview.widget.protocol.image import (
    FirstTile,
    Histogram,
    ImageInfo,
    MaskPlaneInfo,
    NoHistogram,
    NoImage,
    NoSky,
    SkyGrid,
    TileMeta,
)
from imgview.widget.protocol.looks import (
    ColumnLook,
    FootprintsLayer,
    LayerLook,
    MarksLayer,
    MaskExpression,
    NoSelection,
    OutlineLayer,
    PlaneState,
    Selection,
    ShapesLayer,
    SourcesLook,
)
from imgview.widget.protocol.questions import (
    CancelRequest,
    ClickMessage,
    HereMessage,
    KeyMessage,
    LayerRequest,
    ReadoutRequest,
    RowRequest,
    TilesRequest,
)
from imgview.widget.protocol.replies import ErrorReply, LayerReply, ReadoutReply, RowReply, TilesReply
from imgview.widget.protocol.traits import Traits
from imgview.widget.protocol.view import (
    AlignmentState,
    Cursor,
    Frames,
    Listening,
    NoFrames,
    PolynomialMap,
    Viewport,
)

__all__ = [
    "PROTOCOL",
    "AlignmentState",
    "CancelRequest",
    "ClickMessage",
    "ColumnLook",
    "Cursor",
    "ErrorReply",
    "FirstTile",
    "FootprintsLayer",
    "Frames",
    "HereMessage",
    "Histogram",
    "ImageInfo",
    "KeyMessage",
    "LayerLook",
    "LayerReply",
    "LayerRequest",
    "Listening",
    "MarksLayer",
    "MaskExpression",
    "MaskPlaneInfo",
    "NoFrames",
    "NoHistogram",
    "NoImage",
    "NoSelection",
    "NoSky",
    "OutlineLayer",
    "PlaneState",
    "PolynomialMap",
    "ReadoutReply",
    "ReadoutRequest",
    "RowReply",
    "RowRequest",
    "Selection",
    "ShapesLayer",
    "SkyGrid",
    "SourcesLook",
    "TileMeta",
    "TilesReply",
    "TilesRequest",
    "Traits",
    "Viewport",
    "typescript",
]
