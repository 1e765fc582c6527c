"""Owners: by the user's own file, first entry that fits, never guessed; what is wrong with it is one sentence."""

from pathlib import Path

import pytest

from norush.errors import OwnerError
from norush.owners import Owner, read_owners, write_owners
from norush.view import build
from view_cases import ABOUT, PERIOD, Case, filled

FILE = """
[[owner]]
owner = "night shift"
channel = "#nights"
key = ["key-1*", "key-2?"]
workspace = "search-*"

[[owner]]
owner = "search"
workspace = "search-*"
"""


def read(tmp_path: Path, text: str) -> tuple[Owner, ...]:
    path = tmp_path / "owners.toml"
    path.write_text(text)
    return read_owners(path)


def test_the_first_entry_that_fits_wins_and_all_its_patterns_must(tmp_path: Path) -> None:
    cases = [
        Case("a", "both", api_key="key-12", workspace="search-eu"),
        Case("b", "second list item", api_key="key-2x", workspace="search-eu"),
        Case("c", "the key does not fit", api_key="key-3", workspace="search-eu"),
        Case("d", "case counts", api_key="key-12", workspace="Search-eu"),
        Case("e", "no workspace in the log", api_key="key-12", workspace=None),
    ]
    warehouse = filled(cases)
    write_owners(warehouse, read(tmp_path, FILE))
    shown = {each.workload_id: (each.owner, each.channel) for each in build(warehouse, PERIOD, ABOUT).workloads}
    nights = ("night shift", "#nights")
    assert shown == {"a": nights, "b": nights, "c": ("search", None), "d": (None, None), "e": (None, None)}


def test_a_star_fits_every_name_and_no_missing_one(tmp_path: Path) -> None:
    (everyone,) = read(tmp_path, '[[owner]]\nowner = "all"\napp = "*"')
    assert everyone.fits({"app": "x"})
    assert not everyone.fits({"app": None})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[owner]]\nowner = "a"\nteam = "x"', r"entry 1: unknown key 'team'; an entry holds owner, channel, key"),
        ('[[team]]\nowner = "a"', r"unknown 'team'; an owners file holds \[\[owner\]\] entries only"),
        ('[owner]\nowner = "a"', "two brackets"),
        ('[[owner]]\nkey = "a"', "entry 1: owner is missing"),
        ('[[owner]]\nowner = "a"', r"entry 1: no pattern; give key, app, workspace or name"),
        ('[[owner]]\nowner = "a"\nkey = 5', "entry 1, key: a pattern is a text"),
        ('[[owner]]\nowner = "a"\nkey = []', "entry 1, key: a pattern is a text"),
        ('[[owner]]\nowner = "a"\nkey = "b"\nchannel = 1', "entry 1: channel is a text"),
        ("[[owner]", "is no TOML"),
    ],
)
def test_what_is_wrong_is_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(OwnerError, match=said) as found:
        read(tmp_path, text)
    assert "\n" not in str(found.value).strip()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(OwnerError, match=r"owners\.toml cannot be read"):
        read_owners(tmp_path / "owners.toml")
