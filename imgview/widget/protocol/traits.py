"""The synced traits: what a second view or a late display needs."""

from typing import Annotated, TypedDict

from imgview.widget.protocol.field import Field
from imgview.widget.protocol.image import (
    FirstTile,
    Histogram,
    ImageInfo,
    MaskPlaneInfo,
    NoHistogram,
    NoImage,
    NoSky,
    SkyGrid,
)
from imgview.widget.protocol.looks import (
    FootprintsLayer,
    MarksLayer,
    MaskExpression,
    NoSelection,
    OutlineLayer,
    PlaneState,
    Selection,
    ShapesLayer,
)
from imgview.widget.protocol.view import Cursor, Frames, Listening, NoFrames, Viewport

__all__ = ["Traits"]


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
