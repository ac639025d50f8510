"""Damaged AST texts never end the process, hidden errors never come through, and nothing takes long."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]


@pytest.mark.parametrize("seed", [1, 2])
def test_damaged_texts(seed):
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", TESTS / "ast_mutations.py", str(seed), "400"],
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
        env=os.environ | {"PYTHONPATH": str(TESTS)},
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "refused" in done.stdout
    assert "read" in done.stdout
