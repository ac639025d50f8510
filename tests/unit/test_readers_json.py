"""lsst.images in JSON: what is read, what it costs, and what is refused with one clear error."""

import gzip
import json
import re
import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from fits_files import SHAPE, stamped
from imgview.errors import ImgviewError, ReadError, SchemaError, ShapeError
from imgview.geometry import Box
from imgview.model import CellCoadd, CellGrid, ColorImage, DifferenceImage, Image, Mask, MaskedImage
from imgview.readers import identify, read
from imgview.readers.lsst import json as lsst_json
from imgview.readers.lsst.inline_array import InlineArray, text_shape
from lsst_json import IMAGE, MASK, changed, coadd, color_image, inline, masked_image, plane, write_json


def test_a_masked_image(tmp_path: Path) -> None:
    path = write_json(tmp_path / "a.json", masked_image(metadata={"id": 3}))
    picture = read(path)
    assert identify(path) == "lsst.json"
    assert type(picture) is MaskedImage
    assert picture.bbox == Box.from_shape(SHAPE, start=(300, 20))
    assert picture.image.is_lazy
    np.testing.assert_array_equal(picture.image.array, IMAGE)
    np.testing.assert_array_equal(picture.mask.array[..., 0], MASK)
    np.testing.assert_array_equal(picture.variance.array, np.abs(IMAGE))
    assert picture.image.array.dtype == np.float32
    assert (str(picture.unit), str(picture.variance.unit)) == ("nJy", "nJy2")
    assert (picture.metadata, picture.notes, picture.source) == ({"id": 3}, [], str(path))


@pytest.mark.parametrize(
    "options", [{"indent": 2}, {"separators": (",", ":")}, {"sort_keys": True}, {"indent": "\t"}]
)
def test_spaces_and_order_do_not_matter(options: dict[str, Any], tmp_path: Path) -> None:
    picture = read(write_json(tmp_path / "a.json", masked_image(), **options))
    np.testing.assert_array_equal(picture.image.array, IMAGE)
    np.testing.assert_array_equal(picture.mask.array[..., 0], MASK)


def test_gzip_and_byte_order_mark(tmp_path: Path) -> None:
    text = json.dumps(masked_image()).encode()
    (tmp_path / "a.json.gz").write_bytes(gzip.compress(text))
    (tmp_path / "b").write_bytes(b"\xef\xbb\xbf" + text)
    for name in ("a.json.gz", "b"):
        np.testing.assert_array_equal(read(tmp_path / name).image.array, IMAGE)


@pytest.mark.parametrize(
    "dtype", ["uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64", "float32", "float64"]
)
def test_every_type_keeps_its_extremes(dtype: str, tmp_path: Path) -> None:
    info: Any = np.finfo(dtype) if dtype.startswith("f") else np.iinfo(dtype)
    array = np.array([[info.min, info.max, 0], [1, 2, info.max]], dtype)
    found = read(write_json(tmp_path / "a.json", plane(array))).array
    assert found.dtype == array.dtype
    np.testing.assert_array_equal(found, array)


def test_arrays_of_any_layout(tmp_path: Path) -> None:
    data = {"datatype": "float32", "byteorder": "big", "data": IMAGE.tolist()}
    tree = stamped("image", data={"value": data, "unit": "nJy"}, yx0=[0, 0])
    np.testing.assert_array_equal(read(write_json(tmp_path / "a.json", tree)).array, IMAGE)


def test_null_is_nan(tmp_path: Path) -> None:
    tree = stamped("image", data={"data": [[None, 1], [2, float("nan")]], "datatype": "float64"}, yx0=[0, 0])
    np.testing.assert_array_equal(
        read(write_json(tmp_path / "a.json", tree)).array, [[np.nan, 1], [2, np.nan]]
    )


def test_image_and_mask_alone(tmp_path: Path) -> None:
    image = read(write_json(tmp_path / "a.json", plane(IMAGE)))
    assert type(image) is Image
    tree = stamped("mask", data=[inline(MASK)], yx0=[-3, 4], planes=[None, {"name": "BAD"}, {"name": "CR"}])
    mask = read(write_json(tmp_path / "b.json", tree))
    assert type(mask) is Mask
    assert tuple(mask.yx0) == (-3, 4)
    # A placeholder has no bit in the file, but keeps its bit in memory.
    np.testing.assert_array_equal(mask.array[..., 0], MASK << 1)


@pytest.mark.parametrize("count", [31, 32, 40, 100])
def test_any_number_of_planes(count: int, tmp_path: Path) -> None:
    rng = np.random.default_rng(count)
    planes = [None if index % 7 == 3 else {"name": f"P{index}"} for index in range(count)]
    real = [index for index in range(count) if planes[index]]
    words = [rng.integers(0, 1 << 31, SHAPE, dtype=np.int32) for _ in range(-(-len(real) // 31))]
    tree = stamped("mask", data=[inline(word) for word in words], yx0=[0, 0], planes=planes)
    mask = read(write_json(tmp_path / "a.json", tree))
    for order, index in enumerate(real):
        expected = words[order // 31] >> (order % 31) & 1
        np.testing.assert_array_equal(mask.get(f"P{index}"), expected.astype(bool))


def test_pointers_are_followed(tmp_path: Path) -> None:
    tree = masked_image() | {"image": {"$ref": "#/indirect/1"}, "indirect": [None, plane(IMAGE, "nJy")]}
    np.testing.assert_array_equal(read(write_json(tmp_path / "a.json", tree)).image.array, IMAGE)
    tree["indirect"][0] = {"$ref": "#/indirect/1"}
    tree["image"]["$ref"] = "#/indirect/0"
    assert read(write_json(tmp_path / "b.json", tree)).image.bbox.shape == SHAPE
    data = {"$ref": "#/indirect/0"}
    tree = stamped("image", data={"value": data, "unit": "adu"}, yx0=[0, 0], indirect=[inline(IMAGE)])
    np.testing.assert_array_equal(read(write_json(tmp_path / "c.json", tree)).array, IMAGE)


def test_a_coadd(tmp_path: Path) -> None:
    tree = coadd(sky_projection=None)
    picture = read(write_json(tmp_path / "a.json", tree))
    assert type(picture) is CellCoadd
    assert list(picture.extras) == ["noise 0", "noise 1", "mask fraction CR"]
    np.testing.assert_array_equal(picture.extras["noise 1"].array, IMAGE[:, ::-1])
    np.testing.assert_array_equal(picture.extras["mask fraction CR"].array, np.abs(IMAGE))
    assert [str(extra.unit) for extra in picture.extras.values()] == ["nJy", "None", "None"]
    cells = Box.factory[298:310, 18:36]
    assert picture.grid == CellGrid(cells, (4, 6), [(1, 1)])
    assert len(picture.outlines["cells"]) == 3
    assert len(picture.outlines["missing cells"]) == 1
    assert picture.patch == {"id": 43, "index": (4, 3), "inner_bbox": cells}
    assert picture.psf == {"type": "CellPsf", "stamp_size": 5}
    assert picture.provenance == {"instrument": "LSSTCam", "physical_filter": None, "inputs": 7}
    assert picture.band == "r"
    assert picture.notes == []


@pytest.mark.parametrize(
    ("path", "to", "note"),
    [
        (
            ("noise_realizations", 1),
            5,
            "the plane 'noise 1' could not be read: the tree's 'noise 1' is a int",
        ),
        (
            ("noise_realizations", 1, "yx0"),
            [0, 0],
            r"the plane 'noise 1' could not .* it has the box \[y=0:6",
        ),
        (("mask_fractions", "CR", "min_read_version"), 2, "the plane 'mask fraction CR' .* major version 2"),
        (("psf", "bounds", "grid", "cell_shape"), [5, 6], "psf could not be read: ShapeError: cells of"),
        (("psf", "bounds", "grid", "cell_shape"), {"y": 4.0, "x": 6}, "psf could not be read: TypeError"),
        (("psf", "bounds", "missing"), [7], "psf could not be read"),
        (("psf", "bounds"), None, "psf could not be read"),
        (("provenance", "inputs"), 5, "provenance could not be read"),
        (("patch", "index"), [1, 2, 3], "patch could not be read"),
    ],
)
def test_a_coadd_without_some_part_is_still_shown(path: Any, to: Any, note: str, tmp_path: Path) -> None:
    picture = read(write_json(tmp_path / "a.json", changed(coadd(), *path, to=to)))
    assert len(picture.notes) == 1
    assert re.search(note, picture.notes[0])
    np.testing.assert_array_equal(picture.image.array, IMAGE)
    # The grid of the patch does where that of the PSF is not known.
    assert picture.grid is not None


def test_a_grid_of_too_many_cells_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("imgview.readers.lsst.coadd._MOST_CELLS", 5)
    picture = read(write_json(tmp_path / "a.json", coadd()))
    assert picture.grid is None
    assert picture.outlines == {}
    assert [note.split(":")[0] for note in picture.notes] == [
        "psf could not be read",
        "patch could not be read",
    ]


def test_a_color_image(tmp_path: Path) -> None:
    picture = read(write_json(tmp_path / "a.json", color_image()))
    assert type(picture) is ColorImage
    np.testing.assert_array_equal(picture.array, np.stack([MASK, MASK + 1, MASK + 2], axis=-1))
    part = read(tmp_path / "a.json", bbox=Box.factory[302:304, 22:25])
    np.testing.assert_array_equal(part.green.array, MASK[2:4, 2:5] + 1)


TEMPLATE = {
    "tract": 9571,
    "patch": 97,
    "bounds": {"type": "Polygon", "coordinates": [[[0, 0], [5, 0], [5, 5], [0, 0]]]},
}


def test_a_difference_image(tmp_path: Path) -> None:
    kernel = stamped(
        "image_basis_convolution_kernel",
        basis=inline(np.zeros((4, 3, 5))),
        center_x=2,
        center_y=1,
        kernel_type="IMAGE_BASIS",
    )
    tree = masked_image("difference_image", templates=[TEMPLATE], kernel=kernel, band="r")
    picture = read(write_json(tmp_path / "a.json", tree))
    assert type(picture) is DifferenceImage
    assert picture.kernel == {"type": "IMAGE_BASIS", "images": 4, "shape": (3, 5), "center": (2, 1)}
    assert picture.templates[0]["patch"] == 97
    assert picture.outlines["templates"][0].tolist() == [[0, 0], [5, 0], [5, 5], [0, 0]]
    assert picture.notes == []
    broken = read(write_json(tmp_path / "b.json", changed(tree, "templates", 0, "bounds", to=None)))
    assert broken.templates == []
    assert broken.notes[0].startswith("templates could not be read")


def test_facts_of_a_visit(tmp_path: Path) -> None:
    field = {"field_type": "CHEBYSHEV", "unit": "nJy / electron", "coefficients": inline(np.ones((2, 2)))}
    facts = {
        "photometric_scaling": {"field_type": "PRODUCT", "operands": [field]},
        "aperture_corrections": {"fields": {"base_PsfFlux": field}},
        "butler_info": {"dataset": {"id": "019d7854", "run": "u/someone"}},
    }
    picture = read(write_json(tmp_path / "a.json", masked_image("visit_image", **facts)))
    described = {"type": "CHEBYSHEV", "unit": "nJy / electron"}
    assert picture.photometric_scaling == {"type": "PRODUCT", "unit": None, "operands": [described]}
    assert picture.aperture_corrections == {"base_PsfFlux": described}
    assert picture.butler_info == facts["butler_info"]
    part = picture.local[:2, :2]
    for name in ("photometric_scaling", "aperture_corrections", "butler_info"):
        assert getattr(part, name) == getattr(picture, name)


def pixels_of(picture: Any) -> Any:
    """Read all rows of an image: some damage shows only then."""
    return getattr(picture, "image", picture).array


BASE = masked_image()
RAGGED = plane(IMAGE)
VALUE = ("image", "data", "value")


@pytest.mark.parametrize(
    ("tree", "error", "match"),
    [
        (
            changed(BASE, *VALUE, "datatype", to="float128"),
            ReadError,
            "the image: the type 'float128' is unk",
        ),
        (changed(BASE, *VALUE, "datatype", to=None), ReadError, "the image: the type 'None' is unknown"),
        (changed(BASE, *VALUE, "datatype", to=["x"] * 999), ReadError, "the image: the type .* is unknown"),
        (changed(BASE, *VALUE, "data", to=[[1, 2], [3]]), ShapeError, "the image: rows of one length"),
        (changed(RAGGED, "data", "data", to=[[1, 2], [3], [4, 5, 6]]), ReadError, "row 1 is not 2 values of"),
        (changed(BASE, *VALUE, "data", to=[1, 2]), ShapeError, "the image: rows of one .* found 1 axes"),
        (changed(BASE, *VALUE, "data", to=[[[1]]]), ShapeError, "the image: rows of one .* found 3 axes"),
        (changed(BASE, *VALUE, "data", to=[]), ShapeError, "the image: rows of one .* found 1 axes"),
        (changed(BASE, *VALUE, "data", to=[[], []]), ShapeError, "the image"),
        (changed(RAGGED, "data", "data", to=[["a"]]), ReadError, "the image: row 0 is not 1 values of"),
        (changed(BASE, *VALUE, "data", to=7), ReadError, "the image is not one, where an array"),
        (
            changed(BASE, *VALUE, to={"source": "fits:IMAGE"}),
            ReadError,
            "the image refers to 'fits:IMAGE', w",
        ),
        (changed(BASE, *VALUE, "data", to=IMAGE[:5].tolist()), ShapeError, "the mask has the box"),
        (changed(BASE, "mask", "data", 0, "datatype", to="float64"), ReadError, "a mask must hold integers"),
        (changed(BASE, "mask", "data", 0, "datatype", to="uint8"), None, ""),
        (changed(BASE, "mask", "data", 0, "data", to=[[1, 2]]), ShapeError, "the mask has the box"),
        (changed(BASE, "mask", "data", to=[]), ReadError, "2 mask planes need 1 arrays, the tree names 0"),
        (changed(BASE, "mask", "data", to=[None]), ReadError, "the mask refers to no list of arrays"),
        (changed(BASE, "mask", "planes", to=[{"name": f"P{n}"} for n in range(32)]), ReadError, "need 2 arr"),
        (changed(BASE, "image", to={"$ref": "#/indirect/0"}), ReadError, "'#/indirect/0' leads nowhere"),
        (
            changed(BASE, "image", to={"$ref": "#/indirect/0"}) | {"indirect": [{"$ref": "#/indirect/0"}]},
            ReadError,
            "the pointer '#/indirect/0' leads in a circle",
        ),
        (
            changed(BASE, "image", to={"$ref": "#/indirect/0"})
            | {"indirect": [{"$ref": "#/indirect/1"}, {"$ref": "#/indirect/0"}]},
            ReadError,
            "leads in a circle",
        ),
        (changed(BASE, "image", to={"$ref": "#/image"}), ReadError, "'#/image' is not like '#/indirect/0'"),
        (changed(BASE, "image", to={"$ref": 3}), ReadError, "the pointer '3' is not like"),
        (changed(BASE, "image", to={"$ref": "#/indirect/0"}) | {"indirect": [5]}, ReadError, "is a int, not"),
        (changed(BASE, "image", to=None), ReadError, "'image' is a NoneType, not a mapping"),
        (changed(color_image(), "blue", to=None), ReadError, "the tree's 'blue' is a NoneType"),
        (changed(color_image(), "blue", "yx0", to=[0, 0]), ShapeError, "the channel blue has the box"),
        (
            changed(color_image(), "blue", "data", "datatype", to="int64"),
            ImgviewError,
            "blue is of type int64",
        ),
        (BASE | {"min_read_version": 2}, SchemaError, "version 1.0.0 and needs a reader of major version 2"),
        (BASE | {"schema_url": "https://x/schemas/hyper_image-1.0.0"}, SchemaError, "unknown schema 'hyper"),
    ],
)
def test_damaged_trees(tree: Any, error: type[Exception] | None, match: str, tmp_path: Path) -> None:
    path = write_json(tmp_path / "a.json", tree)
    if error is None:
        assert read(path).mask.array.shape == (*SHAPE, 1)
        return
    with pytest.raises(error, match=match) as caught:
        pixels_of(read(path))
    assert str(caught.value).startswith(str(path))
    assert len(str(caught.value)) < 600


TEXT = json.dumps(BASE)
ROW = json.dumps(IMAGE[0].tolist())


@pytest.mark.parametrize(
    ("text", "match"),
    [
        (TEXT[: len(TEXT) // 8], "format|no valid JSON"),
        (TEXT[:-1], "no valid JSON"),
        (TEXT + "}", "no valid JSON"),
        (TEXT.replace(ROW, ROW[:-1] + ',"x"]'), "the image: rows of one length"),
        (TEXT.replace(ROW, ROW.replace("-5.0", "-5.0.0")), "the image: row 0 is no list of numbers"),
        (TEXT.replace(ROW, ROW.replace("-5.0", "true")), "the image: row 0 is not 9 values of type float32"),
        (TEXT.replace(ROW, ROW.replace("-5.0", "9" * 5000)), "the image: row 0 is no"),
        (TEXT.replace(ROW + ",", ROW + "8,"), "the image: rows must be separated by commas"),
        (TEXT.replace(ROW + ",", ROW + " "), "the image: rows of one length"),
        (TEXT.replace(ROW, "[" * 100_000 + ROW + "]" * 100_000), "no valid JSON"),
        (TEXT.replace(ROW, "[" * 20 + ROW + "]" * 20), "no valid JSON|the image"),
        ('{"a":' * 100_000 + TEXT + "}" * 100_000, "of no format that"),
        (TEXT.replace('"yx0"', '"yx0": ' + "[" * 100_000 + ',"x"'), "no valid JSON"),
        (TEXT.replace("NaN", "nan"), "the image: row 1 is no list of numbers"),
    ],
)
def test_damaged_text(text: str, match: str, tmp_path: Path) -> None:
    path = write_json(tmp_path / "a.json", text.encode())
    with pytest.raises(ImgviewError, match=match) as caught:
        pixels_of(read(path))
    assert str(caught.value).startswith(str(path))
    assert len(str(caught.value)) < 600


@pytest.mark.parametrize(
    ("dtype", "row"),
    [("uint8", "[1, 256]"), ("int8", "[-129, 0]"), ("int32", "[1.5, 1]"), ("uint8", "[1, NaN]")],
)
def test_values_that_the_type_cannot_hold(dtype: str, row: str, tmp_path: Path) -> None:
    tree = stamped("image", data={"data": "ROW", "datatype": dtype}, yx0=[0, 0])
    path = write_json(tmp_path / "a.json", json.dumps(tree).replace('"ROW"', f"[{row}]").encode())
    with pytest.raises(ReadError, match=f"the image: row 0 is not 2 values of type {dtype}"):
        read(path).array  # noqa: B018  # reads the row


def test_keys_in_strings_are_no_arrays(tmp_path: Path) -> None:
    words = {"comment": 'he wrote "data": [[1, 2]], "datatype"', 'x"data': [[1, 2]], "data": [[1, 2]]}
    picture = read(write_json(tmp_path / "a.json", masked_image(metadata=words)))
    assert picture.metadata["comment"] == words["comment"]
    assert picture.metadata['x"data'] == [[1, 2]]
    np.testing.assert_array_equal(picture.image.array, IMAGE)


def test_too_long_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_json(tmp_path / "a.json", masked_image())
    monkeypatch.setattr(lsst_json, "_LONGEST", path.stat().st_size - 1)
    with pytest.raises(ReadError, match=r"bytes of JSON, of which at most \d+ are read: .* write FITS"):
        read(path)
    monkeypatch.setattr(lsst_json, "_LONGEST", 1 << 30)
    monkeypatch.setattr(lsst_json, "_LONGEST_TREE", 100)
    with pytest.raises(ReadError, match="bytes of JSON besides arrays, of which at most 100"):
        read(path)


@pytest.mark.parametrize("part", [{"hdu": "RED"}, {"plane": 0}])
def test_parts_of_fits_files_are_not_asked_of_json(part: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="hdu= and plane= are for FITS and HDF5"):
        read(write_json(tmp_path / "a.json", color_image()), **part)


def test_what_is_slow_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lsst_json, "_SLOW", 1000)
    assert "which is slow to read" in read(write_json(tmp_path / "a.json", masked_image())).notes[-1]


def test_memory_is_in_proportion_to_the_file(tmp_path: Path) -> None:
    array = np.random.default_rng(1).normal(size=(500, 800)).astype(np.float32)
    path = write_json(tmp_path / "a.json", plane(array))
    size = path.stat().st_size
    tracemalloc.start()
    np.testing.assert_array_equal(read(path).array, array)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3 * size


def test_rows_are_read_once_and_only_if_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = []
    original = InlineArray._row
    monkeypatch.setattr(InlineArray, "_row", lambda self, row: parsed.append(row) or original(self, row))
    array = InlineArray(json.dumps(MASK.tolist()).encode(), "int32", "a.json: the image")
    assert (array.shape, array.dtype, array.chunks) == (SHAPE, np.dtype(np.int32), (1, 9))
    np.testing.assert_array_equal(array[2:4, 1:9:3], MASK[2:4, 1:9:3])
    np.testing.assert_array_equal(array[1:6:2, ::-1], MASK[1:6:2, ::-1])
    np.testing.assert_array_equal(array[:, 3:3], MASK[:, 3:3])
    assert parsed == [2, 3, 1, 5, 0, 4]
    taken = array[:, :]
    taken[:] = 9
    np.testing.assert_array_equal(array[:, :], MASK)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("[]", (0,)),
        ("[1]", (1,)),
        ("[1, 2 ,3]", (3,)),
        ("[[1,2],[3,4],[5,6]]", (3, 2)),
        ("[[],[]]", (2, 0)),
        ("[[[1],[2]],[[3],[4]],[[5],[6]]]", (3, 2, 1)),
        ("[[[[1,2,3]]]]", (1, 1, 1, 3)),
        ("[[[1]],[[2],[3]]]", None),
        ("[[1]", None),
        ("[1]]", None),
        ("[1][2]", None),
        ("[[1]][[2]]", None),
        ("1", None),
        ("", None),
        ("][", None),
        ("[" * 40 + "]" * 40, None),
    ],
)
def test_shapes_of_text(text: str, shape: tuple[int, ...] | None) -> None:
    assert text_shape(text.encode()) == shape


def look_at_all(picture: Any) -> None:
    """Read every plane of a picture, and all that it says."""
    planes = [getattr(picture, name, None) for name in ("image", "mask", "variance")]
    for plane_found in (*planes, *getattr(picture, "extras", {}).values(), *getattr(picture, "channels", ())):
        if plane_found is not None:
            assert plane_found.array.shape[:2] == picture.bbox.shape
    for polygons in (picture[picture.bbox.local[:1, :1]].outlines, picture.outlines):
        assert all(polygon.shape[1:] == (2,) for part in polygons.values() for polygon in part)
    assert picture.title is not None
    assert len(repr(picture)) < 2000
    assert all(len(note) < 1000 for note in picture.notes)


def refusal(path: Path) -> str | None:
    """Return why a file is refused."""
    try:
        look_at_all(read(path))
    except ImgviewError as error:
        return str(error)
    return None


def check_refusals(refusals: list[str | None], path: Path) -> None:
    """Hold messages to what they owe, and the damage to hitting some files and sparing others."""
    messages = [message for message in refusals if message is not None]
    assert all(message.startswith(str(path)) and len(message) < 1000 for message in messages)
    # Such is said of an error that nobody thought of.
    assert [message for message in messages if "the file is corrupted: " in message] == []
    assert 15 < len(messages) < len(refusals) - 15


TREES = {
    "coadd": coadd()
    | {"variance": {"$ref": "#/indirect/0"}, "indirect": [plane(IMAGE), {"$ref": "#/indirect/0"}]},
    "difference": masked_image(
        "difference_image",
        templates=[TEMPLATE],
        kernel=stamped("image_basis_convolution_kernel", basis=inline(np.zeros((4, 3, 5))), center_x=2),
        detector={
            "attributes": {"name": "S11"},
            "amplifiers": [{"name": "C00", "bbox": {"y": {"start": 0}}}],
        },
        bounds=TEMPLATE["bounds"],
        backgrounds={
            "fields": {"standard": {"field_type": "SUM"}},
            "descriptions": {},
            "subtracted": "standard",
        },
        sky_projection=stamped(
            "sky_projection",
            pixel_to_sky=stamped("transform", mappings=[{"ast": "Begin UnitMap\nEnd UnitMap"}]),
        ),
    ),
    "color": color_image(metadata={"name": "M57"}),
    "mask": masked_image()["mask"],
}
ODD = [
    None,
    True,
    -1,
    2.5,
    1 << 70,
    float("nan"),
    "",
    "x" * 999,
    [],
    {},
    [[]],
    {"$ref": "#/indirect/1"},
    {"lifted": 1},
]


@pytest.mark.parametrize("name", TREES)
def test_a_tree_with_an_odd_value_anywhere_is_read_or_refused(name: str, tmp_path: Path) -> None:
    rng = np.random.default_rng(11)
    path = tmp_path / "a.json"
    refusals = []
    for _ in range(250):
        tree = json.loads(json.dumps(TREES[name]))
        node, place = tree, tree
        while isinstance(place, dict | list) and place and (place is tree or rng.random() < 0.9):
            node = place
            keys = list(node) if isinstance(node, dict) else range(len(node))
            key = keys[rng.integers(len(keys))]
            place = node[key]
        node[key] = ODD[rng.integers(len(ODD))]
        refusals.append(refusal(write_json(path, tree)))
    check_refusals(refusals, path)


def test_text_with_damaged_bytes_is_read_or_refused(tmp_path: Path) -> None:
    rng = np.random.default_rng(12)
    sound = json.dumps(TREES["coadd"]).encode()
    path = tmp_path / "a.json"
    refusals = []
    for _ in range(250):
        text = bytearray(sound)
        for place in rng.integers(len(text), size=rng.integers(1, 4)):
            text[place] = b'[]{},:"\\0-e.xN \xff'[rng.integers(16)]
        refusals.append(refusal(write_json(path, bytes(text))))
    check_refusals(refusals, path)
