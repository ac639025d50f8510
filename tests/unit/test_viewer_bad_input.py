"""What cannot be shown is refused by one clear error; what is merely odd is shown."""

import numpy as np
import pytest
from astropy.io import fits

from imgview.errors import ImgviewError, ShapeError
from imgview.model import Image, Mask, MaskPlane, MaskSchema
from imgview.viewer.show import show
from imgview.viewer.viewer import ImageViewer
from pictures import masked_image


@pytest.fixture(params=["show", "load_image"])
def shower(request, opened):
    """Both ways in; load_image must leave what is shown as it was."""
    if request.param == "show":
        yield show
        assert opened == []
        return
    picture = masked_image()
    viewer = ImageViewer(picture)
    yield viewer.load_image
    assert viewer.image is picture


@pytest.mark.parametrize(
    ("obj", "words"),
    [
        (np.zeros(5), ["two axes", "(5,)"]),
        (np.zeros((3, 4, 5)), ["(3, 4, 5)", "array[0]"]),
        (np.float32(3), ["two axes", "()"]),
        (np.zeros((0, 5)), ["0"]),
        (np.zeros((2, 2), complex), ["complex"]),
        (np.array([["a", "b"]]), ["number"]),
        ([[1, 2], [3]], ["rectang"]),
        (5, ["int", "path"]),
        (None, ["NoneType"]),
        ({"a": 1}, ["dict"]),
    ],
    ids=lambda value: str(value)[:30] if not isinstance(value, list) else "",
)
def test_objects(shower, obj, words):
    with pytest.raises(ImgviewError) as caught:
        shower(obj)
    assert all(word in str(caught.value) for word in words)


def test_files(shower, tmp_path):
    def write(name, content):
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    hdu = fits.PrimaryHDU(np.ones((100, 100), np.float32))
    hdu.writeto(tmp_path / "good.fits")
    good = (tmp_path / "good.fits").read_bytes()
    table = fits.BinTableHDU.from_columns([fits.Column("a", "E", array=[1.0])])
    fits.HDUList([fits.PrimaryHDU(), table]).writeto(tmp_path / "table.fits")
    fits.PrimaryHDU(np.ones(7)).writeto(tmp_path / "line.fits")
    for path in [
        tmp_path / "missing.fits",
        write("empty.fits", b""),
        write("text.fits", b"hello\n" * 100),
        write("short.fits", good[: 2880 + 1000]),
        tmp_path / "table.fits",
        tmp_path / "line.fits",
        tmp_path,
    ]:
        for spelling in (path, str(path)):
            with pytest.raises(ImgviewError) as caught:
                shower(spelling)
            assert path.name in str(caught.value)


def test_mask_of_another_shape(shower):
    image, mask = np.ones((5, 6)), np.zeros((6, 5, 1), np.uint8)
    with pytest.raises(ShapeError):
        shower(Image(image, bbox=Mask(mask, schema=MaskSchema([MaskPlane("A")])).bbox))


@pytest.mark.parametrize(
    "pixels",
    [
        np.array([[3.0]]),
        np.full((30, 40), np.nan),
        np.full((30, 40), 7.0),
        np.full((30, 40), np.inf),
        np.full((30, 40), -np.inf),
        np.array([[np.nan, np.inf], [-np.inf, 1.0]]),
        np.array([[1e308, -1e308]]),
        np.array([[1e-320, 0.0]]),
        np.array([[True, False]]),
        np.array([[2**63]], dtype=np.uint64),
        np.ones((1, 3000)),
        np.ones((3000, 1), dtype=">f4"),
        np.ones((4, 4), dtype=np.float16),
        [[1, 2], [3, 4]],
    ],
    ids=lambda pixels: f"{np.asarray(pixels).dtype}{np.shape(pixels)}{np.asarray(pixels).ravel()[0]}",
)
def test_odd_pixels_are_shown(opened, pixels):
    viewer = show(pixels)
    low, high = viewer.cuts
    assert np.isfinite([low, high]).all()
    assert low < high
    assert viewer.first_tiles
    opened[0].wait_for(lambda: viewer.cuts_table)
    assert viewer._repr_mimebundle_()[0]["image/png"]
    assert viewer.error == ""


def test_a_mask_alone(opened):
    mask = masked_image().mask
    viewer = show(mask)
    assert list(viewer.planes) == ["BAD", "SAT", "CR", "DETECTED"]
    assert "a mask without an image" in viewer.image_info["notes"]


def test_a_file_is_read_and_says_what_was_chosen(opened, tmp_path):
    path = tmp_path / "two.fits"
    data = np.arange(30, dtype=np.float32).reshape(5, 6)
    fits.HDUList([fits.PrimaryHDU(), fits.ImageHDU(data, name="SCI"), fits.ImageHDU(data, name="B")]).writeto(
        path
    )
    viewer = show(str(path))
    assert viewer.image_info["shape"] == (5, 6)
    assert any("SCI" in note for note in viewer.image_info["notes"])
    assert viewer.image_info["title"].startswith("two.fits")


def test_hostile_names_travel_as_text(opened):
    name = "<img src=x onerror=alert(1)>"
    picture = masked_image(planes=(name,))
    picture.metadata["name"] = name
    viewer = show(picture)
    assert viewer.image_info["title"] == name
    assert viewer.mask_planes[0]["name"] == name
