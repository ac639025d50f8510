import importlib.metadata
import subprocess
import sys

import pytest

from imgview.cli import info
from imgview.cli.main import main
from imgview.errors import ReadError


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert "demo" in said
    assert "info" in said


def test_version_is_that_of_the_package(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"imgview {importlib.metadata.version('imgview')}\n"


def test_no_command_is_a_usage_error(capsys):
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2
    assert "COMMAND" in capsys.readouterr().err


def test_an_imgview_error_is_one_line(capsys, monkeypatch):
    def refuse(_args):
        msg = "a.fits: nothing there"
        raise ReadError(msg)

    monkeypatch.setattr(info, "run", refuse)
    assert main(["info", "a.fits"]) == 1
    assert capsys.readouterr() == ("", "imgview: a.fits: nothing there\n")


def test_a_missing_file_is_one_line():
    done = subprocess.run(
        [sys.executable, "-m", "imgview.cli", "info", "no/such.fits"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "no/such.fits" in done.stderr
