"""Servers that the tests of places start themselves, each once a run."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import quote

import adbc_driver_postgresql.dbapi as driver
import pytest

from conftest import postgres_folder
from loads import Outcome, look
from norush.params import Params
from norush.sources import places
from norush.sources.load import load
from norush.warehouse import Warehouse

PASSWORD = "hunter2/pa:ss@word?#"
"""With all that means something in an address."""


@dataclass(frozen=True)
class Postgres:
    """A running server. `folder`: one that it can read files from."""

    port: int
    folder: Path

    def url(self, database: str = "postgres", *, user: str = "owner", password: str = PASSWORD) -> str:
        return f"postgresql://{user}:{quote(password, safe='')}@127.0.0.1:{self.port}/{database}"

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Executes statements, each in a transaction of its own."""
        with driver.connect(self.url(database), autocommit=True) as connection, connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


def brought(addresses: Sequence[str], scratch: Path, window: places.Window | None = None) -> Outcome:
    """What a load makes of what the addresses name."""
    files = places.bring(addresses, scratch, window)
    with Warehouse() as warehouse:
        names = {file.path: file.name for file in files}
        return look(warehouse, load(warehouse, list(names), Params(), names=names))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server that asks for a password. It refuses to run as root, so root starts it as user postgres."""
    programs = postgres_folder()
    assert programs, "mark the test needs_postgres"
    folder = Path(mkdtemp(prefix="norush-pg-"))  # not tmp_path: other users may not look into that
    run: list[str | Path] = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if run:
        shutil.chown(folder, "postgres")
    (folder / "password").write_text(PASSWORD)
    (folder / "password").chmod(0o644)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data: list[str | Path] = ["-D", folder / "data"]
    quick = f"-F -p {port} -k {folder} -c listen_addresses=127.0.0.1"
    subprocess.run(
        [*run, programs / "initdb", *data, "-U", "owner", "--pwfile", folder / "password", "--auth=scram-sha-256",
         "--no-sync", "--encoding=UTF8", "--locale=C"],
        check=True, capture_output=True,
    )  # fmt: skip
    try:
        started = [*run, programs / "pg_ctl", *data, "-w", "-l", folder / "log", "-o", quick, "start"]
        subprocess.run(started, check=True, stdout=subprocess.DEVNULL)
        yield Postgres(port, folder)
    finally:
        stopped = [*run, programs / "pg_ctl", *data, "-m", "immediate", "stop"]
        subprocess.run(stopped, check=False, capture_output=True)
        shutil.rmtree(folder)
