"""Small groups stay hidden, whatever a reader reckons from the numbers around them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desk.domain.small_cells import LEAST, WIDTH, Pipe, hidden

TOTAL = -1


def a_table(rows: list[list[int]]) -> list[Pipe]:
    """Give a table with all its totals; joints are rows, columns and the two ends of the whole."""
    pipes = []
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            pipes.append(Pipe(name=(r, c), start=("r", r), end=("c", c), value=value))
        pipes.append(
            Pipe(name=(r, TOTAL), start="rows", end=("r", r), value=sum(row), is_total=True)
        )
    for c, column in enumerate(zip(*rows, strict=True)):
        whole = sum(column)
        pipes.append(
            Pipe(name=(TOTAL, c), start=("c", c), end="columns", value=whole, is_total=True)
        )
    whole = sum(map(sum, rows))
    name = (TOTAL, TOTAL)
    return [*pipes, Pipe(name=name, start="columns", end="rows", value=whole, is_total=True)]


@dataclass(slots=True)
class Sum:
    """What a reader knows: some numbers, with their signs, make nothing together."""

    parts: dict[object, int]


def sums(pipes: list[Pipe]) -> list[Sum]:
    found: dict[object, dict[object, int]] = {}
    for pipe in pipes:
        found.setdefault(pipe.start, {})[pipe.name] = -1
        found.setdefault(pipe.end, {})[pipe.name] = 1
    return [Sum(parts) for parts in found.values()]


def solved_exactly(pipes: list[Pipe], secret: frozenset[object]) -> set[object]:
    """Give what linear algebra alone finds out: unknowns that the equations pin down."""
    known = {pipe.name: pipe.value for pipe in pipes if pipe.name not in secret}
    names = sorted(secret, key=repr)
    rows = [
        [Fraction(one.parts.get(name, 0)) for name in names]
        + [Fraction(-sum(sign * known[n] for n, sign in one.parts.items() if n in known))]
        for one in sums(pipes)
    ]
    lead = 0
    for column in range(len(names)):
        pivot = next((r for r in range(lead, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[lead], rows[pivot] = rows[pivot], rows[lead]
        rows[lead] = [value / rows[lead][column] for value in rows[lead]]
        for r, row in enumerate(rows):
            if r != lead and row[column]:
                rows[r] = [a - row[column] * b for a, b in zip(row, rows[lead], strict=True)]
        lead += 1
    alone = [row[:-1] for row in rows if sum(1 for value in row[:-1] if value) == 1]
    return {names[row.index(1)] for row in alone}


def bounds(pipes: list[Pipe], secret: frozenset[object]) -> dict[object, tuple[float, float]]:
    """Give how narrow a reader gets who goes on tightening from sum to sum."""
    known = {pipe.name: (float(pipe.value), float(pipe.value)) for pipe in pipes}
    span = {name: ((0.0, float("inf")) if name in secret else known[name]) for name in known}
    for _ in range(2 * len(pipes)):
        before = dict(span)
        for one in sums(pipes):
            for name, sign in one.parts.items():
                rest = [(span[n], s * -sign) for n, s in one.parts.items() if n != name]
                low = sum(lo if s > 0 else -hi for (lo, hi), s in rest)
                high = sum(hi if s > 0 else -lo for (lo, hi), s in rest)
                span[name] = (max(span[name][0], low), min(span[name][1], high))
        if span == before:
            break
    return span


tables = st.integers(1, 4).flatmap(
    lambda across: st.lists(
        st.lists(
            st.one_of(st.integers(0, 7), st.integers(0, 40)), min_size=across, max_size=across
        ),
        min_size=1,
        max_size=4,
    )
)


@settings(max_examples=60, deadline=None)
@given(tables)
def test_no_small_group_is_shown_or_can_be_reckoned(rows: list[list[int]]) -> None:
    pipes = a_table(rows)
    secret = hidden(pipes)
    small = {pipe.name for pipe in pipes if 0 < pipe.value < LEAST}
    assert small <= secret
    assert not small & solved_exactly(pipes, secret)
    narrow = bounds(pipes, secret)
    assert all(narrow[name][1] - narrow[name][0] >= WIDTH for name in small)


@settings(max_examples=25, deadline=None)
@given(st.tuples(*[st.integers(0, 6)] * 4))
def test_trying_every_table_that_fits_leaves_five_numbers_for_a_small_group(
    cells: tuple[int, int, int, int],
) -> None:
    pipes = a_table([[*cells[:2]], [*cells[2:]]])
    secret = hidden(pipes)
    shown = [(n, pipe.value) for n, pipe in enumerate(pipes) if pipe.name not in secret]
    possible: list[set[int]] = [set() for _ in pipes]
    for a, b, c, d in product(range(12), repeat=4):
        other = (a, b, a + b, c, d, c + d, a + c, b + d, a + b + c + d)  # as ``a_table`` lists it
        if all(other[n] == value for n, value in shown):
            for seen, value in zip(possible, other, strict=True):
                seen.add(value)
    small = [n for n, pipe in enumerate(pipes) if 0 < pipe.value < LEAST]
    assert all(max(possible[n]) - min(possible[n]) >= WIDTH for n in small)


def test_a_table_without_small_groups_is_shown_whole() -> None:
    assert hidden(a_table([[5, 8], [12, 0]])) == frozenset()


def test_one_small_cell_takes_one_in_its_row_and_one_in_its_column_along() -> None:
    secret = hidden(a_table([[3, 20, 9], [15, 30, 11], [8, 25, 7]]))
    assert (0, 0) in secret
    assert len(secret) == 4
    assert not any(TOTAL in name for name in secret if isinstance(name, tuple))


def test_a_total_is_hidden_where_a_lone_small_group_is_all_there_is() -> None:
    secret = hidden(a_table([[3]]))
    assert secret == {(0, 0), (0, TOTAL), (TOTAL, 0), (TOTAL, TOTAL)}


def test_two_ones_that_make_two_are_not_protected_by_each_other() -> None:
    secret = hidden(a_table([[1, 1, 30], [9, 9, 9]]))
    assert {(0, 0), (0, 1), (0, 2)} <= secret


def test_a_known_cap_is_reckoned_with() -> None:
    parts = [
        Pipe(name="a", start="x", end="y", value=2, cap=6),
        Pipe(name="b", start="x", end="y", value=6, cap=6),
        Pipe(name="c", start="x", end="y", value=9, cap=40),
        Pipe(name="all", start="y", end="x", value=17, is_total=True),
    ]
    assert hidden(parts) == {"a", "b"}


def test_what_must_be_hidden_elsewhere_is_hidden_here() -> None:
    pipes = [
        Pipe(name="new", start="x", end="y", value=20, must_hide=True),
        Pipe(name="old", start="x", end="y", value=30),
        Pipe(name="all", start="y", end="x", value=50, is_total=True),
    ]
    assert hidden(pipes) == {"new", "old"}


def test_numbers_that_do_not_add_up_are_a_bug() -> None:
    with pytest.raises(ValueError, match="add up"):
        hidden([Pipe(name="a", start="x", end="y", value=3)])


def test_a_large_report_is_protected_quickly() -> None:
    rows = [[(r * 7 + c * 3) % 11 for c in range(8)] for r in range(40)]
    pipes = a_table(rows)
    secret = hidden(pipes)
    assert {pipe.name for pipe in pipes if pipe.is_small} <= secret
