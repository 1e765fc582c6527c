"""Which tests a run leaves out: every n-th case stays, always the same ones, and --slow has its own number."""

import pytest

from conftest import chosen_of


def chosen(pytester_items: list[pytest.Item], *, slow: bool) -> list[str]:
    """The names of those that run."""
    is_chosen = chosen_of(pytester_items, slow=slow)
    return [item.name for item, runs in zip(pytester_items, is_chosen, strict=True) if runs]


def items_of(
    request: pytest.FixtureRequest, *marked: tuple[str, tuple[pytest.MarkDecorator, ...]]
) -> list[pytest.Item]:
    """Tests of these names with these marks, collected nowhere."""
    made: list[pytest.Item] = []
    for name, marks in marked:
        item = pytest.Function.from_parent(request.node.parent, name=name, callobj=lambda: None)
        for mark in marks:
            item.add_marker(mark)
        made.append(item)
    return made


def test_by_default_every_third_and_with_slow_every_second(request: pytest.FixtureRequest) -> None:
    mark = pytest.mark.one_in(3, slow=2)
    items = items_of(request, *((f"test_grid[{at}]", (mark,)) for at in range(7)))
    assert chosen(items, slow=False) == ["test_grid[0]", "test_grid[3]", "test_grid[6]"]
    assert chosen(items, slow=True) == ["test_grid[0]", "test_grid[2]", "test_grid[4]", "test_grid[6]"]


def test_a_slow_case_is_not_counted_by_default(request: pytest.FixtureRequest) -> None:
    mark = pytest.mark.one_in(2)
    items = items_of(
        request, ("test_a[0]", (mark, pytest.mark.slow)), ("test_a[1]", (mark,)), ("test_a[2]", (mark,)), ("test_b", ())
    )
    assert chosen(items, slow=False) == ["test_a[1]", "test_b"]
    assert chosen(items, slow=True) == ["test_a[0]", "test_a[1]", "test_a[2]", "test_b"]


def test_what_is_for_every_case_alone_never_runs_otherwise(request: pytest.FixtureRequest) -> None:
    items = items_of(request, ("test_a", (pytest.mark.every_case,)), ("test_b", ()))
    assert chosen(items, slow=True) == chosen(items, slow=False) == ["test_b"]
