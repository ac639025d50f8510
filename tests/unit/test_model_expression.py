"""Expressions over columns: as numpy computes them, and nothing else, whatever is written."""

import ast
import contextlib

import numpy as np
import pytest
from astropy import units as u
from astropy.coordinates import SkyCoord
from astropy.table import MaskedColumn, QTable, Table
from hypothesis import given, settings
from hypothesis import strategies as st

from imgview.errors import ExpressionError, ImgviewError, UnknownNameError
from imgview.model.catalog_filter import COLUMNS, pick_rows
from imgview.model.expression import parse

RNG = np.random.default_rng(4)
ROWS = 60


def sources(rows):
    return Table(
        {
            "snr": np.where(RNG.random(rows) < 0.1, np.nan, RNG.exponential(8, rows)),
            "mag": RNG.normal(20, 2, rows).astype("f4"),
            "size": RNG.normal(0, 3, rows),
            "n": RNG.integers(-3, 9, rows).astype(">i2"),
            "id": 2**60 + np.arange(rows),
            "saturated": RNG.random(rows) < 0.3,
            "edge": RNG.random(rows) < 0.5,
            "band": RNG.choice(["g", "r", "ž"], rows),
            "night": RNG.choice([b"one", b"two"], rows),
        }
    )


SOME = sources(25)


@pytest.fixture(scope="module")
def table():
    return sources(ROWS)


# What Python and numpy make of the same text.
SAID_BY_NUMPY = [
    "~saturated & (snr > 5)",
    "saturated | ~edge & (mag < 20)",
    "(saturated | ~edge) & (mag < 20)",
    "saturated & edge | (n == 3)",
    "(snr > 5) == saturated",
    "n*2 + 1 >= size**2 - snr/3",
    "-n**2 < -4",
    "2**-1 < 2**3**0.5 - size",
    "abs(size) > sqrt(abs(snr))",
    "hypot(size, snr) < 7",
    "(log10(snr) > 0.5) | isnan(snr)",
    "isfinite(log10(size))",
    "minimum(snr, mag) > maximum(size, n)",
    "where(saturated, snr, size) > 2",
    "where(saturated, edge, ~edge)",
    "(n & 4) == 0",
    "((n | 1) & ~4) > 0",
    "band == 'r'",
    "'g' < band",
    "+size > -size",
    "mag != mag",
    "id == 1152921504606846979",
    "True",
]


@pytest.mark.parametrize("text", SAID_BY_NUMPY)
def test_columns_are_computed_as_numpy_does(table, text):
    functions = {name: getattr(np, name) for name in COLUMNS.functions}
    columns = {name: np.asarray(table[name]) for name in table.colnames}
    with np.errstate(all="ignore"):
        wanted = eval(text, {"__builtins__": {}}, functions | columns)
    np.testing.assert_array_equal(pick_rows(table, text), np.broadcast_to(wanted, ROWS))


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("not saturated and snr > 5", "~saturated & (snr > 5)"),
        ("saturated or edge and not edge", "saturated | (edge & ~edge)"),
        ("2 < snr <= 8", "(2 < snr) & (snr <= 8)"),
        ("0 < n < snr < mag", "(0 < n) & (n < snr) & (snr < mag)"),
        ("(snr\n > 5)\t& True", "snr > 5"),
        ("  snr > 5  ", "snr > 5"),
        ("`snr` > 5", "snr > 5"),
        ("night == 'one'", "night != 'two'"),
        ("'one' == night", "night != 'two'"),
        ('band == "ž"', "(band != 'g') & (band != 'r')"),
        ("9**9**9 > snr", "isfinite(snr)"),
        ("saturated & (1/0 > 5)", "saturated"),
        ("1e400 > mag", "True"),
        (f"mag < {10**60}", "True"),
        ("mag > -" + "9" * 400, "True"),
    ],
)
def test_two_ways_to_say_it(table, text, same):
    np.testing.assert_array_equal(pick_rows(table, text), pick_rows(table, same))


NUMBERS = st.sampled_from(["snr", "mag", "size", "n", "3", "0.5", "1e3", ".25"])
TRUTHS = st.sampled_from(["saturated", "edge", "True"])


def joined(parts, signs):
    return st.tuples(parts, st.sampled_from(signs), parts).map(" ".join)


def formulas():
    numbers = st.recursive(
        NUMBERS,
        lambda inner: (
            joined(inner, ["+", "-", "*", "/", "**"])
            | inner.map("({})".format)
            | inner.map("-{}".format)
            | st.tuples(st.sampled_from(["abs", "sqrt", "log10"]), inner).map("{0[0]}({0[1]})".format)
            | st.tuples(inner, inner).map("hypot({0[0]}, {0[1]})".format)
        ),
        max_leaves=5,
    )
    compared = joined(numbers, ["<", "<=", "==", "!=", ">", ">="]).map("({})".format)
    return st.recursive(
        TRUTHS | compared,
        lambda inner: joined(inner, ["&", "|"]) | inner.map("({})".format) | inner.map("~{}".format),
        max_leaves=6,
    )


class Doubles(ast.NodeTransformer):
    """Makes numpy's numbers and truths of Python's, which overflow or turn into integers."""

    def visit_Constant(self, node):
        name = "truth" if isinstance(node.value, bool) else "double"
        return ast.Call(ast.Name(name, ast.Load()), [node], [])


@settings(max_examples=300, deadline=None)
@given(formulas())
def test_whatever_is_said_is_what_numpy_says(text):
    # Columns in double precision, in which all reckoning is done.
    columns = {name: SOME[name].astype(float) for name in ("snr", "mag", "size", "n")}
    table = Table(columns | {name: SOME[name] for name in ("saturated", "edge")})
    scope = {name: np.asarray(table[name]) for name in table.colnames}
    scope |= {name: getattr(np, name) for name in COLUMNS.functions}
    scope |= {"double": np.float64, "truth": np.bool_, "__builtins__": {}}
    tree = ast.fix_missing_locations(Doubles().visit(ast.parse(text, mode="eval")))
    with np.errstate(all="ignore"):
        wanted = eval(compile(tree, "<formula>", "eval"), scope)
    np.testing.assert_array_equal(pick_rows(table, text), np.broadcast_to(wanted, len(table)))


@pytest.mark.parametrize(
    ("text", "character", "word"),
    [
        ("snr.tofile('/tmp/x')", 4, "'.' means nothing"),
        ("snr.__class__", 4, "means nothing"),
        ("().__class__", 3, "means nothing"),
        ("`snr`.max() > 3", 6, "means nothing"),
        ("snr[0]", 4, "means nothing"),
        ("{}", 1, "means nothing"),
        ("lambda: 0", 7, "means nothing"),
        ("snr := 5", 5, "means nothing"),
        ("snr > 5 # flag", 9, "means nothing"),
        ("snr @ snr", 5, "means nothing"),
        ("saturated ^ edge", 11, "means nothing"),
        ("snr > 5; edge", 8, "means nothing"),
        ("snr\0 > 5", 4, "means nothing"),
        ("sn\u0301r > 5", 3, "means nothing"),
        ("snr = 5", 5, "== compares"),
        ("snr ! 5", 5, "means nothing"),
        ("f'{snr}'", 2, "backticks"),
        ("b'g' == band", 2, "backticks"),
        ("not'g'", 4, "backticks"),
        ("'g' 'r' == band", 5, "missing or too much"),
        ("5x > 2", 2, "backticks"),
        ("0x10 > 2", 2, "backticks"),
        ("1_000 > n", 2, "backticks"),
        ("1j == n", 2, "backticks"),
        ("band == 'r", 9, "quote is never closed"),
        ("`snr > 5", 1, "quote is never closed"),
        ("`` > 5", 1, "no name between"),
        ("(snr > 5", 1, "never closed"),
        ("snr > 5)", 8, "never opened"),
        ("snr >", 6, "missing or too much"),
        ("snr > 5 edge", 9, "missing or too much"),
        ("snr if edge else n", 5, "missing or too much"),
        ("snr, n", 1, "not made of columns"),
        ("()", 1, "not made of columns"),
        ("snr // 2 > 1", 1, "not made of columns"),
        ("snr % 2 > 1", 5, "means nothing"),
        ("snr << 2 > 1", 1, "not made of columns"),
        ("sqrt(*snr) > 1", 6, "not made of columns"),
        ("sqrt(**snr) > 1", 1, "not made of columns"),
        ("sqrt(snr)(n) > 1", 1, "not made of columns"),
        ("  sqrt(snr, n) > 1", 3, "takes 1 value, got 2"),
        ("where(edge) > 1", 1, "takes 3 values, got 1"),
        ("snr > 5 & edge", 7, "binds more tightly"),
        ("edge & snr > 5", 1, "binds more tightly"),
        ("(n & 4 == 4)", 2, "binds more tightly"),
        ("edge & n", 1, "joins conditions"),
        ("edge and n", 1, "joins conditions"),
        ("not n", 1, "joins conditions"),
        ("~snr", 1, "joins conditions"),
        ("~band", 1, "joins conditions"),
        ("snr & 3", 1, "joins conditions"),
        ("(n & 700000) > 0", 2, "too long"),
        ("edge & (band > 5)", 9, "a text with a number"),
        ("band + 1 > 3", 1, "reckoned"),
        ("sqrt(band) > 3", 1, "reckoned"),
        ("where(n, 1, 2) > 1", 1, "condition"),
        ("snr", 1, "yes or no"),
        ("'g'", 1, "yes or no"),
        ("5", 1, "yes or no"),
        ("where(edge, 1, 2)", 1, "yes or no"),
    ],
)
def test_a_mistake_is_pointed_at(table, text, character, word):
    with pytest.raises(ExpressionError, match=f"wrong at character {character}: ") as caught:
        pick_rows(table, text)
    said, shown, pointer = str(caught.value).split("\n")
    assert word in said
    assert pointer == " " * (character + 3) + "^"
    assert shown.strip() == text.replace("\0", " ").strip()


def test_a_mistake_in_a_long_expression_is_shown_with_its_surroundings(table):
    text = "(snr > 5) | " * 40 + "(snr >) | " + "(snr > 5) | " * 40 + "edge"
    with pytest.raises(ExpressionError, match="wrong at character 487") as caught:
        pick_rows(table, text)
    _, shown, pointer = str(caught.value).split("\n")
    assert len(shown) < 90
    assert shown[pointer.index("^")] == ")"


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "~" * 9_000 + "edge",
        "-" * 9_000 + "n > 1",
        "(" * 400 + "edge" + ")" * 400,
        "edge|" * 1_900 + "edge",
        "n**" * 3_000 + "n > 1",
        "not " * 2_400 + "edge",
        "abs(" * 500 + "n" + ")" * 500 + "> 1",
        "9" * 9_999,
        "n<" * 4_900 + "n",
        "`" * 9_999,
        "'" * 9_999,
        "(n<" * 190 + "n" + ">n)" * 190,
        "",
        " \n ",
    ],
    ids=lambda text: text[:6] or "empty",
)
@pytest.mark.timeout(20)
def test_monsters_are_refused_or_done_at_once(table, text):
    refused = ""
    try:
        assert pick_rows(table, text).shape == (ROWS,)
    except ExpressionError as error:
        refused = str(error)
    assert len(refused) < 400


@pytest.mark.timeout(20)
def test_nobody_computes_a_tower_of_powers(table):
    assert pick_rows(table, "n < " + "9**" * 50 + "9").shape == (ROWS,)


@pytest.mark.parametrize("text", [None, 5, b"edge", ["edge"]])
def test_only_texts_are_expressions(table, text):
    with pytest.raises(ExpressionError, match="an expression is a text"):
        pick_rows(table, text)


@settings(max_examples=400, deadline=None)
@given(
    st.text(max_size=40)
    | st.lists(
        st.sampled_from(
            [
                "snr",
                "edge",
                "band",
                "'g'",
                "5",
                "(",
                ")",
                "&",
                "~",
                "<",
                "==",
                "and",
                "not",
                "sqrt",
                ",",
                ".",
                " ",
                "__import__",
                "`",
                "**",
                "-",
                "é",
                "lambda",
                "\n",
            ]
        ),
        max_size=14,
    ).map("".join)
)
def test_nonsense_gives_rows_or_one_clear_error(text):
    table = Table({"snr": [1.0, 2.0], "edge": [True, False], "band": ["g", "r"]})
    with contextlib.suppress(ImgviewError):
        assert pick_rows(table, text).dtype == bool


@settings(max_examples=150, deadline=None)
@given(st.text(min_size=1, max_size=30).filter(lambda name: "`" not in name))
def test_columns_of_any_name_can_be_written_in_backticks(name):
    table = Table({name: [1.0, 3.0, 2.0]})
    assert pick_rows(table, f"`{name}` > 1.5").tolist() == [False, True, True]


@pytest.mark.parametrize(
    "name", ["µ", "ﬁeld", "class", "in", "None", "lambda", "λ_0", "__class__", "is", "sqrt"]
)
def test_plain_words_need_no_quotes(name):
    # Python's parser would make "μ" of "µ".
    assert pick_rows(Table({name: [1.0, 3.0]}), f"{name} > 2").tolist() == [False, True]


def test_unknown_names_name_the_nearest(table):
    with pytest.raises(UnknownNameError, match="unknown column 'satrated': did you mean 'saturated'"):
        pick_rows(table, "~satrated")
    with pytest.raises(UnknownNameError, match=r"unknown function 'log'.*did you mean 'log10'"):
        pick_rows(table, "log(snr) > 1")
    with pytest.raises(UnknownNameError, match="unknown function '__import__'"):
        pick_rows(table, "__import__('os') > 1")
    with pytest.raises(UnknownNameError, match="unknown column 'sqrt'"):
        pick_rows(table, "sqrt > 1")


def test_what_is_missing_counts_as_nan():
    table = Table(
        {
            "id": MaskedColumn([2**60, 2**60 + 1, 7], mask=[False, False, True]),
            "flag": MaskedColumn([True, True, False], mask=[False, True, False]),
            "band": MaskedColumn(["g", "r", "r"], mask=[False, True, False]),
            "x": MaskedColumn([1.0, np.nan, 3.0], mask=[False, False, True]),
            "word": np.array(["a", None, "bc"], dtype=object),
        }
    )
    for text, rows in {
        "id == 1152921504606846977": [1],
        "id != 1152921504606846977": [0, 2],
        "id < 8": [],
        "8 > id": [],
        "isnan(id + 0)": [2],
        "x < 9": [0],
        "isnan(x)": [1, 2],
        "flag": [0],
        "~flag": [1, 2],
        "band == 'r'": [2],
        "band != 'r'": [0, 1],
        "word == 'bc'": [2],
        "word != 'bc'": [0, 1],
    }.items():
        assert np.flatnonzero(pick_rows(table, text)).tolist() == rows, text


def test_columns_that_are_no_numbers_are_refused_by_name():
    table = QTable(
        {
            "aperture": np.ones((2, 3)),
            "thing": np.array([object(), 5], dtype=object),
            "where_at": SkyCoord([1, 2], [3, 4], unit="deg"),
            "z": np.array([1j, 2]),
            "flux": [3.0, 5.0] * u.Jy,
        }
    )
    for name, word in {"aperture": r"\(2, 3\)", "thing": "object", "where_at": "", "z": "complex"}.items():
        with pytest.raises(ImgviewError, match=f"column '{name}' has .*{word}"):
            pick_rows(table, f"{name} == 1")
    assert pick_rows(table, "flux > 4").tolist() == [False, True]


def test_no_row_is_no_trouble():
    assert pick_rows(Table({"x": np.zeros(0)}), "x > 1").shape == (0,)


def test_the_table_is_not_written_to(table):
    before = table.copy()
    picked = pick_rows(table, "saturated")
    picked[:] = True
    pick_rows(table, "saturated & edge | ~saturated")
    assert all((before[name] == table[name]).all() for name in ("saturated", "edge"))


def test_names_come_once_and_in_order():
    assert parse("b > a + `c d` - b", COLUMNS).names == ("b", "a", "c d")
