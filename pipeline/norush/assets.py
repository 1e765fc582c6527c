"""Finds sql/ and reports/, in a checkout and in an installed wheel.

Reads the installed package or the checkout, writes nothing. Only this module knows that the two
folders stand beside `pipeline/` in the repository and inside the package in a wheel.
"""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


@cache
def folder(name: str) -> Traversable:
    """The folder sql/ or reports/: inside the package when installed, at the top of a checkout otherwise."""
    installed = files("norush") / name
    return installed if installed.is_dir() else Path(__file__).resolve().parents[2] / name
