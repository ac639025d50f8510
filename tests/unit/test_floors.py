"""The house has floors: a module imports from the floors below its own, and never in a circle."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "imgview"

# From the ground up. What stands on one floor does not import its neighbours there.
FLOORS = (
    ("errors", "progress"),
    ("geometry",),
    ("model",),
    ("plots", "readers", "render", "sample", "writers"),
    ("adapt", "widget"),
    ("viewer",),
    ("display",),
    ("ds9",),
    ("cli",),
)
FLOOR_OF = {part: number for number, parts in enumerate(FLOORS) for part in parts}


def module_name(path: Path, package: Path) -> str:
    parts = path.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def internal_imports(path: Path, package: Path) -> Iterator[tuple[str, ast.stmt, bool]]:
    """Yield (module imported, statement, whether it stands at the top of the module).

    Imports under ``if TYPE_CHECKING`` and inside functions count like any other.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    here = module_name(path, package).split(".")
    context = here if path.name == "__init__.py" else here[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = context[: len(context) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            # `from imgview.model import image` may name a module as well as something in one.
            names = [
                whole if is_module(whole := f"{base}.{alias.name}", package) else base for alias in node.names
            ]
        else:
            continue
        for name in names:
            if name.split(".")[0] == package.name:
                yield name, node, node in tree.body


def is_module(name: str, package: Path) -> bool:
    path = package.parent.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def fault(own: str, target: str, *, at_top: bool) -> str | None:
    """Say what is wrong with an import of ``target`` in the part ``own`` of the house."""
    theirs = target.split(".")[1:2]
    if not theirs:
        return f"imports the roof ({target})"
    if theirs[0] not in FLOOR_OF:
        return f"imports {target}, which stands on no floor"
    if theirs[0] != own and FLOOR_OF[theirs[0]] > FLOOR_OF[own]:
        return f"imports upward, {target}"
    if theirs[0] != own and FLOOR_OF[theirs[0]] == FLOOR_OF[own]:
        return f"imports sideways, {target}"
    return None if at_top else f"hides its import of {target} in a block"


def faults(package: Path) -> list[str]:
    """Return what breaks the law of the floors, one sentence each."""
    found = []
    graph = {}
    for path in sorted(package.rglob("*.py")):
        name = module_name(path, package)
        imported = list(internal_imports(path, package))
        graph[name] = {target for target, _, _ in imported} - {name}
        own = name.split(".")[1:2]
        if not own:
            continue  # the package itself is the roof: it gathers the public names
        if own[0] not in FLOOR_OF:
            found.append(f"{name} stands on no floor: give {own[0]!r} one in FLOORS")
            continue
        for target, node, at_top in imported:
            if sentence := fault(own[0], target, at_top=at_top):
                found.append(f"{name}, line {node.lineno}: {sentence}")
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        found.append(f"imports go in a circle: {' -> '.join(reversed(error.args[1]))}")
    return found


def test_the_house_stands():
    assert faults(PACKAGE) == []


def test_every_part_is_looked_at():
    seen = {module_name(path, PACKAGE) for path in PACKAGE.rglob("*.py")}
    assert {"imgview", "imgview.errors", "imgview.geometry", "imgview.cli.main"} <= seen


GOOD = {
    "errors.py": "",
    "geometry.py": "from imgview.errors import ShapeError",
    "model/__init__.py": "from .image import Image",
    "model/image.py": "from ..geometry import Box",
    "readers/__init__.py": "import imgview.model.image",
    "render/__init__.py": "",
    "widget/__init__.py": "from imgview import render",
    "__init__.py": "from imgview.widget import show",
}


def build(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / "imgview" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder / "imgview"


def test_a_sound_house_has_no_faults(tmp_path):
    assert faults(build(tmp_path, GOOD)) == []


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"model/image.py": "from imgview.widget import show"}, "upward"),
        ({"model/image.py": "from ..widget import show"}, "upward"),
        ({"errors.py": "import imgview.geometry"}, "upward"),
        ({"errors.py": "from imgview import geometry"}, "upward"),
        ({"render/__init__.py": "from imgview.readers import read"}, "sideways"),
        ({"errors.py": "import typing\nif typing.TYPE_CHECKING:\n    from imgview import model"}, "upward"),
        ({"errors.py": "def late():\n    from imgview.model import image"}, "upward"),
        ({"widget/__init__.py": "def late():\n    import imgview.model"}, "hides"),
        ({"widget/__init__.py": "from imgview import show"}, "roof"),
        ({"widget/__init__.py": "import imgview"}, "roof"),
        ({"attic.py": ""}, "no floor"),
        ({"model/mask.py": "from .sky import s", "model/sky.py": "from .mask import m"}, "circle"),
        ({"model/image.py": "from imgview.model import Image"}, "circle"),
    ],
)
def test_a_broken_house_is_found_out(tmp_path, changed, word):
    found = faults(build(tmp_path, GOOD | changed))
    assert any(word in sentence for sentence in found), found
