"""The page's end of the contract: versions, questions, readings, sky."""

import re

import numpy as np
import pytest
from astropy.coordinates import Angle, SkyCoord
from astropy.wcs import WCS

from browser.page import FakeKernel
from imgview.widget.protocol import PROTOCOL, ReadoutRequest

READ = """({ session }, [x, y]) => new Promise((resolve) => {
    const readings = [];
    session.readout.at(x, y, (reading) => {
        readings.push(reading);
        if (!reading.approximate) resolve(readings);
    });
})"""


@pytest.mark.parametrize("theirs", [PROTOCOL + 1, PROTOCOL - 1, None])
def test_another_version_is_said_and_nothing_is_drawn(browser, theirs):
    kernel = FakeKernel(np.zeros((20, 20), np.uint8), protocol=theirs)
    viewer = browser.show(kernel, wait=False)
    text = browser.page.inner_text("body")
    assert re.search(r"reload the page or restart the kernel", text)
    assert str(PROTOCOL) in text
    assert browser.page.locator("canvas").count() == 0
    said = browser.page.locator(".imgview .iv-message")
    assert said.evaluate("node => getComputedStyle(node).fontSize") == "12px"
    browser.page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    browser.page.locator(".imgview[data-theme=dark]").wait_for()
    assert kernel.asked == []
    viewer.close()


@pytest.fixture
def kernel(rng) -> FakeKernel:
    array = rng.normal(100, 5, (600, 700))
    array[33, 44] = np.nan
    ten = {f"P{i}": np.zeros((600, 700), bool) for i in range(10)}
    ten["P2"][300:320, 200:220] = True
    ten["P9"][310, 210] = True
    return FakeKernel(array, ten, yx0=(1000, -50))


def test_a_reading_is_at_once_approximate_and_then_exact(browser, kernel):
    viewer = browser.show(kernel)
    x, y = 210 - 50, 310 + 1000
    first, last = viewer.run(READ, [x + 0.3, y - 0.4])
    assert first["approximate"] is True
    assert first["values"][0] == pytest.approx(100, abs=20)
    assert {"P2", "P9"} <= {plane["name"] for plane in first["planes"]}
    assert (last["x"], last["y"], last["inside"]) == (x, y, True)
    assert last["values"][0] == kernel.array[310, 210]
    assert last["sigma"] == np.sqrt(kernel.array[310, 210])
    assert [plane["name"] for plane in last["planes"]] == ["P2", "P9"]
    request = kernel.asked[-1]
    assert request.keys() == ReadoutRequest.__annotations__.keys()
    assert (request["kind"], request["x"], request["y"]) == ("readout", x, y)


def test_a_neighbour_is_read_without_a_message(browser, kernel):
    viewer = browser.show(kernel)
    viewer.run(READ, [100, 1100])
    kernel.asked.clear()
    (reading,) = viewer.run(READ, [102, 1099])
    assert reading["values"][0] == kernel.array[99, 152]
    assert kernel.asked == []


def test_one_question_at_a_time_and_the_last_one_counts(browser, kernel):
    viewer = browser.show(kernel)
    kernel.asked.clear()
    got = viewer.run(
        """({ session }) => new Promise((resolve) => {
            let exact = 0;
            for (let x = 0; x <= 600; x += 30) {
                session.readout.at(x, 1200, (reading) => {
                    if (reading.approximate) return;
                    exact++;
                    if (x === 600) resolve([exact, reading.values[0]]);
                });
            }
        })"""
    )
    assert got == [1, kernel.array[200, 650]]
    assert len(kernel.asked) == 2


def test_a_level_0_tile_reads_to_half_a_step(browser, kernel):
    viewer = browser.show(kernel)
    viewer.zoom_to(210, 1310, 1)
    first, last = viewer.run(READ, [250, 1333])
    assert abs(first["values"][0] - last["values"][0]) <= kernel.codec(0).step / 2


def test_outside_and_without_value(browser, kernel):
    viewer = browser.show(kernel)
    (outside,) = viewer.run(READ, [-51, 1000])
    assert (outside["inside"], outside["planes"]) == (False, [])
    reading = viewer.run(READ, [44 - 50, 33 + 1000])[-1]
    assert reading["inside"] is True
    assert np.isnan(reading["values"][0])


def sky_grid(wcs: WCS, shape: tuple[int, int], yx0: tuple[int, int], nodes: int) -> dict:
    x = np.linspace(0, shape[1] - 1, nodes)
    y = np.linspace(0, shape[0] - 1, nodes)
    xx, yy = np.meshgrid(x, y)
    ra, dec = np.radians(wcs.all_pix2world(xx, yy, 0))
    vectors = np.stack([np.cos(dec) * np.cos(ra), np.cos(dec) * np.sin(ra), np.sin(dec)], axis=-1)
    return {
        "n": [nodes, nodes],
        "x": [float(yx0[1]), x[1]],
        "y": [float(yx0[0]), y[1]],
        "pixel_scale": 0.2,
        "data": vectors.astype("<f8").tobytes(),
    }


def distorted(ra: float, dec: float) -> WCS:
    wcs = WCS(
        {
            "CTYPE1": "RA---TAN-SIP", "CTYPE2": "DEC--TAN-SIP", "CRVAL1": ra, "CRVAL2": dec,
            "CRPIX1": 1800.0, "CRPIX2": 2500.0, "CD1_1": -3.0e-5, "CD1_2": 4.6e-5, "CD2_1": 4.7e-5,
            "CD2_2": 3.1e-5, "A_ORDER": 3, "B_ORDER": 3, "A_2_0": 2e-7, "B_1_1": -3e-7, "A_0_3": 4e-10,
            "B_3_0": -2e-10,
        }
    )  # fmt: skip
    wcs.array_shape = (4000, 4072)
    return wcs


@pytest.mark.parametrize(
    ("ra", "dec"), [(53.1, -27.8), (0.02, 0.1), (210.0, 89.93)], ids=["sky", "ra0", "pole"]
)
def test_sky_positions_between_the_nodes(browser, rng, ra, dec):
    shape, yx0 = (4000, 4072), (100, -300)
    wcs = distorted(ra, dec)
    kernel = FakeKernel(np.zeros((64, 64), np.uint8), sky_grid=sky_grid(wcs, shape, yx0, 17))
    viewer = browser.show(kernel)
    x, y = rng.uniform(-30, 4100, 50), rng.uniform(-30, 4030, 50)
    points = [[float(a), float(b)] for a, b in zip(x + yx0[1], y + yx0[0], strict=True)]
    got = viewer.run("({ session }, points) => points.map(([x, y]) => session.sky.radec(x, y))", points)
    truth = SkyCoord(*wcs.all_pix2world(x, y, 0), unit="deg")
    ours = SkyCoord([p["ra"] for p in got], [p["dec"] for p in got], unit="deg")
    assert ours.separation(truth).max().to_value("mas") < 0.5
    assert all(0 <= p["ra"] < 360 for p in got)
    back = viewer.run(
        """({ session: { sky } }, points) =>
            points.map(([x, y]) => sky.pixel(sky.radec(x, y), { x: 1500, y: 1500 }))""",
        points,
    )
    assert [[p["x"], p["y"]] for p in back] == [pytest.approx(point, abs=1e-3) for point in points]


def test_compass_points_north_and_east(browser):
    wcs = distorted(53.1, -27.8)
    kernel = FakeKernel(np.zeros((64, 64), np.uint8), sky_grid=sky_grid(wcs, (4000, 4072), (0, 0), 17))
    viewer = browser.show(kernel)
    compass = viewer.run("({ session }) => session.sky.compass(2000, 1500)")
    here = SkyCoord(*wcs.all_pix2world(2000, 1500, 0), unit="deg")
    for name, turn in (("north", 0), ("east", 90)):
        there = here.directional_offset_by(Angle(turn, "deg"), Angle(10, "arcsec"))
        step = np.array(wcs.all_world2pix(there.ra.deg, there.dec.deg, 0)) - (2000, 1500)
        assert [compass[name]["x"], compass[name]["y"]] == pytest.approx(step / np.hypot(*step), abs=1e-3)


def test_without_a_projection_there_is_no_position(browser, kernel):
    viewer = browser.show(kernel)
    assert viewer.run("({ session: { sky } }) => [sky.known, sky.radec(1, 1), sky.pixelScale]") == [
        False, None, None,
    ]  # fmt: skip
    reading = viewer.run(READ, [100, 1100])[-1]
    assert (reading["ra"], reading["dec"]) == (None, None)


def test_a_position_is_that_of_the_pointer_and_as_exact_as_the_kernels(browser, monkeypatch):
    wcs = distorted(53.1, -27.8)
    array = np.zeros((4000, 4072), np.uint8)
    # Of what the page interpolates every position is off by some 30 mas.
    kernel = FakeKernel(array, sky_grid=sky_grid(distorted(53.10001, -27.8), array.shape, (0, 0), 17))
    monkeypatch.setattr(kernel, "sky", lambda x, y: [float(v) for v in wcs.all_pix2world(x, y, 0)])
    viewer = browser.show(kernel)
    places = [[1200.4, 899.7], [1203.6, 902.1], [1196.2, 897.8]]
    first = viewer.run(READ, places[0])[0]
    readings = [viewer.run(READ, place)[-1] for place in places]
    shown = SkyCoord([r["ra"] for r in readings], [r["dec"] for r in readings], unit="deg")
    x, y = np.transpose(places)
    truth = SkyCoord(*wcs.all_pix2world(x, y, 0), unit="deg")
    assert shown.separation(truth).max().to_value("mas") < 0.01
    assert len([message for message in kernel.asked if message["kind"] == "readout"]) == 1
    alone = viewer.run("({ session }, places) => places.map(([x, y]) => session.sky.radec(x, y))", places)
    assert (first["approximate"], first["ra"], first["dec"]) == (True, alone[0]["ra"], alone[0]["dec"])
    rough = SkyCoord([p["ra"] for p in alone], [p["dec"] for p in alone], unit="deg")
    assert rough.separation(truth).max().to_value("mas") > 30, "else there was nothing to correct"


def test_the_status_line_shows_the_position(browser):
    wcs = distorted(53.1, -27.8)
    array = np.zeros((4000, 4072), np.uint8)
    kernel = FakeKernel(array, sky_grid=sky_grid(wcs, array.shape, (0, 0), 17))
    viewer = browser.show(kernel)
    spot = viewer.run("({ painter, canvas }) => { const r = canvas.getBoundingClientRect();"
                      " return [r.x + r.width / 2, r.y + r.height / 2]; }")  # fmt: skip
    browser.page.mouse.move(*spot)
    browser.page.wait_for_function("() => /\\d\\d:\\d\\d:\\d\\d\\.\\d+/.test(document.body.innerText)")
    x, y = viewer.run("({ painter: { viewport } }) => { const p = viewport.toImage(viewport.width / 2,"
                      " viewport.height / 2); return [p.x, p.y]; }")  # fmt: skip
    ra, dec = wcs.all_pix2world(x, y, 0)
    text = browser.page.inner_text("body").replace("\u2212", "-")
    found = re.search(r"(\d+:\d+:\d+\.\d+) ([+-]\d+:\d+:\d+\.\d+)", text)
    assert found, text
    shown = SkyCoord(found[1], found[2], unit=("hourangle", "deg"))
    assert shown.separation(SkyCoord(ra, dec, unit="deg")).arcsec < 0.02 + 15 * 0.0005
