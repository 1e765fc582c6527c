"""S3: an object, a prefix, a glob, against a local server that speaks S3."""

import gzip
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import s3fs
from moto.server import ThreadedMotoServer

from loads import FIXTURES, loaded
from norush.errors import NorushError, SourceError, UsageError
from norush.params import Params
from norush.sources import places
from norush.sources.load import load
from norush.warehouse import Warehouse

from .conftest import brought

pytestmark = pytest.mark.one_in(4)

LINES = (FIXTURES / "litellm.jsonl").read_bytes().splitlines(keepends=True)
OBJECTS = {
    "logs/litellm/2026-10-05/first.jsonl": b"".join(LINES[:10]),
    "logs/litellm/2026-10-05/second [1].jsonl.gz": gzip.compress(b"".join(LINES[10:]), mtime=0),
    "logs/litellm/.staging/half.jsonl": b'{"request_id": "cut',
    "logs/litellm/2026-10-05/": b"",
    "logs/litellm-old/other.jsonl": b"".join(LINES[:1]),
}
FOUND = [
    "s3://logs/litellm/2026-10-05/first.jsonl",
    "s3://logs/litellm/2026-10-05/second [1].jsonl.gz",
]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    url = f"http://{host}:{port}"
    files = s3fs.S3FileSystem(endpoint_url=url, key="any", secret="any", skip_instance_cache=True)
    files.mkdir("logs")
    for key, content in OBJECTS.items():
        files.pipe(key, content)
    yield url
    running.stop()


@pytest.fixture(autouse=True)
def environment(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What leads the AWS client to the server."""
    for name, value in {
        "AWS_ENDPOINT_URL": server, "AWS_ACCESS_KEY_ID": "AKIAXXXXTEST", "AWS_SECRET_ACCESS_KEY": "bucket-secret",
        "AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": "none",
        "AWS_SHARED_CREDENTIALS_FILE": "none", "AWS_MAX_ATTEMPTS": "1",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("s3://logs/litellm/", FOUND),
        ("s3://logs/litellm", FOUND),
        ("s3://logs/litellm/2026-10-05/first.jsonl", FOUND[:1]),
        ("s3://logs/litellm/2026-10-05/second [1].jsonl.gz", FOUND[1:]),
        ("s3://logs/litellm/*/*.jsonl", FOUND[:1]),
        ("s3://logs/lite*m/2026-10-??", FOUND),
        ("s3://logs/", ["s3://logs/litellm-old/other.jsonl", *FOUND]),
    ],
)
def test_what_an_address_names(address: str, names: list[str], tmp_path: Path) -> None:
    assert [file.name for file in places.bring([address], tmp_path)] == names


def test_a_bucket_gives_the_requests_of_the_same_bytes(tmp_path: Path) -> None:
    from_bucket, from_file = brought(["s3://logs/litellm/"], tmp_path), loaded(FIXTURES / "litellm.jsonl")
    assert len(from_bucket.requests) > 20
    assert from_bucket.requests == from_file.requests
    assert from_bucket.counts == from_file.counts


@pytest.mark.slow
def test_what_was_read_before_is_left_out_wherever_it_lay(tmp_path: Path) -> None:
    local = tmp_path / "first.jsonl"
    local.write_bytes(OBJECTS["logs/litellm/2026-10-05/first.jsonl"])
    with Warehouse() as warehouse:
        for at, (addresses, already) in enumerate((([], 0), (["s3://logs/litellm/"], 1), (["s3://logs/litellm/"], 2))):
            (tmp_path / str(at)).mkdir()
            names = {file.path: file.name for file in places.bring(addresses, tmp_path / str(at))} or {
                local: str(local)
            }
            assert load(warehouse, list(names), Params(), names=names).already_loaded == already
        assert warehouse.rows("select path from files order by path") == [(str(local),), (FOUND[1],)]
        assert warehouse.row("select count(*) from requests") == (len(loaded(FIXTURES / "litellm.jsonl").requests),)


@pytest.mark.parametrize(
    ("address", "sentence", "kind"),
    [
        ("s3://logs/missing.jsonl", "s3://logs/missing.jsonl names no object", UsageError),
        ("s3://logs/*.parquet", "names no object", UsageError),
        ("s3://no-such-bucket/x/", "s3://no-such-bucket/x/ is not there", UsageError),
        ("s3://AKIAXXXX:secret@logs/x", "an s3:// address holds no keys", UsageError),
    ],
)
def test_what_is_not_there_is_a_sentence(address: str, sentence: str, kind: type[NorushError], tmp_path: Path) -> None:
    with pytest.raises(kind, match=sentence) as error:
        places.bring([address], tmp_path)
    assert "secret" not in str(error.value)


def test_without_credentials(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(SourceError, match="no AWS credentials found: set AWS_PROFILE"):
        places.bring(["s3://logs/"], tmp_path)


def test_without_a_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    monkeypatch.setattr(s3fs.core.S3FileSystem, "retries", 1)
    with pytest.raises(SourceError, match="no connection, or it broke off"):
        places.bring(["s3://logs/"], tmp_path)


def test_denied(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("AKIAXXXXTEST may not")

    monkeypatch.setattr(s3fs.core.S3FileSystem, "find", refuse)
    with pytest.raises(SourceError, match="access denied") as error:
        places.bring(["s3://logs/"], tmp_path)
    assert "AKIA" not in str(error.value)
