"""The contract between the kernel and the page: every synced trait and every message.

State (what a second view or a late display needs) is a trait; a question is a message with an id that is
always answered. ``typescript`` renders the declarations of this module for the front end
(``frontend/src/protocol.d.ts``); tests assert that the committed file equals the generated one and that the
traits of `~imgview.widget.canvas.ImageCanvas` are the ones declared here.

Conventions: pixel coordinates are absolute (array index + ``start``), an integer is a pixel's centre, arrays
are ``[y, x]``; bytes are little-endian and reach the page as a ``DataView`` that may be misaligned. Numbers
are finite.
"""

import sys
import types
from dataclasses import dataclass
from typing import (
    Annotated,
    Any,
    Literal,
    NotRequired,
    TypedDict,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

__all__ = ["PROTOCOL", "Traits", "typescript"]

PROTOCOL = 3
"""Version of this contract; a page of another version says so instead of drawing."""

Owner = Literal["kernel", "page", "both"]


@dataclass(frozen=True, slots=True)
class Field:
    """What a field means (with its unit) and, for a trait, who writes it."""

    doc: str
    owner: Owner | None = None


class ImageInfo(TypedDict):
    """The image that is shown; a new image has a new id."""

    id: Annotated[int, Field("rises with every image loaded; tiles and readouts of another id are stale")]
    title: Annotated[str, Field("what this is: instrument, band, visit, detector")]
    subtitle: Annotated[str, Field("size, further plane and unit, '4072×4000 · nJy'; untrusted text")]
    shape: Annotated[tuple[int, int], Field("(ny, nx), pixels")]
    start: Annotated[tuple[int, int], Field("(y0, x0), absolute coordinates of the first pixel")]
    unit: Annotated[str, Field("unit of the shown component, '' when it has none")]
    dtype: Annotated[str, Field("numpy name of the shown component's dtype")]
    color: Annotated[
        bool, Field("whether the component 'image' is red, green and blue, three values a pixel")
    ]
    levels: Annotated[int, Field("number of pyramid levels; level L halves L times")]
    tile: Annotated[int, Field("pixels along a full tile's side")]
    component: Annotated[str, Field("the component that cuts, histogram and first tiles belong to")]
    components: Annotated[
        list[str], Field("what can be shown, 'image' first; further planes: untrusted text")
    ]
    has_sky: Annotated[bool, Field("whether there is a sky projection")]
    sky_note: Annotated[str, Field("in what way positions on the sky are not exact; '' where they are")]
    mask_bytes: Annotated[int, Field("mask bytes a pixel, 0 without a mask")]
    notes: Annotated[list[str], Field("what the reader chose and the user should know")]


class NoImage(TypedDict):
    """The empty dict: no image is loaded."""


class MaskPlaneInfo(TypedDict):
    """One named mask plane, in schema order."""

    name: Annotated[str, Field("untrusted text")]
    description: Annotated[str, Field("untrusted text")]
    byte: Annotated[int, Field("index of the mask byte that holds it")]
    bit: Annotated[int, Field("the bit in that byte, 0 is the lowest")]
    count: Annotated[int | None, Field("set pixels; null while still being counted")]


class PlaneState(TypedDict):
    """How a plane is drawn."""

    visible: bool
    color: Annotated[str, Field("'#rrggbb'")]
    opacity: Annotated[float, Field("0 to 1")]
    outline: Annotated[bool, Field("only where a 4-neighbour lacks the plane")]


class MaskExpression(PlaneState):
    """A condition on mask planes, drawn over them like a further plane."""

    name: Annotated[str, Field("untrusted text")]
    expression: Annotated[str, Field("as it was written; untrusted text")]
    postfix: Annotated[list[int], Field("8 * byte + bit of a plane; -1 not, -2 and, -3 or")]
    count: Annotated[int | None, Field("pixels in which it holds; null while still being counted")]
    removed: Annotated[bool, Field("whether the page wants it gone")]


class LayerLook(TypedDict):
    """What layers of every kind have."""

    key: Annotated[int, Field("a geometry has one key as long as it lives: it travels once, by LayerRequest")]
    name: Annotated[str, Field("untrusted text")]
    count: Annotated[int, Field("lines or sources drawn")]
    missing: Annotated[int, Field("lines or sources that cannot be drawn")]
    visible: bool
    color: Annotated[str, Field("'#rrggbb'")]
    opacity: Annotated[float, Field("0 to 1")]
    width: Annotated[float, Field("of its lines, CSS pixels")]


class OutlineLayer(LayerLook):
    """Lines and polygons over the image."""

    kind: Literal["outline"]


class SourcesLook(LayerLook):
    """What layers have whose lines belong to rows of a catalogue."""

    catalog: Annotated[int, Field("key of the first layer that shows rows of the same catalogue")]
    hover: Annotated[list[str], Field("columns told of a source under the pointer; untrusted text")]


class FootprintsLayer(SourcesLook):
    """Outlines of the pixels of sources."""

    kind: Literal["footprints"]


class ColumnLook(TypedDict):
    """Which column gives colours or sizes."""

    column: Annotated[str, Field("its name; untrusted text")]
    limits: Annotated[
        tuple[float, float] | None, Field("values of the first and the last colour or size; null: categories")
    ]
    log: Annotated[bool, Field("whether they go by the logarithm")]
    names: Annotated[list[str], Field("categories, in the order of the table; untrusted text")]


class ShapesLayer(SourcesLook):
    """Sources over the image."""

    kind: Literal["shapes"]
    dots: Annotated[int, Field("sources drawn without the ellipse that others have")]
    colors: Annotated[int, Field("key, to ask by, of (256, 3) bytes and one byte a source; or 0")]
    sizes: Annotated[int, Field("key, to ask by, of 256 float32, in unit, and one byte a source; or 0")]
    shown: Annotated[int, Field("key, to ask by, of one byte a source, 1 if it is shown; or 0: all are")]
    color_by: ColumnLook | None
    size_by: ColumnLook | None
    columns: Annotated[list[str], Field("columns to choose from, not all where there are many; untrusted")]
    wants: Annotated[
        dict[str, str], Field("columns that the page wants 'colors' and 'sizes' by; '' for none; else {}")
    ]
    symbol: Annotated[str, Field("ellipse, +, x, *, o, square, diamond or crosshair")]
    size: Annotated[float, Field("width of a symbol, in unit")]
    unit: Annotated[Literal["screen", "image"], Field("CSS pixels or image pixels")]
    fill: Annotated[float, Field("opacity of the inside, 0 to 1")]
    labels: Annotated[int, Field("key, to ask by, of the text of each source; or 0")]
    label_size: Annotated[float, Field("of the letters of labels, CSS pixels")]
    scale: Annotated[float, Field("how many times its semi-axes an ellipse is drawn")]


class MarksLayer(LayerLook):
    """A drawing over the image; it does not travel by LayerRequest, but as one of the trait ``drawings``."""

    kind: Literal["marks"]


class Selection(TypedDict):
    """Sources that are selected."""

    layer: Annotated[int, Field("key of their layer; others that show the same catalogue follow")]
    rows: Annotated[bytes, Field("uint32 row numbers, rising")]


class NoSelection(TypedDict):
    """The empty dict: nothing is selected."""


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


class Histogram(TypedDict):
    """Distribution of the shown component over equal bins from low to high; empty without an image."""

    low: Annotated[float, Field("left edge of the first bin, image unit")]
    high: Annotated[float, Field("right edge of the last bin, image unit")]
    counts: Annotated[list[int], Field("sampled pixels in each bin")]


class NoHistogram(TypedDict):
    """The empty dict: nothing to draw."""


class SkyGrid(TypedDict):
    """ICRS directions on a coarse pixel grid, for bicubic interpolation in the page."""

    n: Annotated[tuple[int, int], Field("[gy, gx] nodes")]
    x: Annotated[tuple[float, float], Field("[first, step], absolute pixels")]
    y: Annotated[tuple[float, float], Field("[first, step], absolute pixels")]
    pixel_scale: Annotated[float, Field("arcsec a pixel at the image's centre")]
    data: Annotated[bytes, Field("float64 (gy, gx, 3) unit vectors; NaN where there is no sky")]


class NoSky(TypedDict):
    """The empty dict: no sky projection."""


class TileMeta(TypedDict):
    """What is needed to decode one tile's bytes."""

    level: int
    row: int
    col: int
    shape: Annotated[tuple[int, int], Field("(h, w) pixels of this level")]
    channels: Annotated[int, Field("code planes, one after the other: 1, or 3 for red, green, blue")]
    codec: Annotated[tuple[float, float, int, int], Field("center, step, linear, zero")]
    image: Annotated[int, Field("length of the deflated uint16 codes, each plane byte-shuffled")]
    mask: Annotated[int, Field("length of the deflated mask bytes that follow; 0: no plane is set here")]
    bytes: Annotated[list[int], Field("indices of the mask bytes sent, each (h+2, w+2) with an apron of 1")]


class FirstTile(TileMeta):
    """A tile that travels with the state, so that the first picture costs no round trip."""

    data: bytes


class Traits(TypedDict):
    """Every synced trait; both sides use these names."""

    protocol: Annotated[int, Field("version of this contract", "kernel")]
    image_info: Annotated[ImageInfo | NoImage, Field("the image; {} without one", "kernel")]
    image_label: Annotated[str, Field("label of the image that is shown; '' without one", "both")]
    image_labels: Annotated[list[str], Field("labels of what can be shown; untrusted text", "kernel")]
    mask_planes: Annotated[list[MaskPlaneInfo], Field("the image's planes in schema order", "kernel")]
    first_tiles: Annotated[list[FirstTile], Field("tiles of the first view of image_info.id", "kernel")]
    cuts_table: Annotated[dict[str, tuple[float, float]], Field("mode -> cuts, image unit", "kernel")]
    histogram: Annotated[Histogram | NoHistogram, Field("of the shown component", "kernel")]
    stretch_names: Annotated[list[str], Field("rows of stretch_tables", "kernel")]
    stretch_tables: Annotated[bytes, Field("float32 (n, 255) thresholds, 0 to 1", "kernel")]
    colormap_names: Annotated[list[str], Field("rows of colormap_tables", "kernel")]
    colormap_tables: Annotated[bytes, Field("uint8 (n, 256, 3) RGB", "kernel")]
    bad_color: Annotated[str, Field("'#rrggbb' of pixels without a value", "kernel")]
    sky_grid: Annotated[SkyGrid | NoSky, Field("directions; {} without a sky projection", "kernel")]
    error: Annotated[str, Field("what went wrong and what to do; '' when all is well", "both")]
    busy: Annotated[str, Field("what the kernel is doing; '' when nothing", "kernel")]
    cuts: Annotated[tuple[float, float], Field("low and high, image unit, low < high", "both")]
    cuts_mode: Annotated[str, Field("key of cuts_table, or 'explicit'", "both")]
    stretch: Annotated[str, Field("one of stretch_names", "both")]
    stretch_parameter: Annotated[float | None, Field("the stretch's own parameter; null: default", "both")]
    colormap: Annotated[str, Field("one of colormap_names", "both")]
    inverted: Annotated[bool, Field("colormap turned round", "both")]
    contrast: Annotated[float, Field("slope about bias, 1 is neutral", "both")]
    bias: Annotated[float, Field("the stretched value that is drawn in the middle, 0.5 is neutral", "both")]
    component: Annotated[str, Field("what is to be shown, one of image_info.components", "both")]
    viewport: Annotated[Viewport | None, Field("null: fit the image", "both")]
    planes: Annotated[dict[str, PlaneState], Field("how each plane is drawn, by name", "both")]
    mask_expressions: Annotated[list[MaskExpression], Field("conditions on planes, lowest first", "both")]
    layers: Annotated[
        list[OutlineLayer | FootprintsLayer | ShapesLayer | MarksLayer],
        Field("lines over the image, lowest first", "both"),
    ]
    drawings: Annotated[
        dict[str, bytes],
        Field(
            "marks by the key of their layer: float64 x, y of the origin; uint32 marks n, columns c of size,"
            " 1 or 3, colours p, texts t, bytes u of texts; int32 (p) 0xrrggbb or -1 for the layer's; float32"
            " x, y (NaN: not known) and c columns of size, n each; uint32 (t + 1) where texts begin; uint8"
            " (n) symbol, 128 more if its size is in CSS pixels; uint8 (n) colour; uint8 (u) UTF-8",
            "kernel",
        ),
    ]
    selection: Annotated[Selection | NoSelection, Field("{} when nothing is selected", "both")]
    panel_open: Annotated[bool, Field("whether the side panel is shown", "both")]
    show_grid: Annotated[bool, Field("whether the sky grid is drawn", "both")]
    height: Annotated[int, Field("CSS pixels of the whole viewer", "both")]
    frames: Annotated[Frames | NoFrames, Field("its group; {} when it stands alone", "kernel")]
    blink: Annotated[float, Field("seconds each frame of its group is seen in turn; 0: all at once", "both")]
    listening: Annotated[Listening, Field("what Python wants to be told", "kernel")]
    cursor: Annotated[Cursor | None, Field("pixel under the pointer; null when it is elsewhere", "page")]
    canvas_size: Annotated[tuple[int, int], Field("[w, h] CSS pixels; [0, 0] before display", "page")]


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


_ORDER: tuple[type, ...] = (
    ImageInfo,
    NoImage,
    MaskPlaneInfo,
    PlaneState,
    MaskExpression,
    LayerLook,
    OutlineLayer,
    SourcesLook,
    FootprintsLayer,
    ColumnLook,
    ShapesLayer,
    MarksLayer,
    Selection,
    NoSelection,
    Viewport,
    PolynomialMap,
    AlignmentState,
    Frames,
    NoFrames,
    Listening,
    Cursor,
    Histogram,
    NoHistogram,
    SkyGrid,
    NoSky,
    TileMeta,
    FirstTile,
    Traits,
    TilesRequest,
    ReadoutRequest,
    LayerRequest,
    RowRequest,
    CancelRequest,
    KeyMessage,
    ClickMessage,
    HereMessage,
    TilesReply,
    ReadoutReply,
    LayerReply,
    RowReply,
    ErrorReply,
)

_SCALARS: dict[Any, str] = {
    int: "number",
    float: "number",
    str: "string",
    bool: "boolean",
    bytes: "DataView",
    type(None): "null",
}


def _union(names: tuple[str, ...]) -> str:
    """Return a TypeScript union of string literals."""
    return " | ".join(f'"{name}"' for name in names)


def _type(hint: Any) -> str:  # noqa: PLR0911 - one line a kind of type
    """Return the TypeScript spelling of a Python annotation."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Annotated, NotRequired):
        return _type(args[0])
    if hint in _SCALARS:
        return _SCALARS[hint]
    if origin is Literal:
        return _union(args)
    if origin in (Union, types.UnionType):
        return " | ".join(_type(a) for a in args)
    if origin is list:
        inner = _type(args[0])
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    if origin is tuple:
        return f"[{', '.join(_type(a) for a in args)}]"
    if origin is dict:
        return f"Record<{_type(args[0])}, {_type(args[1])}>"
    if is_typeddict(hint):
        return str(hint.__name__)
    msg = f"protocol has no TypeScript spelling for {hint!r}"
    raise TypeError(msg)


def _comment(text: str, indent: str = "") -> str:
    """Return a JSDoc comment of one line."""
    return f"{indent}/** {' '.join(text.split())} */"


def _interface(declaration: type) -> list[str]:
    """Return the lines of one TypeScript interface."""
    name, doc = declaration.__name__, declaration.__doc__ or ""
    hints = get_type_hints(declaration, include_extras=True)
    if not hints:
        return [_comment(doc), f"export type {name} = Record<string, never>;", ""]
    lines = [_comment(doc), f"export interface {name} {{"]
    for field, hint in hints.items():
        for note in get_args(hint)[1:] if get_origin(hint) is Annotated else ():
            owner = f" Written by: {note.owner}." if note.owner else ""
            lines.append(_comment(f"{note.doc}.{owner}", "  "))
        needed = field in declaration.__required_keys__  # type: ignore[attr-defined]
        lines.append(f"  {field}{'' if needed else '?'}: {_type(hint)};")
    return [*lines, "}", ""]


def typescript() -> str:
    """Return the TypeScript declarations of this contract (the text of ``frontend/src/protocol.d.ts``)."""
    lines = [
        "// Generated from imgview/widget/protocol.py by `python -m imgview.widget.protocol`; do not edit.",
        "",
        "/** Version of the contract: write `const PROTOCOL: Protocol = …`, so that tsc compares. */",
        f"export type Protocol = {PROTOCOL};",
        "",
    ]
    for declaration in _ORDER:
        lines += _interface(declaration)
    lines += [
        "export type PageMessage =",
        "  TilesRequest | ReadoutRequest | LayerRequest | RowRequest | CancelRequest",
        "  | KeyMessage | ClickMessage | HereMessage;",
        "export type KernelMessage = TilesReply | ReadoutReply | LayerReply | RowReply | ErrorReply;",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(typescript())
