"""Templates as Python keeps its modules: compiled once, then bytecode beside their source.

Reads and writes `__pycache__` in the folders of reports/templates, where and whether Python would. Compiling takes a
quarter of a second; no page depends on it. Bytecode of another text, Jinja or filters is not used.
"""

import pickle
import sys
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path
from tempfile import NamedTemporaryFile

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """The bytecode of each template, kept beside it."""

    def __init__(self) -> None:
        # a filter of a constant is worked out when a template is compiled
        digest = sha256(version("jinja2").encode())
        for module in sorted(Path(__file__).parent.glob("*.py")):
            digest.update(module.read_bytes())
        self._compiler = digest.hexdigest()

    def get_source_checksum(self, source: str) -> str:
        """Of all that the bytecode is made of."""
        return sha256(f"{self._compiler}{source}".encode()).hexdigest()

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002  (Jinja's)
        """Where the bytecode of the template in `filename` belongs; empty for one that is no file."""
        with suppress(NotImplementedError):  # a Python that keeps no bytecode
            return cache_from_source(filename) if filename and Path(filename).is_file() else ""
        return ""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Leaves the bucket empty where nothing is kept, or nothing that can be read."""
        with suppress(OSError, EOFError, pickle.UnpicklingError), Path(bucket.key).open("rb") as file:
            bucket.load_bytecode(file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps it where Python would; a place that cannot be written to keeps nothing."""
        if sys.dont_write_bytecode or not bucket.key:
            return
        place = Path(bucket.key)
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=place.parent, delete=False) as file:
                bucket.write_bytecode(file)
            Path(file.name).replace(place)
