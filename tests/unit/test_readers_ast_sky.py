"""The sky of AST texts, with and without Starlink's library."""

import copy
import pickle
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from astropy import units as u
from astropy.coordinates import SkyCoord
from astropy.wcs import WCS
from starlink import Ast

import imgview
from ast_texts import dump, frame_set, high_order, load, radial, series, sky, table
from imgview.errors import ReadError
from imgview.geometry import Box
from imgview.model import Image, SkyProjection
from imgview.readers.ast_sky import sky_of_ast
from imgview.viewer.skygrid import sky_grid

BOX = Box.from_shape((2000, 2000), start=(0, 0))


@pytest.fixture(params=["with AST", "without AST"])
def has_ast(request, monkeypatch):
    if request.param == "without AST":
        hide(monkeypatch)
    return request.param == "with AST"


def hide(monkeypatch):
    monkeypatch.setitem(sys.modules, "starlink.Ast", None)


def places(box=BOX, count=500):
    rng = np.random.default_rng(7)
    x = rng.uniform(box.x.start - 0.5, box.x.stop - 0.5, count)
    return x, rng.uniform(box.y.start - 0.5, box.y.stop - 0.5, count)


def truth(thing, x, y):
    lon, lat = thing.tran([x, y])
    return SkyCoord(lon, lat, unit="rad")


def read(text, box=BOX, **keywords):
    notes = []
    projection = sky_of_ast(text, bbox=box, where="a.sdf: WCS", notes=notes, **keywords)
    return projection, notes


def header_wcs(lon=1.0, lat=0.5, scale=0.2):
    wcs = WCS(naxis=2)
    wcs.wcs.ctype = ["RA---TAN", "DEC--TAN"]
    wcs.wcs.crval = np.degrees([lon, lat])
    wcs.wcs.crpix = [1001.0, 1001.0]
    wcs.wcs.cd = np.array([[1.0, 0.0], [0.0, 1.0]]) * scale / 3600
    return SkyProjection(wcs)


def test_what_fits_can_say_is_exact_either_way(has_ast):
    for thing in (frame_set(), frame_set(radial(), sky(Ast.STG)), sky_bare()):
        text = dump(thing)
        projection, notes = read(text)
        x, y = places()
        found = projection.pixel_to_sky(x=x, y=y)
        # A hundred-thousandth of a pixel is called exact.
        assert found.separation(truth(thing, x, y)).max() < (1e-9 if has_ast else 2e-6) * u.arcsec
        assert (projection.approximation, projection.approximation_error, notes) == (None, None, [])
        assert projection.ast == text
        back = projection.sky_to_pixel(found)
        assert np.hypot(back.x - x, back.y - y).max() < 1e-6


def sky_bare():
    """Return a mapping without frames; its output is taken for ICRS."""
    thing = frame_set()
    return thing.getmapping(1, 2)


def test_right_ascensions_run_from_0_to_360(has_ast):
    projection, _ = read(dump(frame_set(sky(lon=-0.001))))
    x, y = places()
    found = projection.pixel_to_sky(x=x, y=y)
    assert found.ra.deg.min() < 1
    assert found.ra.deg.max() > 359
    assert projection.fits_wcs.wcs.crval[0] > 359
    assert found.separation(truth(frame_set(sky(lon=-0.001)), x, y)).max() < 1e-6 * u.arcsec


def test_what_fits_cannot_say_is_exact_with_ast_and_else_says_how_far_off_it_is(has_ast):
    thing = frame_set(high_order(), sky())
    projection, notes = read(dump(thing))
    x, y = places()
    error = projection.pixel_to_sky(x=x, y=y).separation(truth(thing, x, y)).max()
    assert projection.ast == dump(thing)
    if has_ast:
        assert error < 1e-9 * u.arcsec
        assert (projection.approximation, projection.approximation_error, notes) == (None, None, [])
    else:
        stated = projection.approximation_error
        assert 1e-5 * u.arcsec < error < stated < 3 * error
        assert projection.approximation == (
            f"FITS approximation of an AST mapping, within {stated.to_value(u.mas):.2g} mas"
        )
        assert notes == [
            f"a.sdf: WCS: {projection.approximation}; exact with AST: pip install 'imgview[ast]'"
        ]


@pytest.mark.parametrize(
    "system",
    ["FK5", "FK5,Epoch=J2015.5", "FK5,Equinox=J1975", "FK4", "FK4,Epoch=B1984", "GALACTIC,Epoch=J2010"],
)
def test_other_systems_become_icrs(system, has_ast):
    thing = frame_set(frame=Ast.SkyFrame(f"System={system}"))
    text = dump(thing)
    projection, _ = read(text)
    # AST writes an epoch in fewer digits than it has.
    thing = load(text)
    thing.set("System=ICRS")
    x, y = places()
    error = projection.pixel_to_sky(x=x, y=y).separation(truth(thing, x, y)).max()
    if has_ast:
        assert error < 1e-9 * u.arcsec
        assert truth(load(projection.ast), x, y).separation(truth(thing, x, y)).max() < 1e-9 * u.arcsec
        assert projection.approximation is None
    else:
        assert projection.ast is None
        if system == "FK5":
            assert error < 2e-6 * u.arcsec
            assert projection.approximation is None
        else:
            assert error < projection.approximation_error


@pytest.mark.parametrize("system", ["ECLIPTIC", "SUPERGALACTIC", "J2000"])
def test_systems_that_only_ast_knows(system, has_ast):
    thing = frame_set(frame=Ast.SkyFrame(f"System={system}"))
    projection, notes = read(dump(thing))
    if has_ast:
        thing.set("System=ICRS")
        x, y = places()
        assert projection.pixel_to_sky(x=x, y=y).separation(truth(thing, x, y)).max() < 1e-9 * u.arcsec
    else:
        assert projection is None
        assert "pip install 'imgview[ast]'" in notes[0]


def test_latitude_may_come_first(has_ast):
    thing = frame_set()
    expected = truth(thing, *places())
    thing.permaxes([2, 1])
    projection, _ = read(dump(thing))
    x, y = places()
    assert projection.pixel_to_sky(x=x, y=y).separation(expected).max() < 2e-6 * u.arcsec
    assert truth(load(projection.ast), x, y).separation(expected).max() < 1e-9 * u.arcsec


def test_places_relative_to_another_are_brought_back():
    thing = frame_set()
    expected = truth(thing, *places())
    thing.set("SkyRef(1)=1.01,SkyRef(2)=0.5,SkyRefIs=Origin")
    projection, notes = read(dump(thing))
    x, y = places()
    assert notes == []
    assert projection.pixel_to_sky(x=x, y=y).separation(expected).max() < 1e-8 * u.arcsec


def test_a_shift_comes_first_and_is_kept(has_ast):
    box = Box.from_shape((2000, 2000), start=(-300, 5000))
    thing = frame_set(high_order(), sky())
    projection, _ = read(dump(thing), box, shift=(1.0 - 5000, 1.0 + 300))
    x, y = places(box)
    expected = truth(thing, x + 1 - 5000, y + 1 + 300)
    tolerance = 1e-9 * u.arcsec if has_ast else projection.approximation_error
    assert projection.pixel_to_sky(x=x, y=y).separation(expected).max() < tolerance
    assert truth(load(projection.ast), x, y).separation(expected).max() < 1e-9 * u.arcsec
    assert projection.yx0 == box.start


def test_texts_are_put_together_in_order(has_ast):
    first, second = Ast.ShiftMap([10.0, -20.0]), frame_set()
    second_turned = second.copy()
    first.invert()
    projection, _ = read([dump(first), dump(second_turned)])
    x, y = places()
    expected = truth(second, x - 10, y + 20)
    assert projection.pixel_to_sky(x=x, y=y).separation(expected).max() < 2e-6 * u.arcsec
    assert truth(load(projection.ast), x, y).separation(expected).max() < 1e-9 * u.arcsec


def test_a_header_that_agrees_is_used(has_ast):
    header = header_wcs()
    projection, notes = read(dump(frame_set()), header=header)
    assert repr(projection) == repr(header)
    assert projection.ast == dump(frame_set())
    assert (projection.approximation, notes) == (None, [])
    assert header.ast is None


def test_a_header_that_does_not_agree_is_not_exact(has_ast):
    thing = frame_set(radial(), high_order(), sky())
    projection, notes = read(dump(thing), header=header_wcs())
    x, y = places()
    error = projection.pixel_to_sky(x=x, y=y).separation(truth(thing, x, y)).max()
    if has_ast:
        assert error < 1e-9 * u.arcsec
        assert notes == []
    else:
        # What is fitted here comes nearer than the header, which has no distortion at all.
        assert "SIP" in repr(projection)
        assert error < projection.approximation_error < 1 * u.arcsec


def test_the_header_may_be_the_best_there_is(monkeypatch):
    hide(monkeypatch)
    thing = frame_set(sky(Ast.CAR, lat=0.0), scale=np.radians(0.15))
    wcs = WCS(naxis=2)
    wcs.wcs.ctype = ["RA---CAR", "DEC--CAR"]
    wcs.wcs.cdelt = [0.15, 0.15]
    projection, notes = read(dump(thing), header=SkyProjection(wcs))
    assert projection is None or projection.approximation
    assert len(notes) == 1


def test_what_is_not_evaluated_here_needs_ast(has_ast):
    text = dump(frame_set(table(), sky()))
    alone, alone_notes = read(text)
    beside, beside_notes = read(text, header=header_wcs())
    if has_ast:
        x, y = places()
        expected = truth(frame_set(table(), sky()), x, y)
        assert alone.pixel_to_sky(x=x, y=y).separation(expected).max() < 1e-9 * u.arcsec
        assert repr(beside) == repr(alone)
        assert (alone_notes, beside_notes) == ([], [])
    else:
        assert alone is None
        assert len(alone_notes) == len(beside_notes) == 1
        assert "pip install 'imgview[ast]'" in alone_notes[0]
        assert beside.approximation == "FITS header beside an AST mapping, error not known"
        assert beside.approximation_error is None
        assert beside.ast == text


def cube():
    result = Ast.FrameSet(Ast.Frame(3, "Domain=GRID"))
    result.addframe(1, Ast.UnitMap(3), Ast.CmpFrame(Ast.SkyFrame(), Ast.SpecFrame("System=FREQ,Unit=GHz")))
    return result


def slit():
    result = Ast.FrameSet(Ast.Frame(2, "Domain=GRID"))
    frame = Ast.Frame(2, "Label(1)=Offset,Unit(1)=arcsec,Label(2)=Wavelength,Unit(2)=Angstrom")
    result.addframe(1, Ast.UnitMap(2), frame)
    return result


@pytest.mark.parametrize(
    ("thing", "words"),
    [
        (cube(), "it maps 3 pixel axes to longitude, latitude, "),
        (slit(), "it maps 2 pixel axes to Offset [arcsec], Wavelength [Angstrom]"),
        (Ast.UnitMap(3), "it maps 3 pixel axes to 3 others"),
    ],
    ids=["cube", "slit", "bare"],
)
def test_what_is_not_the_sky_is_said(thing, words, has_ast):
    projection, notes = read(dump(thing))
    assert projection is None
    assert len(notes) == 1
    assert notes[0].startswith(f"a.sdf: WCS: no projection onto the sky: {words}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "Begin FrameSet\n",
        dump(frame_set())[:2000],
        dump(frame_set()).replace("Lnk2 = 1", "Lnk2 = 2"),
        dump(frame_set()).replace("Begin Zoom", "Begin Boom").replace("End Zoom", "End Boom"),
        dump(Ast.FrameSet(Ast.SkyFrame())).replace("SkyFrame", "KeyMap"),
        dump(frame_set(frame=Ast.SkyFrame("System=FK5"))).replace('"FK5"', '"FK5\tq"'),
        dump(frame_set(frame=Ast.SkyFrame("System=FK5,Equinox=J1975"))).replace(
            "Eqnox = 1975", "Eqnox = nan"
        ),
        dump(frame_set(frame=Ast.SkyFrame("System=FK4,Epoch=J2010"))).replace(
            "Epoch = 2010", "Epoch = 1e300"
        ),
    ],
)
def test_damage_is_one_note(text, has_ast):
    projection, notes = read(text)
    assert projection is None
    assert len(notes) == 1
    assert notes[0].startswith("a.sdf: WCS: ")
    assert len(notes[0]) < 300
    beside, _ = read(text, header=header_wcs())
    assert beside.approximation == "FITS header beside an AST mapping, error not known"


def test_cuts_copies_and_pickles_keep_the_sky(has_ast):
    projection, _ = read(dump(frame_set(high_order(), sky())))
    image = Image(np.zeros(BOX.shape, np.float32), sky_projection=projection)
    part = image.absolute[100:200, 300:450]
    assert part.sky_projection.ast == projection.ast
    assert part.sky_projection.approximation == projection.approximation
    expected = projection.pixel_to_sky(x=310.0, y=120.0)
    copies = (part.sky_projection, copy.deepcopy(projection), pickle.loads(pickle.dumps(projection)))
    for other in copies:
        assert other.pixel_to_sky(x=310.0, y=120.0).separation(expected) < 1e-8 * u.arcsec
        assert (other.ast, other.approximation) == (projection.ast, projection.approximation)
    # The smaller a box is, the better a FITS WCS of it.
    near = part.fits_wcs.all_pix2world([[10.0, 20.0]], 0)[0]
    exact = truth(frame_set(high_order(), sky()), [310.0], [120.0])[0]
    assert SkyCoord(*near, unit="deg").separation(exact) < (1e-7 if has_ast else 1e-2) * u.arcsec


def test_a_fits_wcs_is_fitted_within_a_box():
    projection, _ = read(dump(frame_set(radial(), sky(Ast.ZEA))))
    box = Box.factory[500:900, 700:1500]
    wcs = projection.as_fits_wcs(box)
    x, y = places(box)
    world = wcs.all_pix2world(x - 700, y - 500, 0)
    exact = truth(frame_set(radial(), sky(Ast.ZEA)), x, y)
    assert SkyCoord(*world, unit="deg").separation(exact).max() < 2e-6 * u.arcsec
    assert wcs.wcs.radesys == "ICRS"
    again = projection.fits_wcs
    assert again is projection.fits_wcs
    assert projection.yx0 == BOX.start


@pytest.mark.parametrize("code", [Ast.AIT, Ast.CAR, Ast.SIN, Ast.ZEA], ids=["AIT", "CAR", "SIN", "ZEA"])
def test_a_map_of_much_of_the_sky_has_the_wcs_that_ast_writes(code):
    thing = frame_set(sky(code, lat=0.3), scale=np.radians(0.06))
    projection, notes = read(dump(thing))
    assert notes == []
    wcs = projection.as_fits_wcs(BOX)
    assert (
        wcs.wcs.ctype[0] == f"RA---{ {Ast.AIT: 'AIT', Ast.CAR: 'CAR', Ast.SIN: 'SIN', Ast.ZEA: 'ZEA'}[code] }"
    )
    x, y = places()
    exact = projection.pixel_to_sky(x=x, y=y)
    known = np.isfinite(exact.ra.deg)
    assert known.any()
    world = wcs.all_pix2world(x, y, 0)
    assert np.array_equal(np.isfinite(world[0]), known)
    assert SkyCoord(*world, unit="deg")[known].separation(exact[known]).max() < 1e-5 * u.arcsec


def test_what_fits_cannot_say_at_all_is_an_error():
    pin = Ast.PcdMap(1e-7, [0.0, 0.0])
    projection, _ = read(dump(frame_set(pin, sky(Ast.ZEA), scale=np.radians(0.06))))
    with pytest.raises(ReadError, match="no FITS WCS fits this sky projection"):
        projection.as_fits_wcs(BOX)


def test_where_ast_has_no_way_back_there_is_one():
    # A table that turns back somewhere, far from the picture, cannot be read backwards.
    turning = Ast.LutMap([0.0, 1100.0, 2300.0, 2200.0], -5.0, 1000.0)
    there = series(
        Ast.CmpMap(turning, Ast.UnitMap(1), False), frame_set(high_order(), sky()).getmapping(1, 2)
    )
    assert not there.TranInverse
    projection, _ = read(dump(there))
    x, y = places(count=50)
    back = projection.sky_to_pixel(projection.pixel_to_sky(x=x, y=y))
    assert np.hypot(back.x - x, back.y - y).max() < 1e-7


def test_pixels_off_the_sky_and_numbers_that_are_none():
    projection, _ = read(dump(frame_set(sky(Ast.SIN), scale=np.radians(0.02))))
    found = projection.pixel_to_sky(x=[1000.0, 1e6, np.nan], y=[1000.0, 0.0, 3.0])
    assert np.isfinite(found.ra.deg).tolist() == [True, False, False]
    assert projection.pixel_to_sky(x=[], y=[]).shape == (0,)
    pixel = projection.sky_to_pixel(SkyCoord([57.3, np.nan], [28.6, 0.0], unit="deg"))
    assert np.isfinite(pixel.x).tolist() == [True, False]


def test_many_threads_read_and_use_one_projection():
    texts = [dump(frame_set(high_order(), sky())), dump(frame_set(radial(), sky(Ast.ARC)))]
    shared, _ = read(texts[0])
    x, y = places(count=2000)
    expected = shared.pixel_to_sky(x=x, y=y)

    def work(number):
        if number % 4 == 0:
            return sky_grid(shared, BOX)
        if number % 4 == 1:
            return read(texts[number % 8 // 4])[0].pixel_to_sky(x=x[:3], y=y[:3]).ra.deg
        if number % 4 == 2:
            return pickle.loads(pickle.dumps(shared)).sky_to_pixel(expected).x
        return shared.pixel_to_sky(x=x, y=y).ra.deg

    alone = [work(number) for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(work, range(64)))
    for number, result in enumerate(together):
        assert np.array_equal(result["data"] if number % 4 == 0 else result, expectation(alone, number))


def expectation(alone, number):
    result = alone[number % 8]
    return result["data"] if number % 4 == 0 else result


def test_what_fits_cannot_say_at_all_is_written_as_ast(tmp_path):
    pin = Ast.PcdMap(1e-7, [0.0, 0.0])
    box = Box.from_shape((1000, 1000), start=(500, 500))
    projection, _ = read(dump(frame_set(pin, sky(Ast.ZEA), scale=np.radians(0.12))), box)
    with pytest.raises(ReadError):
        projection.as_fits_wcs(box)
    image = Image(np.zeros(box.shape, np.int16), bbox=box, sky_projection=projection)
    for name in ("image.fits", "image.sdf"):
        imgview.write(image, tmp_path / name)
        again = imgview.read(tmp_path / name)
        assert again.notes == []
        found = again.sky_projection.pixel_to_sky(x=900.0, y=1100.0)
        assert found.separation(projection.pixel_to_sky(x=900.0, y=1100.0)) < 1e-9 * u.arcsec
