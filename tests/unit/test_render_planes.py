"""Plane colours: afw's hues, told apart by all eyes, fixed by name."""

from itertools import combinations

import numpy as np
import pytest

from cielab import EYES, lab, luminance
from imgview.errors import UnknownNameError
from imgview.model.plane_names import ALIASES, canonical_name
from imgview.readers.dq.table import known_dq_tables
from imgview.render.looks.planes import (
    OTHER_COLORS,
    STYLES,
    PlaneStyle,
    default_style,
    default_styles,
    parse_color,
)

VISIT = [
    "BAD",
    "SATURATED",
    "INTERPOLATED",
    "COSMIC_RAY",
    "DETECTION_EDGE",
    "DETECTED",
    "SUSPECT",
    "NO_DATA",
    "VIGNETTED",
    "PARTLY_VIGNETTED",
    "CROSSTALK",
    "ITL_DIP",
    "NOT_DEBLENDED",
    "SPIKE",
    "UNMASKED_NAN",
]
DIFFERENCE = [*VISIT, "DETECTED_NEGATIVE", "SAT_TEMPLATE", "HIGH_VARIANCE", "STREAK"]
CELL_COADD = [
    "NO_DATA",
    "INTERPOLATED",
    "COSMIC_RAY",
    "SATURATED",
    "DETECTION_EDGE",
    "CLIPPED",
    "REJECTED",
    "DETECTED",
    "INEXACT_PSF",
]
COADD = [
    *CELL_COADD,
    "BAD",
    "SUSPECT",
    "CROSSTALK",
    "DETECTED_NEGATIVE",
    "NOT_DEBLENDED",
    "UNMASKED_NAN",
    "SENSOR_EDGE",
]
AFW = [
    "BAD",
    "SAT",
    "INTRP",
    "CR",
    "EDGE",
    "DETECTED",
    "DETECTED_NEGATIVE",
    "SUSPECT",
    "NO_DATA",
    "VIGNETTED",
    "STREAK",
]
SCHEMAS = {"visit": VISIT, "difference": DIFFERENCE, "cell": CELL_COADD, "coadd": COADD, "afw": AFW}


def closest(colors, eyes):
    """Return the least CIE76 distance of two colours, and which."""
    seen = {color: lab(color, eyes) for color in colors}
    return min((np.linalg.norm(seen[a] - seen[b]), a, b) for a, b in combinations(colors, 2))


def hue(color):
    _, a, b = lab(color, "normal")
    return np.degrees(np.arctan2(b, a)) % 360


def test_lab_is_right():
    assert lab("#ffffff", "normal") == pytest.approx([100, 0, 0], abs=0.01)
    assert lab("#ff0000", "normal") == pytest.approx([53.24, 80.09, 67.20], abs=0.02)


@pytest.mark.parametrize("schema", SCHEMAS)
@pytest.mark.parametrize(("eyes", "least"), [(eyes, 20 if eyes == "normal" else 10.5) for eyes in EYES])
def test_planes_of_a_schema_are_told_apart(schema, eyes, least):
    colors = [style.color for style in default_styles(SCHEMAS[schema]).values()]
    assert len(set(colors)) == len(colors)
    assert closest(colors, eyes)[0] >= least


@pytest.mark.parametrize(("eyes", "least"), [(eyes, 20 if eyes == "normal" else 8) for eyes in EYES])
def test_all_known_planes_are_told_apart(eyes, least):
    assert closest([style.color for style in STYLES.values()], eyes)[0] >= least


@pytest.mark.parametrize(("eyes", "least"), [(eyes, 25 if eyes == "normal" else 12) for eyes in EYES])
def test_colors_of_other_planes_are_told_apart(eyes, least):
    assert closest(OTHER_COLORS, eyes)[0] >= least


def test_other_planes_differ_from_the_known_ones():
    for color in OTHER_COLORS:
        for style in STYLES.values():
            assert np.linalg.norm(lab(color, "normal") - lab(style.color, "normal")) >= 15


@pytest.mark.parametrize("color", [*(style.color for style in STYLES.values()), *OTHER_COLORS])
def test_colors_stand_out_from_a_dark_panel(color):
    # The contrast that WCAG 2.2 asks of graphical objects.
    assert (luminance(color) + 0.05) / (luminance("#14181d") + 0.05) >= 3


@pytest.mark.parametrize(
    ("name", "afw"),
    [
        ("BAD", "red"),
        ("CR", "magenta"),
        ("EDGE", "yellow"),
        ("INTRP", "lime"),
        ("SAT", "lime"),
        ("DETECTED", "#0050ff"),
        ("DETECTED_NEGATIVE", "cyan"),
        ("NO_DATA", "orange"),
        ("SUSPECT", "orange"),
    ],
)
def test_hues_are_those_of_afw(name, afw):
    """Its blue is CIELAB's purple, so DETECTED is held to an azure; SUSPECT left yellow to EDGE."""
    turn = abs(hue(default_style(name).color) - hue(parse_color(afw)))
    assert min(turn, 360 - turn) <= 25


def test_old_and_new_names_look_the_same():
    for old, new in ALIASES.items():
        assert default_style(old) == default_style(new) == STYLES[new]
        assert canonical_name(old.lower()) == new


def test_no_two_planes_of_a_known_table_look_the_same_by_alias():
    for table in known_dq_tables().values():
        names = [canonical_name(plane.name) for plane in table.planes.values()]
        assert len(set(names)) == len(names), table.name


def test_detections_are_outlines():
    assert default_style("DETECTED").outline
    assert default_style("DETECTED_NEGATIVE").outline
    assert not default_style("CR").outline


def test_planes_of_a_visit_are_visible_but_for_the_one_about_the_catalogue():
    assert [name for name, style in default_styles(VISIT).items() if not style.visible] == ["NOT_DEBLENDED"]


def test_other_planes_are_fixed_by_name():
    names = ["MY_PLANE", "TRAILED", "Ü", "<img src=x onerror=alert(1)>", ""]
    # Written down once: a change of these would recolour every user's files.
    assert [default_style(name).color for name in names] == [
        "#bbf416",
        "#9be8ac",
        "#f780e4",
        "#bbf416",
        "#b8c96e",
    ]


def test_other_planes_of_one_schema_avoid_each_other():
    for count in (8, 16):
        names = [f"P{i}" for i in range(count)]
        assert len({style.color for style in default_styles(names).values()}) == count
    many = [style.color for style in default_styles([f"P{i}" for i in range(200)]).values()]
    counts = [many.count(color) for color in OTHER_COLORS]
    assert max(counts) - min(counts) <= 1


def test_other_planes_leave_the_known_ones_alone():
    names = ["P0", "BAD", *(f"P{i}" for i in range(1, 60)), "CR"]
    styles = default_styles(names)
    assert list(styles) == names
    assert styles["BAD"] == STYLES["BAD"]
    assert styles["CR"] == STYLES["COSMIC_RAY"]
    assert default_styles(names) == styles


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("red", "#ff0000"),
        ("#F80", "#ff8800"),
        ("#A1b2C3", "#a1b2c3"),
        ("LightSkyBlue", "#87cefa"),
        ("light sky blue", "#87cefa"),
        ("tab:orange", "#ff7f0e"),
        ("#ff000080", "#ff0000"),
    ],
)
def test_colors_are_parsed(text, color):
    assert parse_color(text) == color


def test_unknown_colors_are_answered_with_near_ones():
    with pytest.raises(UnknownNameError, match="'magenta'"):
        parse_color("magneta")
    for wrong in ("none", "", "#12345", "<b>"):
        with pytest.raises(UnknownNameError):
            parse_color(wrong)


def test_styles_check_themselves():
    assert PlaneStyle("Red").color == "#ff0000"
    assert PlaneStyle("#0a141e").rgb == (10, 20, 30)
    for opacity in (-0.1, 1.1, np.nan):
        with pytest.raises(ValueError, match="opacity"):
            PlaneStyle("#000000", opacity=opacity)
