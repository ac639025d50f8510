"""Hands seeds to a worker, and takes note when it says something wrong, nothing, or dies."""

import json
import queue
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

TESTS = Path(__file__).parents[1]
WORKER = ["-m", "fuzz.worker"]
LONGEST = 20.0
"""Seconds that one damaged file may take on a busy machine."""
LARGEST = 700.0
"""Megabytes that damage to a small file may cost."""


@dataclass
class Findings:
    """What came of the damaged copies of one file."""

    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    """What must not happen, each with the seed that shows it."""
    slowest: float = 0.0
    largest: float = 0.0

    def note(self, path: Path, seed: int, damage: str, kind: str, text: str) -> None:
        """Count an outcome; remember it where it is a fault."""
        self.outcomes[kind] += 1
        if kind not in {"read", "refused"}:
            self.faults.append(f"{path.name}, seed {seed} ({damage}): {kind}\n{text}")


@dataclass(frozen=True)
class Job:
    """Seeds from ``first`` to ``last - 1``, each of which stands for a damaged copy of a file."""

    path: Path
    first: int
    last: int


def run(path: Path, first: int, last: int, folder: Path) -> Findings:
    """Read the damaged copies of one file."""
    return run_all([Job(path, first, last)], folder)[path]


def run_all(jobs: Sequence[Job], folder: Path) -> dict[Path, Findings]:
    """Read the damaged copies of many files, in one process as long as that lives."""
    findings = {job.path: Findings() for job in jobs}
    while jobs:
        jobs = _run_until_death(jobs, folder, findings)
    return findings


def _run_until_death(jobs: Sequence[Job], folder: Path, findings: dict[Path, Findings]) -> Sequence[Job]:
    """Let one worker work; return what it did not come to."""
    words = [str(word) for job in jobs for word in (job.path, job.first, job.last)]
    with subprocess.Popen(
        [sys.executable, *WORKER, str(folder), *words],
        cwd=TESTS,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as worker:
        lines: queue.Queue[str] = queue.Queue()
        errors: list[str] = []
        readers = [
            threading.Thread(target=lambda: [lines.put(line) for line in worker.stdout] + [lines.put("")]),
            threading.Thread(target=lambda: errors.extend(worker.stderr)),
        ]
        for reader in readers:
            reader.start()
        number, seed, damage, fate = 0, jobs[0].first, "before the first", ""
        while True:
            try:
                line = lines.get(timeout=3 * LONGEST)
            except queue.Empty:
                worker.kill()
                fate = "hung"
                break
            if not line:
                break
            said = json.loads(line)
            if "begin" in said:
                number, seed, damage = said["job"], said["begin"], said["damage"]
                continue
            _judge(jobs[number].path, said, damage, findings[jobs[number].path])
            seed += 1
        status = worker.wait()
        for reader in readers:
            reader.join()
    job = jobs[number]
    if not fate and (status or seed < job.last or number < len(jobs) - 1):
        fate = f"crashed, exit status {status}"
    if not fate:
        return ()
    findings[job.path].note(job.path, seed, damage, fate, "".join(errors)[-4000:])
    rest = [Job(job.path, seed + 1, job.last)] if seed + 1 < job.last else []
    return [*rest, *jobs[number + 1 :]]


def _judge(path: Path, said: dict[str, object], damage: str, findings: Findings) -> None:
    seed, kind, text = int(str(said["end"])), str(said["kind"]), str(said["text"])
    seconds, megabytes = float(str(said["seconds"])), float(str(said["megabytes"]))
    if seconds > LONGEST:
        kind, text = "slow", f"{seconds:.1f} s; {text}"
    elif megabytes > max(LARGEST, findings.largest):
        kind, text = "large", f"{megabytes:.0f} MB; {text}"
    findings.slowest = max(findings.slowest, seconds)
    findings.largest = max(findings.largest, megabytes)
    findings.note(path, seed, damage, kind, text)
