"""Damage every sample file again and again for a while: ``python -m fuzz [SECONDS [FIRST_SEED]]``."""

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from fuzz.driver import TESTS, run

ROUNDS = 50
LARGEST_SAMPLE = 1 << 20
SUFFIXES = {".fits", ".gz", ".fz", ".sdf", ".h5", ".json"}


def samples() -> list[Path]:
    """Return the files to be damaged: those of the tests, and those of others where they are at hand."""
    folders = [TESTS / "data", TESTS.parents[1] / "shared" / "data" / "real"]
    return [
        path
        for folder in folders
        if folder.is_dir()
        for path in sorted(folder.iterdir())
        if path.suffix in SUFFIXES
        and not path.name.endswith(".oracle.json")
        and path.stat().st_size < LARGEST_SAMPLE
    ]


def main() -> None:
    """Print what came of it; the exit status is 1 where something must not have come."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 300.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    end = time.monotonic() + seconds
    outcomes: Counter[str] = Counter()
    faults: list[str] = []
    slowest = largest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            for path in samples():
                if time.monotonic() > end:
                    break
                found = run(path, seed, seed + ROUNDS, Path(folder))
                outcomes += found.outcomes
                faults += found.faults
                slowest, largest = max(slowest, found.slowest), max(largest, found.largest)
                print(f"{path.name:45} seeds {seed}-{seed + ROUNDS - 1}: {dict(found.outcomes)}", flush=True)
                for fault in found.faults:
                    print(f"FAULT {fault}", flush=True)
            seed += ROUNDS
    print(f"\n{outcomes.total()} damaged files of {len(samples())}: {dict(outcomes)}")
    print(f"slowest {slowest:.2f} s, most memory {largest:.0f} MB, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
