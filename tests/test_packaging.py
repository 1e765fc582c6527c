"""What ships: one name in the wheel, sql/ and reports/ inside it, a quick `--help`, and one lock told three times."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

from norush import __version__

REPOSITORY = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = tomllib.loads((REPOSITORY / "uv.lock").read_text(encoding="utf-8"))
LOCKED = {package["name"]: package for package in LOCK["package"] if package["name"] != "norush"}
HEAVY = {
    "duckdb", "polars", "pyarrow", "jinja2", "httpx", "tenacity", "fsspec", "s3fs", "aiohttp", "adbc_driver_postgresql",
    "pyspark", "sqlglot",
}  # fmt: skip


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The files in a wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=REPOSITORY, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return set(ZipFile(wheel).namelist())


def test_the_wheel_brings_one_name(wheel_names: set[str]) -> None:
    assert {name.split("/")[0] for name in wheel_names} == {"norush", f"norush-{__version__}.dist-info"}


@pytest.mark.parametrize("folder", ["sql", "reports"])
def test_the_wheel_holds_every_asset(folder: str, wheel_names: set[str]) -> None:
    files = [path for path in (REPOSITORY / folder).rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert files
    assert {f"norush/{path.relative_to(REPOSITORY).as_posix()}" for path in files} <= wheel_names


def test_the_wheel_holds_every_module_and_its_data(wheel_names: set[str]) -> None:
    package = REPOSITORY / "pipeline" / "norush"
    files = [path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert {f"norush/{path.relative_to(package).as_posix()}" for path in files} <= wheel_names


@pytest.mark.parametrize("folder", ["sql", "reports"])
def test_the_package_has_no_asset_folder_of_its_own(folder: str) -> None:
    assert not (REPOSITORY / "pipeline" / "norush" / folder).exists(), "it would win over the real one in a checkout"


def test_version_is_told_once() -> None:
    assert PROJECT["project"]["version"] == __version__
    assert f"## {__version__}" in (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import sys\n"
        "from norush.cli import app\n"
        "app(['--help'], standalone_mode=False)\n"
        f"print('heavy:', *sorted({HEAVY!r} & sys.modules.keys()))"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment(), cwd=REPOSITORY)
    assert done.stdout.splitlines()[-1] == "heavy:"


def environment() -> dict[str, str]:
    """The environment of a norush that runs from this checkout."""
    return {**os.environ, "PYTHONPATH": str(REPOSITORY / "pipeline"), "PYTHONUTF8": "1"}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_those_of_the_lock(name: str) -> None:
    required = hashed_requirements(REPOSITORY / name)
    for package, (version, hashes) in required.items():
        assert version == LOCKED[package]["version"], f"{package}: write {name} again; see CONTRIBUTING.md"
        files = [
            *LOCKED[package].get("wheels", []),
            *([LOCKED[package]["sdist"]] if "sdist" in LOCKED[package] else []),
        ]
        assert hashes == {file["hash"] for file in files}
    assert all(hashes for _, hashes in required.values())


def test_requirements_are_complete() -> None:
    assert hashed_requirements(REPOSITORY / "requirements-dev.txt").keys() == LOCKED.keys()
    run = hashed_requirements(REPOSITORY / "requirements.txt")
    assert {re.split(r"[<>=]", needed)[0] for needed in PROJECT["project"]["dependencies"]} <= run.keys()


@pytest.mark.parametrize("name", ["uv.lock", "requirements.txt", "requirements-dev.txt"])
def test_locks_know_the_public_index_only(name: str) -> None:
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    assert set(re.findall(r"\w+://[^/\"]+", text)) <= {"https://pypi.org", "https://files.pythonhosted.org"}


def hashed_requirements(path: Path) -> dict[str, tuple[str, set[str]]]:
    """Name -> (version, hashes) of a hashed requirements file."""
    required: dict[str, tuple[str, set[str]]] = {}
    for entry in re.split(r"\n(?=[a-z])", path.read_text(encoding="utf-8")):
        if found := re.match(r"([\w.-]+)==([\w.]+)", entry):
            required[found[1]] = (found[2], set(re.findall(r"sha256:\w{64}", entry)))
    return required
