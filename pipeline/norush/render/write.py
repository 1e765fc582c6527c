"""Stage 5, view -> files: audit.html, .md and .json, workloads.csv, workloads/*.html and *.md; an index over months.

Every file is written beside its place before the first is moved there, and then the pages of an earlier report go: a
report that fails leaves the one before whole, and a reader never sees half a page. A file that already says the same is
left as it is: no disk has to settle a replacement, no sync copies it again.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import ExitStack
from pathlib import Path
from tempfile import NamedTemporaryFile

from norush.errors import NorushError
from norush.interrupts import held_back
from norush.render import html, json, markdown, markdown_usage, spreadsheet
from norush.view.values import AuditView

PAGE = re.compile(r"[0-9a-f]{12}\.(html|md)")
"""A workload's page: ours, where other files may lie."""
_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,127}")


def outputs(view: AuditView) -> Iterator[tuple[str, str]]:
    """(path under the folder, text) of every output."""
    for workload in view.workloads:
        # Ids are hashes of ours, but a database can come from anyone, and an id becomes a path.
        if not _SAFE_ID.fullmatch(workload.workload_id):
            raise NorushError(f"workload id {workload.workload_id!r} cannot be a file name: the database was changed")
    yield "audit.json", json.audit(view)
    yield "workloads.csv", spreadsheet.table(view)
    yield from html.pages(view)
    yield from markdown_usage.pages(view) if view.usage_totals else markdown.pages(view)


def write_all(view: AuditView, folder: Path, moving: ExitStack | None = None) -> list[Path]:
    """Writes every output under `folder` and returns their paths. Raises NorushError if it cannot.

    `moving`: holds Ctrl-C back from the first move on, to the end of what the caller still has to move.
    """
    pages = list(outputs(view))  # 500 workloads: about 10 MB
    written = [folder / name for name, _ in pages]
    try:
        (folder / "workloads").mkdir(parents=True, exist_ok=True)
        with ExitStack() as own:
            _write({folder / name: text for name, text in pages}, own if moving is None else moving)
            _clear(folder / "workloads", kept=set(written))
    except OSError as error:
        reason = error.strerror or str(error)
        raise NorushError(f"{folder} cannot be written: {reason}. Give another -o, or free the place") from error
    return written


def write_index(views: Sequence[AuditView], folder: Path) -> Path:
    """Writes index.html over the reports of several months, each in a folder called after it. Raises NorushError."""
    try:
        with ExitStack() as moving:
            _write({folder / "index.html": html.index(views)}, moving)
    except OSError as error:
        raise NorushError(f"{folder} cannot be written: {error.strerror or error}. Give another -o") from error
    return folder / "index.html"


def _clear(pages: Path, kept: Set[Path]) -> None:
    """Takes away the pages of an earlier report that speak of workloads that are no more. Other files stay."""
    for page in pages.iterdir():
        if page not in kept and PAGE.fullmatch(page.name) and page.is_file():
            page.unlink()


def _write(texts: Mapping[Path, str], moving: ExitStack) -> None:
    """All of them or none: what can fail for want of room is done before the first file is replaced."""
    beside: dict[Path, Path] = {}
    try:
        for path, text in texts.items():
            if path.is_dir():
                raise IsADirectoryError(21, f"{path.name} is a folder")
            content = text.encode("utf-8")
            if not _says(path, content):
                with NamedTemporaryFile("wb", dir=path.parent, prefix=f".{path.name[:40]}.", delete=False) as file:
                    beside[path] = Path(file.name)
                    file.write(content)
                # A temporary file is private; a report is read by others.
                beside[path].chmod(0o644)
        moving.enter_context(held_back())
        for path, made in beside.items():
            made.replace(path)
    finally:
        for made in beside.values():
            made.unlink(missing_ok=True)


def _says(path: Path, content: bytes) -> bool:
    """Whether the file is there and holds just this. One that cannot be read is written anew."""
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False
