"""AST texts as trees, and what is refused of them."""

import time
import tracemalloc

import pytest
from starlink import Ast

from ast_texts import dump, frame_set, radial, sky
from imgview.errors import ReadError
from imgview.model.ast.mapping import AstMapping
from imgview.model.ast.text import ast_lines, parse_ast

ZOOM = "Begin ZoomMap\nNin = 2\nIsA Mapping\nZoom = 3\nEnd ZoomMap\n"


def test_a_text_becomes_a_tree():
    node = parse_ast(dump(frame_set()))
    assert node.kind == "FrameSet"
    assert node.integer("nframe") == 2
    assert node.child("frm1").string("domain") == "PIXEL"
    assert node.child("frm2").kind == "SkyFrame"
    assert node.child("map2").child("mapa").kind == "CmpMap"
    assert node.child("nframe") is None
    # Comments say what AST would assume anyway.
    assert "base" not in node.items
    assert parse_ast(ZOOM.replace("Zoom = 3", "Zoom = <bad>")).number("zoom") != 3


def test_quotes_and_comments():
    node = parse_ast(
        'Begin Frame\nTitle = "a # ""b"" = c" \t# comment "\n  # all comment\nNaxes = 2 # two\nEnd Frame'
    )
    assert node.string("title") == 'a # "b" = c'
    assert node.axes("naxes") == 2
    assert node.string("nothing", "else") == "else"


def test_only_the_first_object_counts():
    text = "1 SkyWcs 0 " + ZOOM + ZOOM.replace("3", "4")
    assert ast_lines(text) == ZOOM.splitlines()
    assert parse_ast(text).number("zoom") == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "there is no AST object in ''"),
        ("x" * 100, "there is no AST object in 'x{10}"),
        (ZOOM[:30], "damaged in ZoomMap: unexpected 'the end of the text'"),
        (ZOOM.replace("End ZoomMap", "End Zoom"), "damaged"),
        (ZOOM.replace("Zoom = 3", "Zoom 3"), "unexpected 'Zoom 3'"),
        (ZOOM.replace("Zoom = 3", "Zoom ="), "unexpected 'End ZoomMap'"),
        (ZOOM.replace("Zoom = 3", "Begin UnitMap\nEnd UnitMap"), "unexpected 'Begin UnitMap'"),
        (ZOOM.replace("Zoom = 3", "Zoom = 3\nzoom = 4"), "ZoomMap has two items zoom"),
        (ZOOM.replace("Nin = 2", "Nin = 2000000000"), "nin = '2000000000', which is not within 0 ... 100"),
        (ZOOM.replace("Nin = 2", "Nin = two"), "nin = 'two', where a number is needed"),
        (ZOOM.replace("Nin = 2", "Nin = 1e400"), "where an integer is needed"),
        (ZOOM.replace("Nin = 2", "Nin = 2.5"), "where an integer is needed"),
        ("Begin PolyMap\nNCF1 = 100000000\nEnd PolyMap", "ncf1 = '100000000', which is not within"),
        ("Begin PolyMap\nMPF1 = 100000\nEnd PolyMap", "mpf1 = '100000', which is not within"),
        ("Begin FrameSet\nNframe = 5000\nEnd FrameSet", "nframe = '5000', which is not within"),
        ("Begin PermMap\nNconst = -1\nEnd PermMap", "nconst = '-1', which is not within"),
    ],
)
def test_what_is_no_such_text(text, words):
    with pytest.raises(ReadError, match=words) as caught:
        parse_ast(text)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("MapB", "MapC"), "CmpMap lacks one of its two mappings"),
        (("Begin UnitMap\nNin = 2", "Begin UnitMap\nNin = 3"), "2 axes are handed to one that takes 3"),
        (("Begin CmpMap\nNin = 2", "Begin CmpMap\nNin = 1"), "says that it maps 1 axes to 1"),
        (("Begin UnitMap", "Begin KeyMap"), "class KeyMap cannot be used in a mapping"),
        (("Zoom = 3", "Zoom = 0"), "ZoomMap has the scale 0"),
        (("Zoom = 3", "Zoom = x"), "zoom = 'x', where a number is needed"),
        (("Begin UnitMap\nNin = 2", "Begin UnitMap\nNin = 0"), "UnitMap has 0 axes"),
        (("Begin UnitMap\nNin = 2", "Begin LutMap\nNin = 2"), "LutMap.*nlut"),
        (("Begin UnitMap\nNin = 2", "Begin SlaMap\nNin = 2\nNsla = 3\nSla1 = 1"), "SlaMap.* is not complete"),
        (("Begin UnitMap\nNin = 2", "Begin PolyMap\nNin = 2"), "a PolyMap has no polynomials"),
        (
            ("Begin UnitMap\nNin = 2", "Begin PolyMap\nNin = 2\nMPF1 = 1\nMPF2 = 1\nNCF1 = 99\nNCF2 = 1"),
            "PolyMap announces 99 coefficients and has",
        ),
        (("Begin UnitMap\nNin = 2", "Begin SphMap\nNin = 2"), "SphMap does not map 3 axes to 2"),
        (("Begin UnitMap\nNin = 2", "Begin UnitNormMap\nNin = 2"), "UnitNormMap maps 2 axes to 2"),
        (("Begin UnitMap\nNin = 2", "Begin WcsMap\nNin = 2\nWcsAx1 = 2"), "at no two of them"),
        (("Begin UnitMap\nNin = 2", 'Begin MatrixMap\nNin = 2\nForm = "Round"'), "has the form 'round'"),
        (("Begin UnitMap\nNin = 2", "Begin PermMap\nNin = 2\nNconst = 1\nOut1 = -2"), "but 1 constants"),
    ],
)
def test_what_is_no_mapping(change, words):
    text = (
        "Begin CmpMap\nNin = 2\nIsA Mapping\nMapA =\n"
        + ZOOM
        + "MapB =\nBegin UnitMap\nNin = 2\nEnd UnitMap\nEnd CmpMap\n"
    )
    assert AstMapping(text).nout == 2
    new = text.replace(*change)
    if "UnitMap" in change[0]:
        kind = change[1].split()[1]
        new = new.replace("End UnitMap", f"End {kind}")
    with pytest.raises(ReadError, match=words):
        AstMapping(new)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("Lnk3 = 1", "Lnk3 = 3"), "hang together in a circle"),
        (("Lnk3 = 1", ""), "node 3 of a FrameSet hangs on no other"),
        (("Lnk3 = 1", "Lnk3 = 9"), "node 9 of a FrameSet hangs on no other"),
        (("Map3", "Map4"), "node 3 of a FrameSet has no mapping"),
        (("Frm3", "Frm4"), "FrameSet of 3 frames lacks the frame 3"),
        (("Nframe = 3", "Nframe = 2"), "FrameSet of 2 frames lacks the frame 3"),
        (("Begin Frame", "Begin Plot"), "."),
    ],
)
def test_what_is_no_frame_set(change, words):
    thing = frame_set(radial(), sky())
    thing.addframe(1, Ast.ShiftMap([-35.0, -47.0]), Ast.Frame(2, "Domain=GRID"))
    text = dump(thing, "Comment=0")
    assert AstMapping(text).nin == 2
    new = text.replace(*change)
    assert new != text
    with pytest.raises(ReadError, match=words):
        AstMapping(new)


def test_hostile_texts_end_soon_and_in_little_memory():
    deep = "Begin CmpMap\nMapA =\n" * 60_000
    wide = "Begin Frame\n" + "".join(f"Title{i} = {i}\n" for i in range(100_000))
    long = "Begin Frame\nTitle = " + '"' * (1 << 20) + "#"
    hashes = "Begin Frame\n" + "#" * (1 << 20) + '\nTitle = "' + "a#" * 100_000
    huge = "Begin Frame\n" + " " * (1 << 22)
    tracemalloc.start()
    start = time.process_time()
    for text in (deep, wide, long, hashes, huge):
        with pytest.raises(ReadError):
            AstMapping(text)
    assert time.process_time() - start < 10
    assert tracemalloc.get_traced_memory()[1] < 200 << 20
    tracemalloc.stop()


def test_polynomials_beyond_all_measure_are_refused_before_they_are_made():
    text = "Begin PolyMap\nNin = 100\nNout = 100\n" + "".join(f"MPF{i} = 1\n" for i in range(1, 101))
    text += "".join(f"NCF{i} = 16384\n" for i in range(1, 101)) + "End PolyMap"
    start = time.process_time()
    with pytest.raises(ReadError, match="announces 16384 coefficients"):
        AstMapping(text)
    assert time.process_time() - start < 1
