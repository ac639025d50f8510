"""How what lies over an image is drawn: mask planes, conditions on them, layers; and what is selected."""

from typing import Annotated, Literal, TypedDict

from imgview.widget.protocol.field import Field

__all__ = [
    "ColumnLook",
    "FootprintsLayer",
    "LayerLook",
    "MarksLayer",
    "MaskExpression",
    "NoSelection",
    "OutlineLayer",
    "PlaneState",
    "Selection",
    "ShapesLayer",
    "SourcesLook",
]


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
