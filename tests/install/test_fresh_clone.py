"""What a new user does: clone, the README's first command, and a look, on a machine without Node.

Only what is committed is cloned.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

from demo import Demo

ROOT = Path(__file__).parents[2]
EXAMPLE = "tests/data/visit_full_gzip2.fits"

pytestmark = pytest.mark.timeout(900)


@dataclass(frozen=True)
class Fresh:
    """A clone and the virtual environment that imgview was installed into."""

    clone: Path
    venv: Path
    environment: dict[str, str]

    def run(self, *command: str, cwd: Path | None = None) -> str:
        done = subprocess.run(
            command, cwd=cwd or self.clone, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def fresh(tmp_path_factory) -> Fresh:
    folder = tmp_path_factory.mktemp("fresh")
    clone, venv, tools = folder / "clone", folder / "venv", folder / "tools"
    subprocess.run(["git", "clone", "--quiet", f"file://{ROOT}", clone], check=True)
    # What stands for the machine's own programs: no Node among them.
    tools.mkdir()
    for name in ("bash", "dirname", "env", "git", "uname"):
        (tools / name).symlink_to(shutil.which(name))
    unwanted = ("PYTHONPATH", "VIRTUAL_ENV", "DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    environment = {name: value for name, value in os.environ.items() if name not in unwanted}
    environment["PATH"] = f"{venv / 'bin'}:{tools}"
    subprocess.run([sys._base_executable, "-m", "venv", venv], check=True)
    fresh = Fresh(clone, venv, environment)
    fresh.run("pip", "install", "--quiet", "--disable-pip-version-check", ".[lab]")
    return fresh


def test_the_readme_says_what_is_tried_here():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert 'pip install ".[lab]" && imgview demo' in readme
    assert "bash tests/run" in readme


def test_there_is_no_node(fresh):
    assert shutil.which("node", path=fresh.environment["PATH"]) is None


def test_the_command_says_what_it_can_do(fresh):
    said = fresh.run("imgview", "--help")
    assert "demo" in said
    assert "info" in said


def test_it_tells_what_a_file_holds(fresh):
    said = json.loads(fresh.run("imgview", "info", "--json", EXAMPLE))
    assert said["class"] == "VisitImage"


def test_the_package_works_away_from_the_clone(fresh, tmp_path):
    code = (
        "import imgview, pathlib, sys;"
        "assert pathlib.Path(imgview.__file__).is_relative_to(sys.prefix);"
        "exposure = imgview.sample.visit_image(shape=(300, 400));"
        "print(imgview.render(exposure).shape);"
        "print(type(imgview.show(exposure)).__name__)"
    )
    assert fresh.run("python", "-c", code, cwd=tmp_path).split("\n")[:2] == ["(300, 400, 4)", "ImageViewer"]


def test_the_demo_serves_the_notebook_of_the_clone(fresh):
    with Demo(["imgview", "demo", "--no-browser"], cwd=fresh.clone, env=fresh.environment) as demo:
        page = urllib.request.urlopen(demo.address)
        assert page.status == 200
        assert b"JupyterLab" in page.read()
        served = demo.contents("01_quick_look.ipynb")["cells"]
        committed = json.loads((fresh.clone / "notebooks/01_quick_look.ipynb").read_text())["cells"]
        assert [cell["source"] for cell in served] == ["".join(cell["source"]) for cell in committed]
        assert "image/png" in served[1]["outputs"][0]["data"]
        assert demo.stop(signal.SIGINT) == 0
    assert fresh.run("git", "status", "--porcelain", "--ignored=no") == ""


def test_binder_installs_the_same(fresh):
    fresh.run("pip", "install", "--quiet", "--requirement", "binder/requirements.txt")
    fresh.run("bash", "binder/postBuild")
    fresh.run("pip", "check")
    assert (fresh.clone / "binder/runtime.txt").read_text().startswith("python-3.")
