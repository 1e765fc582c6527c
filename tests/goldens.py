"""Compares text with a file in tests/golden; `pytest --accept` rewrites the file instead.

What differs is left in tests/actual (git-ignored), to be looked at beside the golden.
"""

from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"
ACTUAL = Path(__file__).parent / "actual"


def check(name: str, text: str, *, accept: bool) -> None:
    """Asserts that `text` is what tests/golden/<name> holds, or writes it there."""
    golden = GOLDEN / name
    if accept:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(text.encode())
    wanted = golden.read_bytes().decode() if golden.is_file() else None
    if wanted != text:
        (ACTUAL / name).parent.mkdir(parents=True, exist_ok=True)
        (ACTUAL / name).write_bytes(text.encode())
    assert wanted == text, f"tests/golden/{name} differs: see tests/actual/{name}; accept it with pytest --accept"
