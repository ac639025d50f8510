"""A WCS becomes AST text that Starlink's own library understands as astropy understands the WCS."""

import importlib

import numpy as np
import pytest
from astropy import units as u
from astropy.io import fits
from astropy.wcs import WCS, Sip

import imgview
from imgview.errors import WriteError
from imgview.geometry import YX, Box
from imgview.model import Image, SkyProjection
from imgview.writers import sky
from imgview.writers.ast_objects import map_of
from imgview.writers.wcs_ast import map_of_wcs

YX0 = YX(y=300, x=-1000)
FRAMES = {
    "ICRS": ("RA---", "DEC--", {"radesys": "ICRS"}),
    "FK5": ("RA---", "DEC--", {"radesys": "FK5", "equinox": 2000.0}),
    "FK5 of 1975": ("RA---", "DEC--", {"radesys": "FK5", "equinox": 1975.0}),
    "FK4": ("RA---", "DEC--", {"radesys": "FK4", "equinox": 1950.0}),
    "galactic": ("GLON-", "GLAT-", {}),
}
CASES = {
    "TAN": {},
    "TAN-SIP": {"code": "TAN", "sip": True},
    "TAN at the north pole": {"code": "TAN", "crval": (0.0, 90.0)},
    "TAN at the south pole": {"code": "TAN", "crval": (120.0, -90.0)},
    "TAN with LONPOLE": {"code": "TAN", "lonpole": 120.0},
    "TAN with DEC first": {"code": "TAN", "swap": True},
    **{f"TAN in {name}": {"code": "TAN", "frame": name} for name in FRAMES if name != "FK4"},
    "SIN slanted": {"code": "SIN", "pv": [(2, 1, 0.1), (2, 2, 0.2)]},
    "ZPN": {"pv": [(2, 1, 1.0), (2, 3, 0.1)]},
    "CAR on the equator": {"code": "CAR", "crval": (53.0, 0.0)},
    "CEA": {"pv": [(2, 1, 0.5)]},
    "AZP": {"pv": [(2, 1, 2.0), (2, 2, 30.0)]},
    "SZP": {"pv": [(2, 1, 2.0), (2, 2, 30.0), (2, 3, 60.0)]},
    "AIR": {"pv": [(2, 1, 45.0)]},
    "CYP": {"pv": [(2, 1, 1.0), (2, 2, 0.8)]},
    "BON": {"pv": [(2, 1, 45.0)]},
    **{code: {"pv": [(2, 1, 45.0), (2, 2, 25.0)]} for code in ("COP", "COE", "COD", "COO")},
    **{code: {} for code in ("SIN", "ARC", "STG", "ZEA", "CAR", "MER", "SFL", "PAR", "MOL", "AIT", "PCO")},
    **{code: {} for code in ("TSC", "QSC")},
}


def make_wcs(code, *, frame="ICRS", pv=(), sip=False, crval=(53.16, -27.8), lonpole=None, swap=False):
    wcs = WCS(naxis=2)
    longitude, latitude, radesys = FRAMES[frame]
    types, values = [longitude + code, latitude + code], list(crval)
    matrix = np.array([[-4.66e-5, 3.03e-5], [3.02e-5, 4.67e-5]])
    if swap:
        types, values, matrix = types[::-1], values[::-1], matrix[::-1]
    wcs.wcs.ctype = [kind + "-SIP" * sip for kind in types]
    wcs.wcs.crval, wcs.wcs.crpix, wcs.wcs.cd = values, [1037.25, 1701.5], matrix
    for name, value in radesys.items():
        setattr(wcs.wcs, name, value)
    wcs.wcs.set_pv(list(pv))
    if lonpole is not None:
        wcs.wcs.lonpole = lonpole
    if sip:
        a, b = np.zeros((4, 4)), np.zeros((4, 4))
        a[2, 0], a[1, 1], a[0, 2], a[3, 0] = 3e-6, -2e-6, 1e-6, 1e-10
        b[2, 0], b[0, 2], b[1, 2] = 1e-6, 2e-6, 2e-10
        wcs.sip = Sip(a, b, None, None, wcs.wcs.crpix)
    wcs.wcs.set()
    return wcs


def starlink(text):
    """Let Starlink's library read a text."""
    ast = pytest.importorskip("starlink.Ast")
    lines = iter(text.splitlines())
    source = type("Source", (), {"astsource": lambda _: next(lines, None)})()
    return ast.Channel(source).read()


def points():
    rng = np.random.default_rng(0)
    return rng.uniform(-1100, 3200, 300), rng.uniform(0, 4400, 300)


def far_apart(text, projection):
    """Return by how many degrees, at most, two libraries differ."""
    x, y = points()
    longitude, latitude = np.rad2deg(starlink(text).tran([x, y]))
    expected = projection.pixel_to_sky(x=x, y=y)
    assert np.isfinite(expected.ra.deg).all()
    east = (longitude - expected.ra.deg + 180) % 360 - 180
    return max(np.abs(east * np.cos(expected.dec.rad)).max(), np.abs(latitude - expected.dec.deg).max())


@pytest.mark.parametrize("name", CASES)
def test_text_of_a_wcs_is_the_wcs(name):
    how = {"code": name, **CASES[name]}
    projection = SkyProjection(make_wcs(**how), yx0=YX0)
    assert map_of_wcs(projection.fits_wcs, YX0) is not None
    text = sky.ast_text(projection)
    assert far_apart(text, projection) < 1e-11
    x, y = points()
    frames = starlink(text)
    back = frames.tran(frames.tran([x, y]), False)  # pyast takes it so
    assert np.abs(back - np.array([x, y])).max() < 1e-4


def test_uncommon_ones_are_left_to_starlink(monkeypatch):
    cases = [make_wcs("HPX"), make_wcs("TAN", frame="FK4"), make_wcs("TAN", pv=[(1, 0, 1.0), (1, 1, 5.0)])]
    for wcs in cases:
        assert map_of_wcs(wcs, YX0) is None
    projection = SkyProjection(cases[0], yx0=YX0)
    assert far_apart(sky.ast_text(projection), projection) < 1e-9
    # To Starlink, FK4 is not quite what it is to astropy.
    assert sky.ast_text(SkyProjection(cases[1], yx0=YX0)) is None
    monkeypatch.setattr(sky, "importlib", type("Without", (), {"import_module": missing}))
    assert sky.ast_text(projection) is None


def missing(name):
    raise ImportError(name)


def test_without_starlink_the_header_alone_has_the_place(tmp_path, monkeypatch):
    monkeypatch.setattr(sky, "importlib", type("Without", (), {"import_module": missing}))
    image = Image(np.zeros((5, 6), np.float32), sky_projection=SkyProjection(make_wcs("HPX")))
    with pytest.warns(UserWarning, match=r"the sky projection as an AST mapping \(pip install"):
        imgview.write(image, tmp_path / "x.fits")
    with fits.open(tmp_path / "x.fits") as hdus:
        assert hdus["IMAGE"].header["CTYPE1"] == "RA---HPX"


def test_cards_have_every_digit():
    projection = SkyProjection(make_wcs("TAN", crval=(53.123456789012345, -27.987654321098765)), yx0=YX0)
    header = sky.wcs_cards(projection, Box.from_shape((10, 10), start=YX0))
    assert header["CRVAL1"] == 53.123456789012345
    assert header["PC1_1"] * header["CDELT1"] == -4.66e-5


FRAME_SET = """ Begin FrameSet
Nframe = 4
Base = 4
Currnt = 2
Lnk2 = 3
Inv2 = 1
Lnk3 = 1
Lnk4 = 1
Frm1 =
Begin Frame
Naxes = 2
End Frame
Frm2 =
Begin Frame
Naxes = 2
End Frame
Frm3 =
Begin Frame
Naxes = 2
End Frame
Frm4 =
Begin Frame
Naxes = 2
End Frame
Map2 =
Begin ShiftMap
Nin = 2
IsA Mapping
Sft1 = 1
Sft2 = 2
End ShiftMap
Map3 =
Begin ZoomMap
Nin = 2
IsA Mapping
Zoom = 3
End ZoomMap
Map4 =
Begin ShiftMap
Nin = 2
IsA Mapping
Sft1 = 10
Sft2 = 20
End ShiftMap
End FrameSet
"""


def test_mapping_of_a_frame_set_is_found_by_its_links():
    lines = map_of(FRAME_SET).lines
    # From frame 4 back to 1, on to 3 and, against the arrow, to 2.
    assert np.allclose(starlink("\n".join(lines)).tran([[11.0], [22.0]]), [[2.0], [4.0]])
    assert np.allclose(starlink(FRAME_SET).tran([[11.0], [22.0]]), [[2.0], [4.0]])


@pytest.mark.parametrize(
    "damage", [("Lnk2 = 3", "Lnk2 = 2"), ("Lnk2 = 3\n", ""), ("Currnt = 2", "Currnt = 9")]
)
def test_frame_set_without_way(damage):
    with pytest.raises(WriteError, match="not linked"):
        map_of(FRAME_SET.replace(*damage))


def test_ndf_has_the_place_for_starlink_too(tmp_path):
    h5py = importlib.import_module("h5py")
    projection = SkyProjection(make_wcs("TAN", sip=True), yx0=YX0)
    bbox = Box.from_shape((40, 50), start=YX0)
    imgview.write(Image(np.zeros(bbox.shape), bbox=bbox, sky_projection=projection), tmp_path / "x.sdf")
    with h5py.File(tmp_path / "x.sdf") as file:
        records = [record.decode() for record in file["WCS/DATA"][()]]
        assert file["WCS/DATA"].dtype == "S32"
    lines = []
    for record in records:
        if record[0] == " ":
            lines.append(record[1:].rstrip())
        else:
            lines[-1] += record[1:].rstrip()
    frames = starlink("\n".join(lines))
    assert (frames.Base, frames.Current, frames.Nframe) == (3, 2, 3)
    longitude, latitude = np.rad2deg(frames.tran([[1.0, 50.0], [1.0, 40.0]]))
    expected = projection.pixel_to_sky(x=[-1000, -951], y=[300, 339])
    assert np.abs(longitude - expected.ra.deg).max() < 1e-11
    assert np.abs(latitude - expected.dec.deg).max() < 1e-11
    new = imgview.read(tmp_path / "x.sdf").sky_projection.pixel_to_sky(x=[-1000, -951], y=[300, 339])
    assert new.separation(expected).max() < 1e-9 * u.deg
