"""The small fixtures are what their scripts write, and each is named in the README."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from norush.sources.archives import documents

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
NOT_GENERATED = {"make", "maps", "databases"}
"""`databases`: what an earlier norush made, and none can make again."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fixtures")
    subprocess.run([sys.executable, "-B", str(FIXTURES / "make" / "all.py"), str(folder)], check=True)
    return folder


def names(folder: Path) -> set[str]:
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {str(path) for path in files if path.parts[0] not in NOT_GENERATED and path.suffix != ".md"}


def test_the_folder_is_what_the_scripts_write(written: Path) -> None:
    assert names(written) == names(FIXTURES)
    for name in names(written):
        if name.endswith(".parquet"):  # its bytes depend on the version of the library
            assert pq.read_table(written / name).equals(pq.read_table(FIXTURES / name))
        elif name.endswith(".eval"):
            assert [*map(bytes, documents(written / name))] == [*map(bytes, documents(FIXTURES / name))]
        else:
            assert (written / name).read_bytes() == (FIXTURES / name).read_bytes(), name


def test_each_file_is_in_the_readme() -> None:
    readme = (FIXTURES / "README.md").read_text(encoding="utf-8")
    assert not [name for name in names(FIXTURES) if f"`{name}`" not in readme and name != "expected.toml"]


def test_each_expectation_is_about_files_that_exist() -> None:
    expected = tomllib.loads((FIXTURES / "expected.toml").read_text(encoding="utf-8"))
    for name, entry in expected.items():
        for file in entry.get("files", [name]):
            assert (FIXTURES / file).is_file()
