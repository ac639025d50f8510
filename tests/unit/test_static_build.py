"""The committed bundle is what the sources build to, and a package holds what it should and no more."""

import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FRONTEND = ROOT / "imgview" / "frontend"
STATIC = ROOT / "imgview" / "static"
LARGEST_BUNDLE = 150_000


def static_bytes() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in STATIC.iterdir() if path.is_file()}


@pytest.mark.skipif(
    shutil.which("npm") is None, reason="npm is not on PATH: `bash tests/run frontend` brings it"
)
def test_the_bundle_is_what_the_sources_build_to(tmp_path):
    copy = tmp_path / "imgview" / "frontend"
    shutil.copytree(FRONTEND, copy, ignore=shutil.ignore_patterns("node_modules"))
    if (FRONTEND / "node_modules").is_dir():
        (copy / "node_modules").symlink_to(FRONTEND / "node_modules")
    else:
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=copy, check=True)
    subprocess.run(["npm", "run", "--silent", "build"], cwd=copy, check=True)
    built = {path.name: path.read_bytes() for path in (tmp_path / "imgview" / "static").iterdir()}
    stale = [name for name, content in built.items() if static_bytes().get(name) != content]
    assert stale == [], "run `npm run build` in imgview/frontend and commit imgview/static"
    assert built.keys() == static_bytes().keys()


def test_the_bundle_is_small_enough_to_be_sent_with_every_viewer():
    assert 0 < sum(map(len, static_bytes().values())) <= LARGEST_BUNDLE


@pytest.mark.parametrize("name", ["static/canvas.js", "widget/companions.js"])
def test_the_bundle_fetches_nothing(name):
    script = (STATIC.parent / name).read_text(encoding="utf-8")
    assert "http://" not in script.replace("http://www.w3.org/", "")
    assert "https://" not in script


def build(target: str, folder: Path) -> Path:
    pytest.importorskip("hatchling", reason="hatchling builds the packages: `bash tests/run` brings it")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", folder],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return next(folder.iterdir())


def test_the_wheel_holds_the_page_and_the_notebooks_but_no_sources_of_the_page(tmp_path):
    names = set(zipfile.ZipFile(build("wheel", tmp_path)).namelist())
    assert {"imgview/static/canvas.js", "imgview/static/canvas.css", "imgview/py.typed"} <= names
    assert {f"imgview/widget/{name}" for name in ("loader.js", "companions.js", "companions.css")} <= names
    notebooks = {f"imgview/notebooks/{path.name}" for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert notebooks
    assert notebooks <= names
    assert not [name for name in names if "frontend" in name or name.endswith((".ts", ".pyc"))]
    strays = [name for name in names if not name.startswith(("imgview/", "imgview-"))]
    assert strays == []


def test_the_sdist_holds_all_sources_and_nothing_that_lies_about(tmp_path):
    stray = ROOT / "imgview-stray-file.txt"
    stray.touch(exist_ok=False)
    try:
        with tarfile.open(build("sdist", tmp_path)) as packed:
            names = {name.partition("/")[2] for name in packed.getnames()}
    finally:
        stray.unlink()
    assert {"pyproject.toml", "LICENSE", "README.md", "imgview/frontend/package.json", "tests/run"} <= names
    assert stray.name not in names
    assert not [name for name in names if "node_modules" in name or name.endswith(".pyc")]


def test_no_class_is_styled_in_two_places():
    # The later one would win everywhere: a bar in a form once flattened the tool bar.
    owners = {}
    for path in sorted((FRONTEND / "src/css").glob("*.css")):
        for name in set(re.findall(r"^  \.(iv-[\w-]+) \{", path.read_text(encoding="utf-8"), re.MULTILINE)):
            owners.setdefault(name, []).append(path.name)
    assert len(owners) > 20
    assert {name: files for name, files in owners.items() if len(files) > 1} == {}
