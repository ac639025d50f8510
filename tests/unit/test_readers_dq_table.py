"""Tables of mask planes: those that ship, how a file finds its own, and those that users give."""

import json
from importlib.resources import files

import pytest
from astropy.io import fits

from imgview.errors import ImgviewError, SettingError, UnknownNameError
from imgview.model import MaskPlane
from imgview.readers.dq.table import dq_table, dq_table_for, dq_table_of, known_dq_tables

NAMES = sorted(
    entry.name.removesuffix(".json") for entry in (files("imgview.readers.dq") / "tables").iterdir()
)


def test_the_tables_that_ship():
    assert list(known_dq_tables()) == NAMES
    assert {"decam", "des", "hst-acs", "hst-stis", "hst-wfc3-ir", "hst-wfpc2", "jwst", "roman", "ztf"} <= set(
        NAMES
    )


@pytest.mark.parametrize("name", NAMES)
def test_each_table_is_sound(name):
    table = dq_table(name.upper())
    assert table.name == name
    assert table.title
    assert table.match
    assert table.source
    width = 256 if table.coded else 32 if name in {"jwst", "roman"} else 16
    assert all(isinstance(bit, int) and table.coded <= bit < width for bit in table.planes)
    assert list(table.planes) == sorted(table.planes)
    names = [plane.name for plane in table.planes.values()]
    assert len(set(names)) == len(names)
    assert all(plane.name == plane.name.upper().replace(" ", "_") for plane in table.planes.values())
    assert all(plane.description.endswith(".") for plane in table.planes.values())
    tree = json.loads((files("imgview.readers.dq") / "tables" / f"{name}.json").read_text())
    assert set(tree) == {"name", "title", "match", "before", "source", "coded", "planes"}
    assert len(tree["planes"]) == len(table.planes)


@pytest.mark.parametrize(
    ("cards", "name"),
    [
        ({"TELESCOP": "HST", "INSTRUME": "ACS", "DETECTOR": "WFC"}, "hst-acs"),
        ({"TELESCOP": "HST", "INSTRUME": "WFC3", "DETECTOR": "UVIS"}, "hst-wfc3-uvis"),
        ({"TELESCOP": "HST", "INSTRUME": "WFC3", "DETECTOR": "IR"}, "hst-wfc3-ir"),
        ({"TELESCOP": "HST", "INSTRUME": "STIS"}, "hst-stis"),
        ({"TELESCOP": "HST", "INSTRUME": "WFPC2"}, "hst-wfpc2"),
        ({"TELESCOP": "HST", "INSTRUME": "COS"}, None),
        ({"TELESCOP": "JWST", "INSTRUME": "NIRCAM"}, "jwst"),
        ({"TELESCOP": "ROMAN", "INSTRUME": "WFI"}, "roman"),
        ({"INSTRUME": "DECam", "PLVER": "V4.8.2a"}, "decam"),
        ({"INSTRUME": "DECam", "PLVER": "V5.0"}, "decam"),
        ({"INSTRUME": "DECam"}, "decam"),
        ({"INSTRUME": "decam", "PLVER": "V3.4.9"}, "decam-bits"),
        ({"INSTRUME": "DECam", "PLVER": "DES 1.2.0+1"}, "decam-bits"),
        ({"INSTRUME": "DECam", "EXTNAME": "MSK"}, "des"),
        ({"INSTRUME": "ZTF/MOSAIC"}, "ztf"),
        ({"TELESCOP": "VLT"}, None),
        ({}, None),
    ],
)
def test_a_file_finds_its_table(cards, name):
    found = dq_table_for(fits.Header(cards.items()))
    assert (None if found is None else found.name) == name


def test_the_nearest_header_counts():
    mask, image = fits.Header({"EXTNAME": "DQ"}), fits.Header({"EXTNAME": "SCI", "TELESCOP": "HST"})
    primary = fits.Header({"TELESCOP": "JWST", "INSTRUME": "ACS"})
    assert dq_table_for(mask, image, primary).name == "hst-acs"


def test_planes_that_a_user_names():
    table = dq_table_of({"SAT": 1, "CR": (3, "Cosmic ray.")})
    assert table.planes == {1: MaskPlane("SAT"), 3: MaskPlane("CR", "Cosmic ray.")}
    assert not table.coded
    assert dq_table_of("JWST") is dq_table("jwst")


def test_planes_that_make_no_sense():
    with pytest.raises(UnknownNameError, match="unknown table of mask planes 'jwts': did you mean 'jwst'"):
        dq_table_of("jwts")
    with pytest.raises(SettingError, match="'CR' is 64, which is no bit: give its number, 0 to 63"):
        dq_table_of({"CR": 64})
    with pytest.raises(SettingError, match="'CR' is -1, which is no bit"):
        dq_table_of({"CR": -1})
    with pytest.raises(SettingError, match="'CR' is True, which is no bit"):
        dq_table_of({"CR": True})
    with pytest.raises(SettingError, match="'SAT' and 'CR' are both bit 2"):
        dq_table_of({"SAT": 2, "CR": 2})


@pytest.mark.parametrize(
    "planes", [{}, 7, ["CR"], {"CR": 1.0}, {"CR": "1"}, {"CR": (1, 2)}, {1: "CR"}, {"": 1}, {"CR": (1,)}]
)
def test_planes_of_the_wrong_kind(planes):
    with pytest.raises(ImgviewError, match="planes= takes"):
        dq_table_of(planes)
