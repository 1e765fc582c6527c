"""Small files that hold far more than any log, archives with odd members: refused in a sentence, in bounded time and
memory, and no file is written where an archive says.
"""

import gzip
import json
import os
import struct
import subprocess
import sys
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from loads import FIXTURES, REPOSITORY, add, call, loaded, write
from norush.errors import SourceError
from norush.sources import bounds, rejecting
from norush.warehouse import Warehouse

MOST_MB, MOST_S = 1_000, 60
"""What a load that is refused takes, at most: a tenth of each on a machine that is free."""
UNPACKED_BYTES = 3 << 30
PART_BYTES = 1 << 24
LINE = json.dumps(call()).encode() + b"\n"

LOAD = """
import sys, time
from pathlib import Path
from norush.errors import SourceError
from norush.params import Params
from norush.sources.load import load
from norush.warehouse import Warehouse
def peak_mb():
    # not ru_maxrss: a process inherits that of the one that started it
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")) / 1024
began = time.perf_counter()
try:
    with Warehouse() as warehouse:
        load(warehouse, [Path(sys.argv[1])], Params())
except SourceError as error:
    print(error)
print(time.perf_counter() - began, peak_mb())
"""


def refused(path: Path) -> str:
    """What the load of this file alone says, in a process of its own; asserts the bounds."""
    done = subprocess.run(
        [sys.executable, "-c", LOAD, str(path)],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY / "pipeline")},
        capture_output=True,
        text=True,
        timeout=2 * MOST_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    said, figures = done.stdout.strip().split("\n")
    seconds, peak_mb = map(float, figures.split())
    assert seconds < MOST_S
    assert peak_mb < MOST_MB
    return said.removeprefix(f"nothing here can be used. {path}: ")


def gz(path: Path, head: bytes, unit: bytes) -> Path:
    """Three GB of a unit: members of gzip that follow one another are one file."""
    part = gzip.compress(unit * (PART_BYTES // len(unit)), mtime=0)
    path.write_bytes(gzip.compress(head, mtime=0) + part * (UNPACKED_BYTES // PART_BYTES))
    return path


def zst(path: Path, head: bytes, unit: bytes) -> Path:
    """The same of zstd."""
    packed = [bytes(pa.compress(each, codec="zstd", asbytes=True)) for each in (head, unit * (PART_BYTES // len(unit)))]
    path.write_bytes(packed[0] + packed[1] * (UNPACKED_BYTES // PART_BYTES))
    return path


@pytest.mark.parametrize(
    ("pack", "head", "unit"),
    [
        pytest.param(gz, LINE, b"{}\n", marks=pytest.mark.slow),
        pytest.param(zst, LINE, b"{}\n", marks=pytest.mark.slow),
        pytest.param(gz, LINE, b"\x00", marks=pytest.mark.slow),
        pytest.param(zst, LINE, b"a", marks=pytest.mark.slow),
        pytest.param(gz, b'[{"model": "claude"},', b"{},", marks=pytest.mark.slow),
        pytest.param(gz, b'{"data": [', b'{"model": "a"},', marks=pytest.mark.slow),
        pytest.param(gz, b"data: {}\n\n", b"data: {}\n\n", marks=pytest.mark.slow),
        pytest.param(zst, b"started_at,model,input_tokens,output_tokens\n", b"1,,,\n", marks=pytest.mark.slow),
        pytest.param(gz, b"\xff\xfe", "{}\n".encode("utf-16-le"), marks=pytest.mark.slow),
    ],
)
def test_three_gigabytes_in_a_small_file(
    pack: Callable[[Path, bytes, bytes], Path], head: bytes, unit: bytes, tmp_path: Path
) -> None:
    path = pack(tmp_path / "log", head, unit)
    assert path.stat().st_size < UNPACKED_BYTES / bounds.MOST_TIMES
    said = refused(path)
    assert said.startswith("it unpacks to more than ")
    assert said.endswith("if it is one, unpack it, and give what is in it")


def test_a_log_that_packs_well_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To a fiftieth, and beyond the bound below which nothing is asked."""
    monkeypatch.setattr(bounds, "SMALL_BYTES", 100_000)
    lines = b"".join(json.dumps(call(number, user_agent=f"{number}x" * 100)).encode() + b"\n" for number in range(500))
    (tmp_path / "log.jsonl.gz").write_bytes(gzip.compress(lines))
    (tmp_path / "log.jsonl.zst").write_bytes(pa.compress(lines, codec="zstd", asbytes=True))
    for path in tmp_path.iterdir():
        assert bounds.most_bytes(path.stat().st_size) > len(lines) > 20 * path.stat().st_size
        assert loaded(path).counts[:2] == (500, 500)


@pytest.mark.slow
def test_a_document_of_very_many_values(tmp_path: Path) -> None:
    """A value of two bytes takes sixty when it is read."""
    path = tmp_path / "log.json"
    with path.open("wb") as file:
        file.write(b"[" + LINE)
        for _ in range(8):
            file.write(b",{}" * (bounds.MOST_VALUES_OF_A_DOCUMENT // 10))
        file.write(b"]")
    assert refused(path) == "a JSON document of more than 50 million values: export it as JSON lines"


def test_a_table_of_very_many_rows_that_are_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parquet says a billion times the same in some kilobytes."""
    monkeypatch.setattr(bounds, "SMALL_ROWS", 50_000)
    path, rows = tmp_path / "log.parquet", 200_000
    pq.write_table(pa.table({name: pa.array([str(value)] * rows) for name, value in call().items()}), path)
    with pytest.raises(SourceError, match=r"it has 200,000 rows in 0\.0 MB, more than so many calls take"):
        loaded(path)


def archive(path: Path, members: dict[str, bytes], *, times: int = 1) -> Path:
    """An evaluation log with these samples. `times`: the last of them stands under so many names, packed once."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        with zipfile.ZipFile(FIXTURES / "inspect_eval_deflate.eval") as sound:
            file.writestr("header.json", sound.read("header.json"))
        for name, content in members.items():
            file.writestr(name, content)
        last = file.infolist()[-1]
        for number in range(times - 1):
            again = zipfile.ZipInfo(f"samples/again{number:05}_epoch_1.json")
            for field in ("compress_type", "CRC", "compress_size", "file_size", "header_offset", "flag_bits"):
                setattr(again, field, getattr(last, field))
            file.filelist.append(again)
            file.NameToInfo[again.filename] = again
        setattr(file, "_didModify", True)  # noqa: B010  (the directory is written again)
    return path


SAMPLE = b'{"id": 1, "epoch": 1, "events": [' + b"{}," * 9_999_999 + b"{}]}"


def test_an_archive_whose_members_lie_over_one_another(tmp_path: Path) -> None:
    """Thousands of times the same thirty megabytes: what the directory lists is what would be read."""
    sample = b'{"id": 1, "epoch": 1, "events": [], "x": "' + b"a" * 30_000_000 + b'"}'
    path = archive(tmp_path / "log.eval", {"samples/1_epoch_1.json": sample}, times=2_000)
    assert path.stat().st_size < 1_000_000
    assert refused(path).startswith("it unpacks to more than 67 MB, far more than a log of ")


def test_a_member_of_very_many_values(tmp_path: Path) -> None:
    said = refused(archive(tmp_path / "log.eval", {"samples/1_epoch_1.json": SAMPLE}))
    assert said == "a JSON document of more than 10 million values: export it as JSON lines"


@pytest.mark.one_in(3)
@pytest.mark.parametrize("claimed", [1 << 31, 0xFFFFFFFF, 0])
def test_a_member_that_is_not_as_large_as_the_archive_says(claimed: int, tmp_path: Path) -> None:
    path = archive(tmp_path / "log.eval", {"samples/1_epoch_1.json": b'{"id": 1, "epoch": 1, "events": []}'})
    content = bytearray(path.read_bytes())
    place = content.rindex(b"PK\x01\x02")
    struct.pack_into("<I", content, place + 24, claimed)
    path.write_bytes(content)
    said = refused(path)
    assert "cut off or damaged" in said or "larger than 1 GiB" in said


NAMES = (
    "../../traversed.json", "samples/../../traversed.json", "/tmp/norush-traversed.json", "C:\\traversed.json",
    "samples/..\\..\\traversed.json", "samples/\x1b[2J\u202ex_epoch_1.json", "samples/a\nb_epoch_1.json",
    "samples/'; drop table requests; --_epoch_1.json", "samples/" + "x" * 60_000 + ".json", "samples/.json",
)  # fmt: skip


@pytest.fixture(scope="module")
def sample() -> bytes:
    """A sound sample of the fixture."""
    with zipfile.ZipFile(FIXTURES / "inspect_eval_deflate.eval") as sound:
        return sound.read(next(name for name in sound.namelist() if name.startswith("samples/")))


def test_names_of_members_lead_nowhere(sample: bytes, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What is a sample counts once, whatever it is called; nothing is written by a name, and none is shown."""
    inside = tmp_path / "a" / "b" / "c"
    inside.mkdir(parents=True)
    path = archive(inside / "log.eval", {"samples/1_epoch_1.json": sample, **dict.fromkeys(NAMES, sample)})
    link = zipfile.ZipInfo("samples/link_epoch_1.json")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as file:
        file.writestr(link, "/etc/passwd")
    before = set(tmp_path.rglob("*"))
    with Warehouse() as warehouse:
        outcome = add(warehouse, path)
        held = [row for table in ("files", "requests", "rejects") for row in warehouse.rows(f"select * from {table}")]
    once = loaded(archive(tmp_path / "once.eval", {"samples/1_epoch_1.json": sample}))
    assert len(outcome.requests) == len(once.requests) > 0
    assert set(tmp_path.rglob("*")) - before == {tmp_path / "once.eval"}
    assert not Path("/tmp/norush-traversed.json").exists()
    assert not [row for row in held if "traversed" in str(row) or "drop table" in str(row) or "root:" in str(row)]
    said = "".join(capfd.readouterr())
    assert not {each for each in said if unicodedata.category(each) in ("Cc", "Cf")} - {"\n"}


def test_archives_in_archives_say_what_to_do(tmp_path: Path) -> None:
    line = gzip.compress(LINE)
    inner = archive(tmp_path / "inner.eval", {})
    with zipfile.ZipFile(tmp_path / "outer.zip", "w") as file:
        file.write(inner, "inner.eval")
        file.writestr("\x1b]8;;evil\x07.jsonl", LINE)
    contents = {
        "twice.gz": gzip.compress(line),
        "mixed.zst": bytes(pa.compress(line, codec="zstd", asbytes=True)),
        "zip.gz": gzip.compress(inner.read_bytes()),
        "outer.zip": (tmp_path / "outer.zip").read_bytes(),
        "itself.gz": gzip.compress(gzip.compress(gzip.compress(b""))),
    }
    for name, content in contents.items():
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(SourceError) as error:
            loaded(path)
        said = str(error.value).removeprefix(f"nothing here can be used. {path}: ")
        assert said.startswith(("not a log: its content is binary", "packed twice: ", "a zip archive ")), said
        assert said.isprintable()


def test_a_bomb_beside_a_log_costs_the_log_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "SMALL_BYTES", 1_000)
    bomb = tmp_path / "bomb.jsonl.gz"
    bomb.write_bytes(gzip.compress(LINE + b"\n" * 1_000_000))
    outcome = loaded(bomb, write(tmp_path / "log.jsonl", call(1)))
    assert len(outcome.requests) == 1
    assert list(outcome.loaded.problems) == [str(bomb)]


def test_no_deflated_byte_holds_more_than_is_said() -> None:
    """Below that, gzip files are not unpacked to see how large they are."""
    from norush.sources.containers import _MOST_TIMES_OF_GZIP

    packed = zlib.compress(bytes(1 << 26), 9)
    assert _MOST_TIMES_OF_GZIP > (1 << 26) / len(packed) > 1_000


@pytest.mark.one_in(3)
@pytest.mark.parametrize("at_once", [3, 1, 1_000])
def test_rejects_are_located_some_at_a_time(at_once: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a file of nothing else there are too many to hold at once; each has its line all the same."""
    monkeypatch.setattr(rejecting, "AT_ONCE", at_once)
    lines = [json.dumps(call(number)) if number % 5 == 2 else "{}" for number in range(40)]
    made = loaded(write(tmp_path / "log.jsonl", *lines))
    assert [reject.line for reject in made.rejects] == [number + 1 for number in range(40) if number % 5 != 2]
