"""Audits that are killed and run again end as if nothing had happened. All fifty: bench/kills.py, bench/RESULTS.md."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "bench" / "kills.py"


@pytest.mark.slow
def test_what_is_killed_and_run_again_is_as_undisturbed() -> None:
    done = subprocess.run([sys.executable, SCRIPT, "--kills", "6"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Every database opened" in done.stdout
