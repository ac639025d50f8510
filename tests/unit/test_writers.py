"""What is written is read again as it was, in every layout; and a file appears whole or not at all."""

import errno
import gzip
import json
import os
import signal
import subprocess
import sys
import textwrap
import time
import warnings
from pathlib import Path

import h5py
import numpy as np
import pytest
from astropy import units as u
from astropy.io import fits

import imgview
from imgview import progress
from imgview.errors import ImgviewError, ReadError, UnknownNameError, WriteError
from imgview.geometry import Box
from imgview.model import ColorImage, Image, Mask, MaskedImage, MaskPlane, MaskSchema, SkyProjection
from imgview.writers import atomic, strips
from imgview.writers.rest import rest_of
from pictures import wcs
from shared_data import made_file, shared_file

KINDS = ["x.fits", "x.fits.gz", "x.sdf", "x.json", "x.json.gz"]
BBOX = Box.factory[-30:10, 1000:1057]


def planes_of(count: int) -> MaskSchema:
    """Return planes with a placeholder where there is room for one, and descriptions of any length."""
    hollow = {2, 9, count - 1} if count > 10 else set()
    return MaskSchema(
        None if n in hollow else MaskPlane(f"PLANE_{n}", f"Ebene {n}: {'sehr ' * n}groß" if n % 3 else "")
        for n in range(count)
    )


def masked_image(count: int = 12, bbox: Box = BBOX) -> MaskedImage:
    rng = np.random.default_rng(count)
    schema = planes_of(count)
    mask = Mask.empty(schema=schema, bbox=bbox)
    for name in schema.names:
        mask.set(name, rng.random(bbox.shape) < 0.2)
    pixels, variance = (rng.normal(100, 30, bbox.shape).astype(np.float32) for _ in range(2))
    pixels[0, :3] = np.nan, np.inf, -np.inf
    variance[-1, -2:] = np.inf, np.nan
    return MaskedImage(
        Image(pixels, bbox=bbox, unit="nJy"),
        mask=mask,
        variance=Image(variance, bbox=bbox),
        sky_projection=SkyProjection(wcs(), yx0=bbox.start),
        metadata={"visit": 2025051500042, "exptime": 30.5, "ok": True, "none": None, "who": "Żółw"},
    )


def assert_same(old: MaskedImage, new: MaskedImage) -> None:
    assert type(new) is type(old)
    assert new.bbox == old.bbox
    assert new.metadata == old.metadata
    for name in ("image", "variance"):
        one, other = getattr(old, name), getattr(new, name)
        assert other.dtype == one.dtype
        assert other.unit == one.unit
        assert np.array_equal(other.array, one.array, equal_nan=one.dtype.kind == "f")
    assert new.mask.schema == old.mask.schema
    assert np.array_equal(new.mask.array, old.mask.array)
    if old.sky_projection is None:
        assert new.sky_projection is None
        return
    x, y = np.meshgrid(*(np.linspace(side.min, side.max, 5) for side in (old.bbox.x, old.bbox.y)))
    apart = old.sky_projection.pixel_to_sky(x=x, y=y).separation(new.sky_projection.pixel_to_sky(x=x, y=y))
    assert apart.max() < 1e-9 * u.deg


@pytest.mark.parametrize("count", [1, 5, 12, 31, 32, 40, 200])
@pytest.mark.parametrize("name", KINDS)
def test_round_trip(tmp_path, name, count):
    picture = masked_image(count)
    imgview.write(picture, tmp_path / name)
    assert_same(picture, imgview.read(tmp_path / name))
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("compression", ["gzip", None])
@pytest.mark.parametrize("name", ["x.fits", "x.sdf"])
def test_compression_changes_nothing(tmp_path, name, compression):
    picture = masked_image(40, Box.factory[7:707, -300:13])
    imgview.write(picture, tmp_path / name, compression=compression)
    assert_same(picture, imgview.read(tmp_path / name))
    if name == "x.fits":
        with fits.open(tmp_path / name, disable_image_compression=True) as hdus:
            assert hdus[1].header.get("ZCMPTYPE") == ("GZIP_2" if compression else None)
    else:
        with h5py.File(tmp_path / name) as file:
            assert file["DATA_ARRAY/DATA"].compression == compression


@pytest.mark.parametrize("name", KINDS)
def test_a_cutout_keeps_its_place(tmp_path, name):
    picture = masked_image(12)
    part = picture[Box.factory[-25:1, 1003:1040]]
    imgview.write(part, tmp_path / name)
    new = imgview.read(tmp_path / name)
    assert_same(part, new)
    assert new.bbox == Box.factory[-25:1, 1003:1040]


DTYPES = ["uint8", "int8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float32", "float64"]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("compression", ["gzip", None])
def test_every_type_in_fits(tmp_path, dtype, compression):
    info = np.finfo(dtype) if dtype.startswith("f") else np.iinfo(dtype)
    array = np.array([[info.min, info.max, 0], [1, 2, 100]], dtype=dtype)
    imgview.write(Image(array), tmp_path / "x.fits", compression=compression)
    with fits.open(tmp_path / "x.fits") as hdus:
        assert np.array_equal(hdus["IMAGE"].data, array)
        assert hdus["IMAGE"].data.dtype == array.dtype.newbyteorder(hdus["IMAGE"].data.dtype.byteorder)
    new = imgview.read(tmp_path / "x.fits")
    assert new.dtype == dtype
    assert np.array_equal(new.array, array)


@pytest.mark.parametrize("dtype", DTYPES)
def test_types_in_ndf(tmp_path, dtype):
    image = Image(np.arange(6, dtype=dtype).reshape(2, 3))
    if dtype in {"int8", "uint16", "uint32", "uint64"}:
        with pytest.raises(WriteError, match=rf"x\.sdf: NDF has no image of type {dtype}.*write FITS"):
            imgview.write(image, tmp_path / "x.sdf")
        assert not list(tmp_path.iterdir())
    else:
        imgview.write(image, tmp_path / "x.sdf")
        assert np.array_equal(imgview.read(tmp_path / "x.sdf").array, image.array)


@pytest.mark.parametrize("name", ["x.fits", "x.sdf", "x.json"])
@pytest.mark.parametrize("dtype", [bool, np.float16])
def test_types_that_no_layout_has(tmp_path, name, dtype):
    with pytest.raises(WriteError, match=r"x\.\w+: .* of type (bool|float16)"):
        imgview.write(Image(np.zeros((2, 3), dtype=dtype)), tmp_path / name)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", KINDS)
def test_mask_image_and_colours_alone(tmp_path, name):
    picture = masked_image()
    mask = picture.mask.view(sky_projection=picture.sky_projection)
    imgview.write(mask, tmp_path / name)
    new = imgview.read(tmp_path / name)
    assert isinstance(new, Mask)
    assert np.array_equal(new.array, mask.array)
    assert new.schema == mask.schema
    imgview.write(picture.image, tmp_path / name, overwrite=True)
    new = imgview.read(tmp_path / name)
    assert isinstance(new, Image)
    assert np.array_equal(new.array, picture.image.array, equal_nan=True)
    assert new.sky_projection is not None
    channels = [Image(np.full(BBOX.shape, n, np.uint8), bbox=BBOX) for n in range(3)]
    imgview.write(
        ColorImage(*channels, sky_projection=picture.sky_projection), tmp_path / name, overwrite=True
    )
    new = imgview.read(tmp_path / name)
    assert isinstance(new, ColorImage)
    assert new.bbox == BBOX
    assert [channel.array[0, 0] for channel in new.channels] == [0, 1, 2]


@pytest.mark.parametrize("name", ["x.fits", "x.sdf", "x.json"])
def test_planes_that_are_missing(tmp_path, name):
    whole = masked_image()
    imgview.write(MaskedImage(whole.image), tmp_path / name)
    assert isinstance(imgview.read(tmp_path / name), Image)
    with pytest.warns(UserWarning, match="the variance, which is not known: NaN"):
        imgview.write(MaskedImage(whole.image, mask=whole.mask), tmp_path / name, overwrite=True)
    assert np.isnan(imgview.read(tmp_path / name).variance.array).all()
    imgview.write(MaskedImage(whole.image, variance=whole.variance), tmp_path / name, overwrite=True)
    assert imgview.read(tmp_path / name).mask.schema.names == ()


@pytest.mark.parametrize("name", ["x.fits", "x.sdf"])
def test_header_cards(tmp_path, name):
    picture = masked_image()
    text = "long " * 30
    picture.header = {"OBJECT": "M 57", "LSST ISR UNITS": "electron", "TEXT": text.strip(), "COMMENT": "a\nb"}
    picture.header |= {"BITPIX": 8, "CRVAL1": 5.0, "NAXIS": 2, "FMTVER": 9, "AIRMASS": np.float32(1.5)}
    imgview.write(picture, tmp_path / name)
    new = imgview.read(tmp_path / name).header
    expected = {"OBJECT": "M 57", "LSST ISR UNITS": "electron", "TEXT": text.strip(), "AIRMASS": 1.5}
    assert {key: new[key] for key in expected} == expected
    assert "CRVAL1" not in new
    assert new["COMMENT"] == "a\nb"


def test_what_is_left_out_is_named(tmp_path):
    picture = masked_image()
    picture.header = {"OBJECT": "M 57", "BAD": [1]}
    picture.metadata["list"] = [1, 2]
    with pytest.warns(UserWarning, match=r"x\.fits: not written: .*metadata.* list"):
        imgview.write(picture, tmp_path / "x.fits")
    with pytest.warns(UserWarning, match="header cards that FITS cannot hold: BAD"):
        imgview.write(picture, tmp_path / "y.fits")
    with pytest.warns(UserWarning, match="1 header cards, for which JSON has no place"):
        imgview.write(picture, tmp_path / "x.json")
    with pytest.warns(UserWarning, match=r"psf, obs_info.*written as a MaskedImage"):
        imgview.write(imgview.sample.visit_image(shape=(40, 50)), tmp_path / "z.fits")


RICH = [
    ("made", "visit_full_gzip2.fits"),
    ("made", "visit_40planes_small.json"),
    ("made", "pypi30.2026.4300_visit_full.sdf"),
    ("made", "cell_coadd_synth.fits"),
    ("real", "cell_coadd_fixture.fits"),
    ("real", "cell_coadd_fixture.sdf"),
    ("real", "cell_coadd-1.0.0-canonical.json"),
    ("real", "difference_image-1.0.0-dp2_rewritten.fits"),
    ("real", "difference_image-1.0.0-dp2.json"),
    ("real", "visit_image-1.0.0-dp1_rewritten.fits"),
    ("real", "visit_image-1.0.0-dp2_rewritten.sdf"),
]


def plain(tree):
    """Return a tree with lists for arrays, fit for comparison."""
    if isinstance(tree, dict):
        return {key: plain(value) for key, value in tree.items()}
    if isinstance(tree, np.ndarray):
        return repr(tree.tolist())
    return [plain(item) for item in tree] if isinstance(tree, list) else repr(tree)


@pytest.mark.parametrize("suffix", ["fits", "sdf", "json"])
@pytest.mark.parametrize(("folder", "name"), RICH)
def test_all_that_a_file_says_goes_into_another(tmp_path, folder, name, suffix):
    old = imgview.read(made_file(name) if folder == "made" else shared_file(folder, name))
    path = tmp_path / f"x.{suffix}"
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*header cards, for which JSON", category=UserWarning)
        imgview.write(old, path)
    new = imgview.read(path)
    assert_same(old, new)
    assert list(new.extras) == list(old.extras)
    for extra in old.extras:
        assert np.array_equal(new.extras[extra].array, old.extras[extra].array)
    assert plain(rest_of(new)) == plain(rest_of(old))
    frames = [picture.kept.rest()["sky_projection"]["pixel_to_sky"]["frames"] for picture in (old, new)]
    assert frames[0] == frames[1]


def test_cells_are_tiles(tmp_path):
    old = imgview.read(made_file("cell_coadd_synth.fits"))
    imgview.write(old, tmp_path / "x.fits")
    with fits.open(tmp_path / "x.fits", disable_image_compression=True) as hdus:
        header = hdus["IMAGE"].header
        assert (header["ZTILE2"], header["ZTILE1"]) == tuple(old.grid.cell_shape)


class Lazy:
    """Pixels that count how often and how much is read."""

    def __init__(self, array, chunks=None):
        self.array, self.shape, self.dtype, self.chunks = array, array.shape, array.dtype, chunks
        self.reads = []

    def __getitem__(self, key):
        part = self.array[key]
        self.reads.append((key[0].start, key[0].stop, part.nbytes))
        return part


@pytest.mark.parametrize("name", ["x.fits", "x.sdf", "x.json"])
def test_lazy_pixels_pass_in_strips(tmp_path, name, monkeypatch):
    monkeypatch.setattr(strips, "_STRIP_BYTES", 1 << 14)
    array = np.random.default_rng(1).normal(size=(301, 400)).astype(np.float32)
    lazy = Lazy(array, chunks=(20, 100))
    image = Image(lazy)
    imgview.write(image, tmp_path / name)
    assert image.is_lazy
    assert [start for start, *_ in lazy.reads] == list(range(0, 301, 20))
    assert np.array_equal(imgview.read(tmp_path / name).array, array)


def test_no_overwriting_unless_asked(tmp_path):
    path = tmp_path / "x.fits"
    path.write_text("mine")
    with pytest.raises(WriteError, match=r"x\.fits: the file exists; write\(\.\.\., overwrite=True\)"):
        imgview.write(masked_image(), path)
    assert path.read_text() == "mine"
    path.chmod(0o640)
    imgview.write(masked_image(), path, overwrite=True)
    assert path.stat().st_mode & 0o777 == 0o640
    assert_same(masked_image(), imgview.read(path))
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_may_be_replaced_by_itself(tmp_path):
    path = tmp_path / "x.fits"
    picture = masked_image()
    imgview.write(picture, path)
    old = imgview.read(path)
    imgview.write(old[Box.factory[-20:0, 1010:1020]], path, overwrite=True)
    assert imgview.read(path).bbox == Box.factory[-20:0, 1010:1020]
    assert_same(picture, old)


def test_a_link_stays_a_link(tmp_path):
    real, link = tmp_path / "real.fits", tmp_path / "link.fits"
    real.write_text("old")
    link.symlink_to(real)
    imgview.write(masked_image(), link, overwrite=True)
    assert link.is_symlink()
    assert_same(masked_image(), imgview.read(real))


def test_names_that_do_not_do(tmp_path):
    picture = masked_image()
    with pytest.raises(
        WriteError, match=r"x\.txt: the name says nothing.*\.fits, .*\.sdf, .*\.json.*format="
    ):
        imgview.write(picture, tmp_path / "x.txt")
    imgview.write(picture, tmp_path / "x.txt", format="fits")
    assert_same(picture, imgview.read(tmp_path / "x.txt"))
    with pytest.raises(UnknownNameError, match=r"format 'fit'.*fits"):
        imgview.write(picture, tmp_path / "y.fits", format="fit")
    with pytest.raises(UnknownNameError, match="compression 'rice'"):
        imgview.write(picture, tmp_path / "y.fits", compression="rice")
    with pytest.raises(WriteError, match=r"no compression of its own.*\.json\.gz"):
        imgview.write(picture, tmp_path / "y.json", compression="gzip")
    (tmp_path / "d.fits").mkdir()
    with pytest.raises(WriteError, match=r"d\.fits: this is a directory"):
        imgview.write(picture, tmp_path / "d.fits", overwrite=True)
    with pytest.raises(WriteError, match=r"y\.fits: the file cannot be written: No such file"):
        imgview.write(picture, tmp_path / "nowhere" / "y.fits")
    with pytest.raises(ImgviewError, match="object"):
        imgview.write(object(), tmp_path / "y.fits")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_folder_without_permission(tmp_path):
    tmp_path.chmod(0o555)
    with pytest.raises(WriteError, match="Permission denied"):
        imgview.write(masked_image(), tmp_path / "x.fits")


def test_folder_that_refuses(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(atomic.os, "open", refuse)
    with pytest.raises(WriteError, match=r"x\.fits: the file cannot be written: Permission denied"):
        imgview.write(masked_image(), tmp_path / "x.fits")


class Full(Lazy):
    """Pixels during whose reading the disk fills up, or the user loses patience."""

    error: BaseException = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def __getitem__(self, key):
        if key[0].start:
            raise self.error
        return super().__getitem__(key)


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize(
    ("error", "raised"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), WriteError),
        (KeyboardInterrupt(), KeyboardInterrupt),
        (ReadError("other.fits: damaged"), ReadError),
        (MemoryError(), MemoryError),
    ],
)
def test_a_failure_leaves_nothing(tmp_path, name, error, raised, monkeypatch):
    monkeypatch.setattr(strips, "_STRIP_BYTES", 1 << 10)
    monkeypatch.setattr(Full, "error", error)
    pixels = Full(np.ones((200, 100), np.float32))
    (tmp_path / name).write_text("old")
    with pytest.raises(raised):
        imgview.write(Image(pixels), tmp_path / name, overwrite=True)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "old"


def test_full_disk(tmp_path):
    """A real device that is always full, in the place of the temporary file."""
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    script = f"""
        import imgview, numpy as np
        from pathlib import Path

        real = Path.open
        full = Path("/dev/full")
        Path.open = lambda self, *how: real(full if self.name.endswith(".part") else self, *how)
        try:
            imgview.write(imgview.Image(np.ones((300, 300))), {str(tmp_path / "x.fits")!r})
        except imgview.ImgviewError as error:
            print(type(error).__name__, error)
    """
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert "WriteError" in run.stdout
    assert "No space left on device" in run.stdout
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["x.fits", "x.sdf", "x.json"])
def test_a_process_killed_while_writing_leaves_no_file_of_that_name(tmp_path, name):
    script = f"""
        import sys, time, imgview, numpy as np

        class Slow:
            shape, dtype, chunks = (40, 1 << 18), np.dtype("f4"), None

            def __getitem__(self, key):
                print(key[0].start, flush=True)
                if key[0].start:
                    time.sleep(60)
                return np.zeros((len(range(*key[0].indices(40))), 1 << 18), "f4")

        imgview.write(imgview.Image(Slow()), {str(tmp_path / name)!r})
    """
    with subprocess.Popen([sys.executable, "-c", textwrap.dedent(script)], stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"0\n"
        assert process.stdout.readline() != b"0\n"
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=60)
    left = [path.name for path in tmp_path.iterdir()]
    assert name not in left
    assert all(part.startswith(f".{name}.") and part.endswith(".part") for part in left)


def test_long_writing_says_how_far_it_is(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    monkeypatch.setattr(progress, "_PAUSE", 0.0)
    imgview.write(masked_image(), tmp_path / "log.fits")
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    imgview.write(masked_image(), tmp_path / "x.fits")
    told = capsys.readouterr().err
    assert "x.fits: " in told
    assert " 100 %" in told
    assert told.endswith("\r")


def test_short_writing_says_nothing(tmp_path, capsys):
    imgview.write(masked_image(), tmp_path / "x.fits")
    assert capsys.readouterr().err == ""


def test_other_objects_are_adapted_first(tmp_path):
    imgview.write(np.ones((4, 5), np.float32), tmp_path / "x.fits")
    imgview.write(tmp_path / "x.fits", tmp_path / "y.sdf")
    assert np.array_equal(imgview.read(tmp_path / "y.sdf").array, np.ones((4, 5)))


def test_index_leads_to_every_hdu(tmp_path):
    imgview.write(masked_image(40), tmp_path / "x.fits")
    with fits.open(tmp_path / "x.fits", disable_image_compression=True) as hdus:
        primary, index = hdus[0].header, hdus["INDEX"].data
        assert [hdu.name for hdu in hdus] == ["PRIMARY", "IMAGE", "MASK", "MASK", "VARIANCE", "JSON", "INDEX"]
        for row, hdu in zip(index, hdus, strict=False):
            info = hdu.fileinfo()
            assert (row["HDRADDR"], row["DATADDR"]) == (info["hdrLoc"], info["datLoc"])
            assert row["DATSIZE"] == info["datSpan"]
            assert row["EXTVER"] == hdu.ver
            assert row["ZIMAGE"] == hdu.header.get("ZIMAGE", False)
        for name, hdu in (("JSON", hdus["JSON"]), ("INDX", hdus["INDEX"])):
            info = hdu.fileinfo()
            assert primary[f"{name}ADDR"] == info["hdrLoc"]
            assert primary[f"{name}SIZE"] == info["datLoc"] + info["datSpan"] - info["hdrLoc"]
        hdus.verify("exception")
    assert (tmp_path / "x.fits").stat().st_size % 2880 == 0


def test_json_is_what_others_read_too(tmp_path):
    imgview.write(masked_image(), tmp_path / "x.json.gz")
    tree = json.loads(gzip.decompress((tmp_path / "x.json.gz").read_bytes()))
    assert tree["schema_url"].endswith("/masked_image-1.0.0")
    assert np.shape(tree["image"]["data"]["value"]["data"]) == tuple(BBOX.shape)


def test_writing_is_quick_to_be_interrupted(tmp_path):
    """Ctrl-C is heard between two strips, not only at the end."""
    seen = []

    class Interrupted(Lazy):
        def __getitem__(self, key):
            seen.append(time.monotonic())
            if len(seen) == 3:
                signal.raise_signal(signal.SIGINT)
            return super().__getitem__(key)

    pixels = Interrupted(np.zeros((4000, 4000), np.float32))
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        imgview.write(Image(pixels), tmp_path / "x.fits")
    assert time.monotonic() - start < 5
    assert not list(tmp_path.iterdir())


def test_long_names(tmp_path):
    path = tmp_path / ("ß" * 120 + ".fits")
    imgview.write(Image(np.ones((2, 3))), path)
    assert list(tmp_path.iterdir()) == [path]
