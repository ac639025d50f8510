import io
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from astropy.io import fits

from fits_files import masked_image_tree, write_lsst
from imgview.cli.main import main
from loopback import serve
from shared_data import data_file, oracle_of

VISIT = data_file("visit_full_gzip2.fits")


def said(capsys, *arguments):
    assert main(["info", *map(str, arguments)]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


def test_a_visit_image(capsys):
    lines = said(capsys, VISIT).splitlines()
    for line in [
        f"File      {VISIT}",
        "Format    lsst.images",
        "Class     VisitImage",
        "Title     LSSTCam r · visit 2025051500042 · R21_S11",
        "Shape     100 rows × 130 columns",
        "Box       x = 1030 ... 1159, y = 320 ... 419 (inclusive)",
        "Type      float32, in tiles of 1 × 130",
        "Unit      nJy",
        "Variance  float32, nJy2",
        "PSF       type Gaussian, sigma 1.85, stamp_size 25",
        "Detector  name R21_S11, id 85",
        "Mask planes (12)",
        "  SATURATED       107    0.823%  Plane SATURATED.",
        "  exposure_time             30",
        "  magLim          24.1",
    ]:
        assert line in lines
    assert not [line for line in lines if "nan" in line]
    assert not [line for line in lines if line != line.rstrip()]


def test_the_sky_in_lines(capsys):
    lines = said(capsys, VISIT).splitlines()
    centre = next(line for line in lines if line.startswith("Centre"))
    assert centre == "Centre    03:32:36.91 -27:54:14.65  (RA 53.1537967°, Dec -27.9040682°, ICRS)"
    assert "Scale     0.19832 arcsec per pixel" in lines


def test_json_agrees_with_the_library(capsys):
    facts = json.loads(said(capsys, VISIT, "--json"), parse_constant=pytest.fail)
    oracle = oracle_of(VISIT)
    assert facts["class"] == oracle["class"]
    assert facts["shape"] == oracle["image"]["shape"]
    assert facts["bbox"] == {"y": [320, 420], "x": [1030, 1160]}
    assert facts["dtype"] == oracle["image"]["dtype"]
    assert (facts["unit"], facts["variance"]["unit"]) == (oracle["unit"], oracle["variance_unit"])
    assert facts["mask_planes"] == [
        {"name": plane["name"], "description": plane["description"], "count": plane["n_set"]}
        for plane in oracle["mask_planes"]
    ]
    assert facts["obs_info"] == oracle["obs_info"]
    assert facts["summary_stats"]["psfSigma"] == oracle["summary_stats"]["psfSigma"]
    assert facts["summary_stats"]["pixelScale"] is None  # NaN, which JSON does not know
    assert facts["metadata"] == oracle["metadata"]
    assert facts["header"]["OBSID"] == "MC_O_20250515_000042"
    assert facts["bounds"][2] == [1159.5, 389.5]
    assert facts["notes"] == []


def test_a_plain_image(capsys, tmp_path):
    path = tmp_path / "m31.dat"
    header = fits.Header({"OBJECT": "M 31", "EXPTIME": 12.5, "OBSERVER": "me"})
    sci = fits.ImageHDU(np.zeros((3, 4), np.int16), name="SCI")
    fits.HDUList([fits.PrimaryHDU(header=header), sci, fits.ImageHDU(np.ones((5, 6)), name="REF")]).writeto(
        path
    )
    assert said(capsys, path).splitlines() == [
        f"File    {path}",
        "Format  fits",
        "Class   Image",
        "Shape   3 rows × 4 columns",
        "Box     x = 0 ... 3, y = 0 ... 2 (inclusive)",
        "Type    int16",
        "Unit    not given",
        "Sky     no projection",
        "",
        "Observation",
        "  OBJECT   M 31",
        "  EXPTIME  12.5",
        "",
        "Notes",
        "  HDU 1 (SCI) chosen of 2 images; hdu= takes another: HDU 2 (REF)",
    ]
    assert "Shape   5 rows × 6 columns" in said(capsys, path, "--hdu", "ref")
    assert "Shape   5 rows × 6 columns" in said(capsys, path, "--hdu", "2")
    assert "  OBSERVER  me" in said(capsys, path, "--header")


def test_a_mask_and_a_cube(capsys, tmp_path):
    facts = json.loads(said(capsys, data_file("mask_12planes.fits"), "--json"))
    assert facts["class"] == "Mask"
    assert len(facts["mask_planes"]) == 12
    path = tmp_path / "cube.fits"
    fits.PrimaryHDU(np.zeros((2, 3, 4))).writeto(path)
    assert main(["info", str(path)]) == 1
    assert "plane=0" in capsys.readouterr().err
    assert "plane 1 of 2 shown" in said(capsys, path, "--plane", "1")


def test_hostile_text_is_escaped(capsys, tmp_path):
    evil = "\x1b[2J<img src=x>\u202e\r\n\x07"
    tree = masked_image_tree([{"name": evil, "description": evil}])
    tree["metadata"] = {evil: evil}
    tree["image"]["data"]["unit"] = f"furlong{evil}"
    del tree["variance"]
    path = write_lsst(tmp_path / "a.fits", tree)
    out = said(capsys, path, "--header")
    assert out.isascii() or "×" in out
    assert all(char.isprintable() or char == "\n" for char in out)
    escaped = r"\x1b[2J<img src=x>\u202e\r\n\x07"
    assert out.count(escaped) == 5
    assert json.loads(said(capsys, path, "--json"))["mask_planes"][0]["name"] == evil


def test_hostile_text_in_an_error(capsys, tmp_path):
    tree = masked_image_tree([{"name": "A"}, {"name": "\x1b[2JA\n"}, {"name": "\x1b[2JA\n"}])
    path = write_lsst(tmp_path / "a\nb.fits", tree)
    assert main(["info", str(path)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("imgview: ")
    assert captured.err.count("\n") == 1
    assert "\x1b" not in captured.err


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_terminal(encoding):
    result = subprocess.run(
        [sys.executable, "-m", "imgview.cli", "info", str(VISIT)],
        env={"PYTHONIOENCODING": encoding, "PATH": ""},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert result.stderr == b""
    assert result.returncode == 0
    assert b"Class     VisitImage" in result.stdout


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "cell_coadd_synth.fits",
            [
                "Class     CellCoadd",
                "Unit      nJy",
                "Sky       exact",
                "Cells     3 × 3 of 30 × 30 pixels, 1 without pixels",
            ],
        ),
        (
            "pyobs_full.fits",
            [
                "Format    pyobs",
                "Variance  float32, electron2",
                "Further   RAW (uint16, adu)",
                "Catalog   CAT: 20 rows, 8 columns (x=x, y=y, a=a, b=b, theta=theta)",
            ],
        ),
        ("color_image_small.json", ["Format  lsst.json", "Colour  red, green, blue", "Sky     exact"]),
        ("visit_40planes_small.json", ["Format    lsst.json", "Class     VisitImage"]),
        (
            "mi_12planes.sdf",
            ["Format    lsst.ndf", "Type      float32, in tiles of 50 × 65", "Sky       exact"],
        ),
        ("pypi30.2026.4300_visit_full.sdf", ["Class     VisitImage", "Sky       exact"]),
        ("ndf_simple_real_full.sdf", ["Format    ndf", "Title     Crab test field", "Unit      ct / s"]),
    ],
)
def test_every_format(name, lines, capsys):
    found = said(capsys, data_file(name)).splitlines()
    assert [line for line in lines if line not in found] == []


def test_a_reader_that_has_seen_enough(tmp_path):
    command = f"{sys.executable} -m imgview.cli info --header {VISIT} | head -n 1"
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=120, check=False)
    assert result.stdout.startswith("File")
    assert result.stderr == ""


def test_a_missing_file_is_one_line(capsys, tmp_path):
    path = Path(tmp_path / "nowhere.fits")
    assert main(["info", str(path)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"imgview: {path}: no such file\n"


def test_a_url_costs_its_headers(capsys):
    pytest.importorskip("aiohttp")
    large = np.random.default_rng(1).normal(size=(1500, 1500)).astype(np.float32)
    out = io.BytesIO()
    header = fits.Header({"EXTTYPE": "MASK", "MP_BAD": 0, "MP_CR": 3})
    fits.HDUList(
        [
            fits.PrimaryHDU(),
            fits.ImageHDU(large, fits.Header({"EXTTYPE": "IMAGE"})),
            fits.ImageHDU((large > 2).astype(np.int32), header),
        ]
    ).writeto(out)
    with serve({"a.fits": out.getvalue()}) as server:
        url = server.url("a.fits?token=SECRET").replace("http://", "http://me:hidden@")
        text = said(capsys, url)
        assert f"File    {server.url('a.fits')}" in text
        assert "  BAD" in text
        assert "SECRET" not in text
        assert "hidden" not in text
        assert server.sent < 200_000
        facts = json.loads(said(capsys, "--json", url))
        assert facts["mask_planes"][0] == {"name": "BAD", "description": "", "count": None}
        assert main(["info", server.url("nowhere.fits")]) == 1
        assert "nowhere.fits: the file cannot be fetched: the server answers 404" in capsys.readouterr().err
