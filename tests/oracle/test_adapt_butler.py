"""Datasets of a real Butler: found by data ID, read from their files, or asked for where that fails."""

import shutil

import numpy as np
import pytest

import imgview
from imgview import Image, Mask, VisitImage
from imgview.adapt import butler as adapter
from imgview.errors import ImgviewError, ReadError
from imgview.viewer.adapt import taken
from loopback import serve
from shared_data import made_file

daf = pytest.importorskip("lsst.daf.butler", reason="lsst.daf.butler needs Python 3.12 or newer")
pytest.importorskip("lsst.images")
from lsst.resources import ResourcePath  # noqa: E402

pytestmark = pytest.mark.filterwarnings("default")
FILE = "visit_full_gzip2.fits"


@pytest.fixture(scope="module")
def repo(tmp_path_factory):
    """Make a repository with a visit image of detector 4 and an array of detector 5."""
    root = tmp_path_factory.mktemp("butler") / "repo"
    daf.Butler.makeRepo(str(root))
    with daf.Butler.from_config(str(root), run="run1", writeable=True) as butler:
        dimensions = butler.dimensions
        butler.registry.insertDimensionData(
            "instrument", {"name": "Cam", "class_name": "lsst.obs.base.Instrument", "detector_max": 10}
        )
        for number in range(4, 7):
            butler.registry.insertDimensionData(
                "detector", {"instrument": "Cam", "id": number, "full_name": f"S{number}"}
            )
        kinds = {
            name: daf.DatasetType(name, ("instrument", "detector"), storage, universe=dimensions)
            for name, storage in (
                ("visit_image", "VisitImage"),
                ("pixels", "NumpyArray"),
                ("never", "NumpyArray"),
            )
        }
        for kind in kinds.values():
            butler.registry.registerDatasetType(kind)
        path = root.parent / FILE
        shutil.copy(made_file(FILE), path)
        ref = daf.DatasetRef(
            kinds["visit_image"],
            daf.DataCoordinate.standardize(instrument="Cam", detector=4, universe=dimensions),
            run="run1",
        )
        butler.ingest(
            daf.FileDataset(path, [ref], formatter="lsst.images.formatters.GenericFormatter"),
            transfer="copy",
        )
        butler.put(np.arange(12.0).reshape(3, 4), "pixels", instrument="Cam", detector=5)
    return root


@pytest.fixture
def butler(repo):
    with daf.Butler.from_config(str(repo), collections="run1") as opened:
        yield opened


def test_a_dataset_is_read_from_its_file(repo, butler):
    expected = imgview.read(made_file(FILE))
    picture = imgview.read(butler, "visit_image", instrument="Cam", detector=4)
    assert type(picture) is VisitImage
    assert picture.image.is_lazy
    assert picture.bbox == expected.bbox
    assert picture.source.startswith(str(repo))
    assert np.array_equal(picture.image.array, expected.image.array, equal_nan=True)
    assert picture.mask.counts() == expected.mask.counts()


def test_the_ways_to_say_which(butler):
    ref = butler.find_dataset("visit_image", instrument="Cam", detector=4)
    key = {"instrument": "Cam", "detector": 4}
    box = imgview.Box.from_shape((5, 6), start=imgview.read(butler, ref).bbox.start)
    for picture in (
        imgview.read(butler, "visit_image", key),
        imgview.read(butler, "visit_image", ref.dataId),
        imgview.read(butler, ref.datasetType, {"instrument": "Cam"}, detector=4, collections=["run1"]),
        imgview.read(butler, ref),
        imgview.read(ref, butler=butler),
        imgview.read(ref, butler),
        imgview.read(butler.getDeferred(ref)),
    ):
        assert picture[box].image.array.shape == (5, 6)
    assert imgview.read(butler, "visit_image", key, bbox=box).bbox == box


def test_components_are_planes_of_the_file(butler):
    image = imgview.read(butler, "visit_image.image", instrument="Cam", detector=4)
    mask = imgview.read(butler, "visit_image.mask", instrument="Cam", detector=4)
    assert type(image) is Image
    assert type(mask) is Mask
    assert image.is_lazy
    assert mask.schema.names[0] == imgview.read(made_file(FILE)).mask.schema.names[0]
    with pytest.raises(ImgviewError, match=r"visit_image.psf .*the component 'psf' is no plane"):
        imgview.read(butler, "visit_image.psf", instrument="Cam", detector=4)


def test_what_no_reader_knows_is_asked_for(butler):
    picture = imgview.read(butler, "pixels", instrument="Cam", detector=5)
    assert picture.array[2, 3] == 11
    assert "pixels (instrument='Cam', detector=5)" in picture.source


def test_where_there_is_no_file_the_object_is_taken(butler, monkeypatch):
    monkeypatch.setattr(type(butler), "getURI", lambda *_, **__: 1 / 0)
    picture = imgview.read(butler, "visit_image", instrument="Cam", detector=4)
    assert type(picture) is VisitImage
    assert not picture.image.is_lazy
    part = imgview.read(butler, "visit_image.mask", instrument="Cam", detector=4)
    assert type(part) is Mask


def test_a_file_elsewhere_is_read_in_ranges(butler, monkeypatch):
    pytest.importorskip("aiohttp")
    data = made_file(FILE).read_bytes()
    with serve({"a.fits": data}) as server:
        place = ResourcePath(server.url("a.fits"))
        monkeypatch.setattr(type(butler), "getURI", lambda *_, **__: place)
        picture = imgview.read(butler, "visit_image", instrument="Cam", detector=4)
        assert picture.image.is_lazy
        assert picture.source == server.url("a.fits")
        assert np.array_equal(picture.mask.array, imgview.read(made_file(FILE)).mask.array)
        assert all(wanted.startswith("bytes=") for _, _, wanted in server.requests)
        server.behaviour.add("500")
        # The Butler, which has its own way to the file, is asked before giving up.
        assert not imgview.read(butler, "visit_image", instrument="Cam", detector=4).image.is_lazy


def test_show_takes_a_data_id(butler):
    key = {"instrument": "Cam", "detector": 4}
    picture, state = taken(butler, ("visit_image",), {**key, "stretch": "asinh", "planes": {"CR": False}})
    assert type(picture) is VisitImage
    assert state == {"stretch": "asinh", "planes": {"CR": False}}


@pytest.mark.parametrize(
    ("what", "key", "words"),
    [
        ((), {"detector": 4}, "name a dataset type"),
        (
            ("visit_image",),
            {"instrument": "Cam", "detector": 6},
            "there is no such dataset in the collections",
        ),
        (("visit_image",), {"instrument": "Cam"}, "visit_image .*cannot be had: .*detector"),
        (("visit_image",), {}, "visit_image .*cannot be had"),
        (("visit_image",), {"instrument": "Cam", "detector": 99}, "visit_image .*(no such|cannot be had)"),
        (("never",), {"instrument": "Cam", "detector": 4}, "there is no such dataset"),
        (("nonsense",), {"instrument": "Cam", "detector": 4}, "nonsense .*cannot be had: MissingDatasetType"),
        (("visit_image",), {"instrument": "Cam", "detector": 4, "collections": "void"}, "void"),
    ],
)
def test_what_is_not_there(butler, what, key, words):
    with pytest.raises(ImgviewError, match=words) as caught:
        imgview.read(butler, *what, **key)
    assert len(str(caught.value)) < 1000


def test_a_reference_needs_its_butler(butler):
    ref = butler.find_dataset("visit_image", instrument="Cam", detector=4)
    with pytest.raises(ImgviewError, match="needs its Butler"):
        imgview.read(ref)


def test_a_lost_file(repo, butler, tmp_path):
    ref = butler.find_dataset("visit_image", instrument="Cam", detector=4)
    path = butler.getURI(ref).ospath
    shutil.move(path, tmp_path / "away.fits")
    try:
        with pytest.raises(ReadError, match=r"no such file|cannot be had"):
            imgview.read(butler, ref)
    finally:
        shutil.move(tmp_path / "away.fits", path)


def test_what_is_a_butler(butler):
    assert adapter.is_butler(butler)
    assert not any(map(adapter.is_butler, [None, "butler", {}, np.zeros((2, 2))]))
    assert not any(map(adapter.is_dataset, [None, "butler", {}, np.zeros((2, 2)), butler]))
