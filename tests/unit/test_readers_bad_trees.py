"""lsst.images files whose tree or container lies: an imgview error, and what can be saved is shown."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from astropy.io import fits

from fits_files import SHAPE, masked_image_tree, replace_card, write_lsst
from imgview.errors import ImgviewError, ReadError, SchemaError, ShapeError
from imgview.model import MaskedImage
from imgview.readers import read


@pytest.mark.parametrize(
    ("text", "match"),
    [
        (b"", "no valid JSON"),
        (b"{", "no valid JSON"),
        (b"\xff\xfe\x00", "no valid JSON"),
        (b"[" * 200_000, "no valid JSON"),
        (b"[1, 2]", "is a list, not a mapping"),
        (b"null", "is a NoneType, not a mapping"),
        (b"{}", "has the schema_version None"),
        (b'{"yx0": ' + b"9" * 5000 + b"}", "no valid JSON"),
    ],
)
def test_trees_that_are_none(text: bytes, match: str, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=match):
        read(write_lsst(tmp_path / "a.fits", text=text))


def changed(*path: Any, to: Any) -> dict[str, Any]:
    """Return the usual tree with one value replaced."""
    tree = masked_image_tree()
    place: Any = tree
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = to
    return tree


CYCLE = {"$ref": "#/image"}


@pytest.mark.parametrize(
    ("tree", "match"),
    [
        (changed("image", to=None), "'image' is a NoneType, not a mapping"),
        (changed("image", to=CYCLE), "schema_version None"),
        (changed("image", "data", to=None), "the image refers to no array"),
        (changed("image", "data", to=[CYCLE]), "the image refers to no array"),
        (
            changed("image", "data", "value", "source", to="fits:NOWHERE"),
            "refers to 'fits:NOWHERE', but there is no",
        ),
        (
            changed("image", "data", "value", "source", to="fits:JSON"),
            "HDU 4 .JSON.: an image needs two axes",
        ),
        (
            changed("image", "data", "value", "source", to="ndf:/DATA"),
            "refers to 'ndf:/DATA', where a name like",
        ),
        (changed("image", "data", "value", "source", to=7), "refers to 7"),
        (
            changed("image", "data", "value", "shape", to=[9, 6]),
            r"the shape \[9, 6\], but the HDU has \[6, 9\]",
        ),
        (
            changed("image", "data", "value", "datatype", to="int64"),
            "the type int64, but the HDU has float32",
        ),
        (changed("image", "yx0", to=[1]), r"yx0=\[1\], not two integers"),
        (changed("image", "yx0", to=[1.5, 2]), "not two integers"),
        (changed("image", "yx0", to=[True, 2]), "not two integers"),
        (changed("image", "yx0", to=[10**30, 2]), "not two integers"),
        (changed("image", "yx0", to="x" * 10_000), "not two integers"),
        (changed("image", "yx0", to=[0, 0]), "the mask has the box .* but the image has"),
        (changed("mask", "data", to=None), "the mask refers to no list of arrays"),
        (
            changed("mask", "data", to=[]),
            "2 mask planes need 1 arrays, the tree names 0|planes need 1 arrays",
        ),
        (changed("mask", "data", to=[{}]), "the mask refers to None"),
        (changed("mask", "planes", to=None), "the mask has no list of planes"),
        (changed("mask", "planes", to=[3]), "mask plane 0 is 3, without a name"),
        (changed("mask", "planes", to=[{"name": 5}]), "mask plane 0 is {'name': 5}, without a name"),
        (changed("mask", "planes", to=[{"name": "A"}, {"name": "A"}]), "two mask planes are named 'A'"),
        (
            changed("mask", "planes", to=[{"name": f"P{n}"} for n in range(40)]),
            "40 mask planes need 2 arrays",
        ),
        (
            changed("variance", "data", "unit", to="adu"),
            "the variance has the unit adu, but the image has nJy",
        ),
    ],
)
def test_damaged_trees(tree: dict[str, Any], match: str, tmp_path: Path) -> None:
    path = write_lsst(tmp_path / "a.fits", tree)
    with pytest.raises(ImgviewError, match=match) as caught:
        read(path)
    assert str(caught.value).startswith(str(path))
    assert len(str(caught.value)) < 600


def test_mask_of_another_shape(tmp_path: Path) -> None:
    tree = changed("mask", "data", 0, "shape", to=[5, 9])
    path = write_lsst(tmp_path / "a.fits", tree, MASK=np.zeros((5, 9), np.int32))
    with pytest.raises(ShapeError, match=r"the mask has the box .*300:305.*, but the image has .*300:306"):
        read(path)


def test_mask_of_floats(tmp_path: Path) -> None:
    path = write_lsst(tmp_path / "a.fits", MASK=np.zeros(SHAPE, np.float32))
    with pytest.raises(ReadError, match=r"HDU 2 \(MASK\): a mask must hold unscaled integers; .* BITPIX -32"):
        read(path)


def test_mask_of_narrow_integers(tmp_path: Path) -> None:
    tree = changed("mask", "planes", to=[{"name": f"P{n}"} for n in range(20)])
    tree["mask"]["data"][0]["datatype"] = "int16"
    path = write_lsst(tmp_path / "a.fits", tree, MASK=np.zeros(SHAPE, np.int16))
    with pytest.raises(ReadError, match="a mask plane is in bit 16 of integers of 16 bits"):
        read(path)


def test_facts_that_are_damaged_do_not_hide_pixels(tmp_path: Path) -> None:
    tree = masked_image_tree() | {"schema_url": "https://images.lsst.io/schemas/visit_image-1.1.0"}
    tree |= {"psf": 3, "detector": {}, "bounds": {"type": "Polygon", "coordinates": []}, "obs_info": []}
    tree |= {"backgrounds": {"fields": 3}, "summary_stats": "x", "band": 5, "metadata": "none"}
    picture = read(write_lsst(tmp_path / "a.fits", tree))
    assert [note.split(" could not")[0] for note in picture.notes] == [
        "psf",
        "detector",
        "bounds",
        "backgrounds",
    ]
    assert picture.obs_info == {}
    assert picture.summary_stats == {}
    assert picture.metadata == {}
    assert picture.band is None
    assert picture.image.array.shape == SHAPE


def test_newer_container(tmp_path: Path) -> None:
    path = replace_card(write_lsst(tmp_path / "a.fits"), "FMTVER", "2")
    with pytest.raises(SchemaError, match="container layout FMTVER=2 is newer than 1"):
        read(path)


def test_tree_without_container_version(tmp_path: Path) -> None:
    path = write_lsst(tmp_path / "a.fits", change=lambda hdus: hdus[0].header.remove("FMTVER"))
    with pytest.raises(ReadError, match="a JSON tree without the card FMTVER"):
        read(path)


def test_cut_down_without_planes(tmp_path: Path) -> None:
    def cut(hdus: fits.HDUList) -> None:
        del hdus["JSON"], hdus["IMAGE"]

    with pytest.raises(ReadError, match="the mask has neither MSKN nor MP_ cards, and there is no image"):
        read(write_lsst(tmp_path / "a.fits", change=cut))


def test_cut_down_without_anything(tmp_path: Path) -> None:
    def cut(hdus: fits.HDUList) -> None:
        del hdus[1:]

    with pytest.raises(ReadError, match="neither a JSON tree nor an HDU IMAGE or MASK"):
        read(write_lsst(tmp_path / "a.fits", change=cut))


def test_cut_down_with_two_mask_hdus(tmp_path: Path) -> None:
    def cut(hdus: fits.HDUList) -> None:
        del hdus["JSON"]
        second = fits.ImageHDU(np.full(SHAPE, 4, np.int32), name="MASK", ver=2)
        hdus["MASK"].header.update({"MSKN0001": "CR", "MSKM0001": 2, "MSKD0001": "Cosmic ray."})
        second.header.update({"MSKN0002": "FAR", "MSKM0002": 4, "LTV1": -5})
        hdus.append(second)
        hdus["IMAGE"].header.update({"LTV1": -5.0, "LTV2": 3.0})

    picture = read(write_lsst(tmp_path / "a.fits", change=cut))
    assert type(picture) is MaskedImage
    assert picture.mask.schema.names == ("CR", "FAR")
    assert picture.mask.schema.descriptions["CR"] == "Cosmic ray."
    assert picture.mask.get("FAR").all()
    assert tuple(picture.yx0) == (-3, 5)


@pytest.mark.parametrize("value", ["3", "0", "'x'"])
def test_cut_down_with_impossible_bits(value: str, tmp_path: Path) -> None:
    def cut(hdus: fits.HDUList) -> None:
        del hdus["JSON"]
        hdus["MASK"].header.update({"MSKN0001": "CR", "MSKM0001": 2})

    path = replace_card(write_lsst(tmp_path / "a.fits", change=cut), "MSKM0001", value)
    with pytest.raises(ReadError, match=r"MSKM0001 is .*, which is no single bit"):
        read(path)
