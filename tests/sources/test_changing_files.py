"""A file that is written to, cut off, taken away or replaced while it is read is left out with a sentence."""

import json
import multiprocessing
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from loads import FIXTURES, call, check_promises, write
from norush.errors import SourceError, UsageError
from norush.params import Params
from norush.sources import archives, files
from norush.sources import load as loading
from norush.sources.hashes import Hashes
from norush.warehouse import Warehouse

pytestmark = pytest.mark.one_in(4)

CHANGED = "it changed while it was read: give a copy that nothing writes to"
GONE = "it went away while it was read: put it where it stays, and give it again"


def _grow(path: Path) -> None:
    with path.open("a") as file:
        file.write(json.dumps(call(500)) + "\n")


def _grow_by_half_a_line(path: Path) -> None:
    with path.open("a") as file:
        file.write('{"request_id": "msg_')


def _shrink(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _empty(path: Path) -> None:
    os.truncate(path, 0)


def _replace(path: Path) -> None:
    """Of the same size, by another file, as an editor or a rotation does."""
    other = path.with_name("other")
    other.write_text(path.read_text().replace("chat", "cool"))
    shutil.copystat(path, other)
    other.replace(path)


def _rewrite(path: Path) -> None:
    path.write_text(path.read_text().replace("chat", "cool"))


def _vanish(path: Path) -> None:
    path.unlink()


def _become_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


CHANGES = [_grow, _grow_by_half_a_line, _shrink, _empty, _replace, _rewrite, _vanish, _become_a_folder]


def loaded(warehouse: Warehouse, change: Callable[[Path], None], path: Path, *paths: Path) -> loading.Loaded:
    """A load of these files, the first of which changes when all of them were looked at, before any is read."""
    found = files.find([str(each) for each in (path, *paths)])
    is_changed = False

    def notify(_what: str, _bytes: int) -> None:
        nonlocal is_changed
        if not is_changed:
            is_changed = True
            change(path)

    done = loading.load(warehouse, found, Params(), notify=notify)
    check_promises(warehouse)
    return done


@pytest.mark.one_in(2)
@pytest.mark.parametrize("change", CHANGES)
def test_it_is_left_out_and_the_others_are_read(change: Callable[[Path], None], tmp_path: Path) -> None:
    path = write(tmp_path / "changing.jsonl", *(call(number) for number in range(100)))
    other = write(tmp_path / "sound.jsonl", *(call(number) for number in range(200, 240)))
    with Warehouse() as warehouse:
        done = loaded(warehouse, change, path, other)
        assert done.problems == {str(path): GONE if change is _vanish else CHANGED}
        assert warehouse.row("select count(*) from requests") == (40,)
        assert warehouse.rows("select path, problem from files where problem is not null") == [*done.problems.items()]


@pytest.mark.parametrize("change", [_shrink, _vanish])
def test_alone_it_is_an_error_that_says_so(change: Callable[[Path], None], tmp_path: Path) -> None:
    path = write(tmp_path / "changing.jsonl", *(call(number) for number in range(100)))
    with Warehouse() as warehouse, pytest.raises(SourceError) as error:
        loaded(warehouse, change, path)
    assert str(error.value) == f"nothing here can be used. {path}: {GONE if change is _vanish else CHANGED}"


@pytest.mark.one_in(3)
@pytest.mark.parametrize("file", ["canonical.csv", "canonical.parquet", "otel.json", "litellm.jsonl.gz"])
@pytest.mark.parametrize("change", [_shrink, _vanish])
def test_whatever_its_shape(file: str, change: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / file
    if file.endswith(".gz"):
        import gzip

        path.write_bytes(gzip.compress((FIXTURES / "litellm.jsonl").read_bytes()))
    else:
        shutil.copy(FIXTURES / file, path)
    other = write(tmp_path / "sound.jsonl", call(1))
    with Warehouse() as warehouse:
        assert loaded(warehouse, change, path, other).problems[str(path)] in (GONE, CHANGED)


def test_what_comes_back_can_be_loaded(tmp_path: Path) -> None:
    path = write(tmp_path / "changing.jsonl", *(call(number) for number in range(100)))
    other = write(tmp_path / "sound.jsonl", call(200))
    with Warehouse() as warehouse:
        loaded(warehouse, _grow, path, other)
        assert loading.load(warehouse, [path], Params()).problems == {}
        assert warehouse.row("select count(*) from requests") == (102,)


def test_a_file_that_goes_before_it_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "gone.jsonl"
    assert files.identify(path, format_name=None, mapping=None).problem == (
        "it cannot be read (No such file or directory)"
    )


def test_the_hash_of_a_file_that_changes_is_not_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be said of a content that nobody read."""
    path = write(tmp_path / "changing.jsonl", call())
    with Hashes() as hashes:
        assert hashes.of(path)
    sha256 = Hashes._sha256

    def slow(self: Hashes, path: Path, mark: files.Mark | None) -> str | None:
        _grow(path)
        return sha256(self, path, mark)

    monkeypatch.setattr(Hashes, "_sha256", slow)
    with Hashes() as hashes:
        assert hashes.of(path) is None


def _read_an_archive_that_is_cut_off(path: Path) -> None:
    documents = archives.documents(path)
    next(documents)
    _empty(path)
    try:
        list(documents)
    except ValueError:
        os._exit(7)
    os._exit(8)


def test_an_archive_that_is_cut_off_while_it_is_read_is_damaged(tmp_path: Path) -> None:
    """And kills nobody: a file that is mapped into memory would (SIGBUS)."""
    path = tmp_path / "log.eval"
    shutil.copy(FIXTURES / "inspect_eval.eval", path)
    reader = multiprocessing.get_context("fork").Process(target=_read_an_archive_that_is_cut_off, args=(path,))
    reader.start()
    reader.join(30)
    assert reader.exitcode == 7


@pytest.mark.parametrize("name", files.REPORT)
def test_a_log_in_the_place_of_the_report_is_not_written_over(name: str, tmp_path: Path) -> None:
    log = write(tmp_path / name, call())
    with pytest.raises(UsageError, match=f"{name} would be written over by the report: give another -o"):
        files.find([str(log)], left_out=tmp_path / "." / "x" / "..")
    with pytest.raises(UsageError, match="would be written over"):
        files.find([str(tmp_path)], left_out=tmp_path)
    assert files.find([str(log)], left_out=tmp_path / "report") == [log]
