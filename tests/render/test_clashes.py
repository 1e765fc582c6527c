"""Usage exports that cannot both be counted: what every output says of the one that is left out."""

import json
from pathlib import Path

import pytest

from loads import call, write
from norush import audit, render


def report(path: Path, output_tokens: int) -> Path:
    """A usage report of two days by model."""
    data = [
        {"starting_at": f"2026-10-{day:02d}T00:00:00Z", "ending_at": f"2026-10-{day + 1:02d}T00:00:00Z",
         "results": [{"model": "claude-sonnet-5", "uncached_input_tokens": 10, "output_tokens": output_tokens}]}
        for day in (5, 6)
    ]  # fmt: skip
    path.write_text(json.dumps({"data": data, "has_more": False}))
    return path


@pytest.mark.slow
def test_every_output_says_which_totals_were_left_out_and_what_to_do(tmp_path: Path) -> None:
    inputs = (write(tmp_path / "calls.jsonl", call()), report(tmp_path / "a.json", 7), report(tmp_path / "b.json", 9))
    request = audit.Request(
        inputs=tuple(map(str, inputs)), database=tmp_path / "audit.duckdb", output=tmp_path / "report"
    )
    view = audit.run(request).view
    (warning,) = render.warnings(view)
    assert warning.startswith(f"2 usage totals of {tmp_path}/a.json from 2026-10-05 to 2026-10-06 left out")
    assert f"not added to {tmp_path}/b.json" in warning
    assert "grouped by that, or audit each by itself" in warning
    pages = {str(path): text for path, text in render.outputs(view)}
    assert warning in pages["audit.html"].replace("&#39;", "'")
    assert "2 usage totals" in pages["audit.md"]
    assert json.loads(pages["audit.json"])["coverage"]["clashing_usage"] == [
        {"file": f"{tmp_path}/a.json", "beside": f"{tmp_path}/b.json", "rows": 2, "since": "2026-10-05",
         "until": "2026-10-06"}
    ]  # fmt: skip
