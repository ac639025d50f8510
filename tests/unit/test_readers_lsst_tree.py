"""Which trees are read and which are refused, and where their mask planes go."""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from astropy.io import fits
from hypothesis import given
from hypothesis import strategies as st

from fits_files import SCHEMAS, SHAPE, masked_image_tree, reference, stamped, write_lsst
from imgview.errors import ReadError, SchemaError
from imgview.model import CellCoadd, Image, Mask, MaskedImage, VisitImage
from imgview.readers import read
from imgview.readers.fits.mask import PackedMask, PlaneBit


def stamp(tree: dict[str, Any], **stamps: Any) -> dict[str, Any]:
    """Return a tree with its stamps replaced; None removes one."""
    changed = tree | stamps
    return {key: value for key, value in changed.items() if value is not None}


@pytest.mark.parametrize(
    ("version", "least"), [("1.0.0", 1), ("1.9.3", 1), ("2.1.0", 1), ("1.0.0.dev0", 1), ("0.9.0", 0)]
)
def test_versions_that_are_read(version: str, least: int, tmp_path: Path) -> None:
    url = f"{SCHEMAS}/masked_image-{version}"
    tree = stamp(masked_image_tree(), schema_version=version, min_read_version=least, schema_url=url)
    picture = read(write_lsst(tmp_path / "a.fits", tree | {"a_key_of_the_future": [1, 2, 3]}))
    assert type(picture) is MaskedImage
    still_changing = ["masked_image 1.0.0.dev0 is a schema that may still change"]
    assert picture.notes == (still_changing if "dev" in version else [])


@pytest.mark.parametrize(
    ("stamps", "match"),
    [
        ({"min_read_version": 2}, "the tree has schema version 1.0.0 and needs a reader of major version 2"),
        ({"schema_version": None}, "the tree has the schema_version None"),
        ({"schema_version": "one"}, "the tree has the schema_version 'one'"),
        ({"schema_version": 1.0}, "the tree has the schema_version 1.0"),
        ({"min_read_version": None}, "the tree has the min_read_version None"),
        ({"min_read_version": True}, "the tree has the min_read_version True"),
        ({"min_read_version": "1"}, "the tree has the min_read_version '1'"),
        ({"schema_url": None}, "the tree has the schema_url None, which names no schema"),
        ({"schema_url": "https://example.org"}, "names no schema"),
        (
            {"schema_url": f"{SCHEMAS}/hyper_image-1.0.0"},
            "unknown schema 'hyper_image'; known: cell_coadd, color_image, diff",
        ),
    ],
)
def test_versions_that_are_refused(stamps: dict[str, Any], match: str, tmp_path: Path) -> None:
    path = write_lsst(tmp_path / "a.fits", stamp(masked_image_tree(), **stamps))
    with pytest.raises(SchemaError, match=match):
        read(path)


@pytest.mark.parametrize("part", ["image", "mask", "variance"])
@pytest.mark.parametrize(
    ("stamps", "match"),
    [
        ({"min_read_version": 2}, "needs a reader of major version 2"),
        ({"schema_url": f"{SCHEMAS}/psf-1.0.0"}, "is of schema 'psf', where '(image|mask)' is needed"),
    ],
)
def test_parts_that_carry_pixels_are_checked(
    part: str, stamps: dict[str, Any], match: str, tmp_path: Path
) -> None:
    tree = masked_image_tree()
    tree[part] = stamp(tree[part], **stamps)
    with pytest.raises(SchemaError, match=f"the tree's '{part}'.*{match}"):
        read(write_lsst(tmp_path / "a.fits", tree))


def test_other_parts_are_not_checked(tmp_path: Path) -> None:
    tree = masked_image_tree() | {"schema_url": f"{SCHEMAS}/visit_image-1.1.0"}
    tree["psf"] = stamped("piff_psf") | {"min_read_version": 9}
    tree["detector"] = {"attributes": {"name": "S11", "id": 94}, "min_read_version": 9}
    tree["summary_stats"] = stamped("observation_summary_stats", psfSigma=1.7)
    picture = read(write_lsst(tmp_path / "a.fits", tree))
    assert type(picture) is VisitImage
    assert picture.psf == {"type": "Piff", "sigma": 1.7}
    assert picture.detector == {"name": "S11", "id": 94, "amplifiers": []}
    assert picture.summary_stats == {"psfSigma": 1.7}
    assert picture.notes == []


def test_a_projection_that_cannot_be_read_is_a_note(tmp_path: Path) -> None:
    transform = stamped("transform", frames=[{}, "ICRS"], mappings=[{"ast": "Begin PolyMap"}])
    tree = masked_image_tree() | {"sky_projection": stamped("sky_projection", pixel_to_sky=transform)}
    picture = read(write_lsst(tmp_path / "a.fits", tree))
    assert picture.sky_projection is None
    assert len(picture.notes) == 1
    assert "its AST mapping cannot be used: the AST text is damaged in PolyMap" in picture.notes[0]
    transform["min_read_version"] = 2
    with pytest.raises(SchemaError, match="'pixel_to_sky'"):
        read(write_lsst(tmp_path / "b.fits", tree))


def test_image_alone(tmp_path: Path) -> None:
    values = np.arange(54, dtype=np.float32).reshape(SHAPE)
    tree = stamped("image", data=reference("IMAGE", values), yx0=[-5, 7], metadata={"id": 3})
    image = read(write_lsst(tmp_path / "a.fits", tree, IMAGE=values))
    assert type(image) is Image
    assert image.unit is None
    assert tuple(image.yx0) == (-5, 7)
    assert image.metadata == {"id": 3}
    np.testing.assert_array_equal(image.array, values)


def test_cards_of_the_user_are_kept(tmp_path: Path) -> None:
    def add(hdus: fits.HDUList) -> None:
        hdus[0].header.update({"OBSERVER": "me", "DATAMODL": "x"})

    picture = read(write_lsst(tmp_path / "a.fits", change=add))
    assert picture.header == {"OBSERVER": "me", "DATAMODL": "x"}
    assert picture.metadata == {}


@pytest.mark.parametrize("count", [1, 8, 31, 32, 40, 62, 63, 128, 200])
def test_any_number_of_planes(count: int, tmp_path: Path) -> None:
    rng = np.random.default_rng(count)
    # Every seventh plane is a placeholder: it keeps its bit in memory and has none in the file.
    planes = [None if index % 7 == 3 else {"name": f"P{index}", "description": ""} for index in range(count)]
    real = [index for index, plane in enumerate(planes) if plane is not None]
    arrays = [rng.integers(0, 1 << 31, SHAPE, dtype=np.int32) for _ in range(-(-len(real) // 31))]
    data = [reference("MASK" if not n else f"MASK,{n + 1}", array) for n, array in enumerate(arrays)]

    def add(hdus: fits.HDUList) -> None:
        for number, array in enumerate(arrays[1:], 2):
            hdus.insert(3, fits.ImageHDU(array, name="MASK", ver=number))

    tree = masked_image_tree(planes)
    tree["mask"]["data"] = data
    mask = read(write_lsst(tmp_path / "a.fits", tree, change=add, MASK=arrays[0])).mask
    assert len(mask.schema) == count
    assert mask.schema.mask_size == -(-count // 8)
    expected = np.zeros((*SHAPE, mask.schema.mask_size), np.uint8)
    for order, index in enumerate(real):
        bit = (arrays[order // 31] >> (order % 31) & 1).astype(np.uint8)
        expected[..., index // 8] |= bit << np.uint8(index % 8)
    np.testing.assert_array_equal(mask.array, expected)
    np.testing.assert_array_equal(mask.data[2:5, 1:9:3], expected[2:5, 1:9:3])


def test_mask_alone(tmp_path: Path) -> None:
    words = np.ones(SHAPE, np.int32)
    tree = stamped("mask", data=[reference("MASK", words)], yx0=[0, 0], planes=[{"name": "<b>&\n"}])
    mask = read(write_lsst(tmp_path / "a.fits", tree, MASK=words))
    assert type(mask) is Mask
    assert mask.schema.names == ("<b>&\n",)
    assert mask.counts() == {"<b>&\n": 54}


@given(st.data())
def test_bits_are_moved_one_by_one(data: st.DataObject) -> None:
    dtype = np.dtype(data.draw(st.sampled_from(["u1", "i2", "i4", "u4", "i8"])))
    width = 8 * dtype.itemsize
    places = st.tuples(st.integers(0, 1), st.integers(0, width - 1))
    taken = data.draw(st.lists(places, min_size=1, max_size=20))
    indices = data.draw(st.permutations(range(40)))[: len(taken)]
    rng = np.random.default_rng(0)
    info = np.iinfo(dtype)
    words = [rng.integers(info.min, info.max, (3, 4), dtype=dtype, endpoint=True) for _ in range(2)]
    bits = [PlaneBit(word, bit, index) for (word, bit), index in zip(taken, indices, strict=True)]
    found = PackedMask(words, bits, 5)[:, :]
    expected = np.zeros((3, 4, 5), np.uint8)
    for plane in bits:
        unsigned = words[plane.word].view(f"u{dtype.itemsize}").astype(np.uint64)
        bit = (unsigned >> np.uint64(plane.bit) & np.uint64(1)).astype(np.uint8)
        expected[..., plane.index // 8] |= bit << np.uint8(plane.index % 8)
    np.testing.assert_array_equal(found, expected)


def test_pointers_lead_to_other_rows(tmp_path: Path) -> None:
    tree = masked_image_tree()
    image, tree["image"] = tree["image"], {"column": {"name": "JSON"}, "row": 1}

    def add(hdus: fits.HDUList) -> None:
        cells = np.empty(2, object)
        cells[:] = [np.frombuffer(json.dumps(part).encode(), np.uint8) for part in (tree, image)]
        hdus[-1] = fits.BinTableHDU.from_columns([fits.Column("JSON", "PB()", array=cells)], name="JSON")

    picture = read(write_lsst(tmp_path / "a.fits", change=add))
    assert picture.bbox.shape == SHAPE
    tree["image"]["row"] = 2
    with pytest.raises(ReadError, match=r"HDU 4 \(JSON\): rows 2:3 were asked for, the table has 2"):
        read(write_lsst(tmp_path / "b.fits", change=add))
    tree["image"]["row"] = "1"
    with pytest.raises(SchemaError, match="the tree's 'image' has the schema_version None"):
        read(write_lsst(tmp_path / "c.fits", change=add))


def coadd_tree(noise: Any, **keys: Any) -> dict[str, Any]:
    """Return the tree of a coadd with planes NOISE/0 and FRACTION besides the usual ones."""
    fraction = stamped("image", data=reference("FRACTION", noise), yx0=[300, 20])
    tree = masked_image_tree() | stamped("cell_coadd", mask_fractions={"CR": fraction}, band="r")
    for part in (tree["image"], fraction):
        part["yx0"] = tree["mask"]["yx0"]
    tree["noise_realizations"] = [dict(fraction, data=reference("NOISE/0", noise))]
    return tree | keys


def test_further_planes_of_a_coadd(tmp_path: Path) -> None:
    noise = np.random.default_rng(4).normal(size=SHAPE)
    planes = {"NOISE/0": noise, "FRACTION": np.abs(noise)}
    picture = read(write_lsst(tmp_path / "a.fits", coadd_tree(noise), **planes))
    assert type(picture) is CellCoadd
    assert picture.extras["noise 0"].is_lazy
    np.testing.assert_array_equal(picture.extras["noise 0"].array, noise)
    np.testing.assert_array_equal(picture.extras["mask fraction CR"].array, np.abs(noise))
    assert (picture.grid, picture.outlines, picture.notes) == (None, {}, [])
    # What is missing or of another shape is said, and hides nothing else.
    for name, found, note in (
        ("b", {"NOISE/0": noise}, "the plane 'mask fraction CR' could not be read: .* there is no such HDU"),
        ("c", planes | {"NOISE/0": noise[:3]}, "the plane 'noise 0' could not be read: .* the shape"),
    ):
        picture = read(write_lsst(tmp_path / f"{name}.fits", coadd_tree(noise), **found))
        assert len(picture.extras) == 1
        assert re.search(note, "".join(picture.notes))
        assert "a.fits" not in "".join(picture.notes)
