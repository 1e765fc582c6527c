"""Addresses: what may be shown of one, and which are refused because a secret could be shown."""

import sys
from pathlib import Path

import pytest

from norush.errors import UsageError
from norush.sources import places
from norush.sources.places.address import parse


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgresql://owner:secret@db.example.com:5432/litellm?password=secret", "postgresql://db.example.com:5432/litellm"),
        ("postgresql://owner:p%40ss%2Fsecret@db/litellm", "postgresql://db/litellm"),
        ("postgresql://a:secret@[::1]:5432,db2:5433/x", "postgresql://[::1]:5432,db2:5433/x"),
        ("postgresql:///litellm?host=/run/postgresql&user=a&password=secret", "postgresql:///litellm"),
        ("https://files.example.com/2026/10.jsonl?X-Amz-Signature=secret", "https://files.example.com/2026/10.jsonl"),
        ("https://me:secret@files.example.com/a%20b.csv#secret", "https://files.example.com/a%20b.csv"),
        ("https://files.example.com/@scope/a.csv", "https://files.example.com/@scope/a.csv"),
        ("S3://bucket/prefix/", "s3://bucket/prefix/"),
    ],
)  # fmt: skip
def test_what_is_shown(text: str, shown: str) -> None:
    assert parse(text).shown == shown
    assert "secret" not in repr(parse(text))


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://owner:secret/x@db/litellm",
        "postgresql://owner:12/secret@db/litellm",
        "postgresql://owner:12?secret@db/litellm",
        "postgresql://owner:12#secret@db/litellm",
        "postgresql://owner:p@secret/word@db/litellm",
        "postgresql://owner:secret#x",
        "https://me:secret/word@files.example.com/a.csv",
    ],
)
def test_what_could_show_a_secret_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="cannot be read: write") as error:
        parse(text)
    assert "secret" not in str(error.value)


def test_an_unknown_place_is_named_without_its_address(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"^mysql:// is no place that norush reads from") as error:
        places.bring(["mysql://owner:secret@db/litellm"], tmp_path)
    assert "secret" not in str(error.value)


def test_a_local_path_is_no_address() -> None:
    assert not any(places.is_address(name) for name in ("logs/", "C:/logs/a.csv", "a:b/c.jsonl", "weird ://x"))
    assert all(places.is_address(name) for name in ("s3://bucket/", "https://x/y", "postgresql://h/d"))


def test_two_addresses_that_look_the_same_stay_two(tmp_path: Path) -> None:
    file = places.Fetched(tmp_path, "https://x/y")
    assert [entry.name for entry in places.told_apart([file, file])] == ["https://x/y", "https://x/y (2)"]


@pytest.mark.parametrize(
    ("address", "package", "extra"),
    [
        ("postgresql://owner:secret@db/x", "adbc_driver_postgresql", "postgres"),
        ("s3://bucket/secret/", "s3fs", "remote"),
        ("https://files.example.com/a.csv?secret", "aiohttp", "remote"),
    ],
)
def test_without_its_extra_a_place_says_what_to_install(
    address: str, package: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in places.PLACES:
        monkeypatch.delitem(sys.modules, place.module, raising=False)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(UsageError, match=f"needs the package {package}: pip install 'norush\\[{extra}\\]'$"):
        places.bring([address], tmp_path)
