"""Templates keep their bytecode where Python keeps a module's, and what is kept never outlives what it was made of."""

import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from norush.render import compiled


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one template, of a Python that keeps bytecode beside the source."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "page.html").write_text("{{ 1 + 1 }} calls", encoding="utf-8")
    return tmp_path


def printed(folder: Path) -> tuple[str, bool]:
    """What the template prints, and whether it had to be compiled."""
    environment = Environment(loader=FileSystemLoader(folder), bytecode_cache=compiled.Compiled(), autoescape=True)
    made = []
    compile_ = environment.compile
    environment.compile = lambda *args, **named: made.append(1) or compile_(*args, **named)  # type: ignore
    return environment.get_template("page.html").render(), bool(made)


def bytecode(folder: Path) -> Path:
    (file,) = (folder / "__pycache__").iterdir()
    return file


def test_compiled_once(kept: Path) -> None:
    assert [printed(kept), printed(kept)] == [("2 calls", True), ("2 calls", False)]
    assert bytecode(kept).name.startswith("page.")


def test_another_text_is_compiled_anew(kept: Path) -> None:
    printed(kept)
    (kept / "page.html").write_text("{{ 1 + 2 }} calls", encoding="utf-8")
    assert printed(kept) == ("3 calls", True)


def test_other_filters_are_compiled_anew(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed(kept)
    monkeypatch.setattr(compiled, "version", lambda _: "another")
    assert printed(kept)[1]


@pytest.mark.parametrize("content", [b"", b"no bytecode", b"cut"])
def test_damaged_bytecode_is_made_again(kept: Path, content: bytes) -> None:
    printed(kept)
    whole = bytecode(kept).read_bytes()
    bytecode(kept).write_bytes(whole[: len(whole) // 3] if content == b"cut" else content)
    assert printed(kept) == ("2 calls", True)
    assert bytecode(kept).read_bytes() == whole


def test_nothing_is_kept_where_python_keeps_nothing(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert [printed(kept), printed(kept)] == [("2 calls", True)] * 2
    assert not (kept / "__pycache__").exists()


def test_a_folder_that_cannot_be_written_to_keeps_nothing(kept: Path) -> None:
    (kept / "__pycache__").write_text("in the way", encoding="utf-8")
    assert printed(kept) == ("2 calls", True)
