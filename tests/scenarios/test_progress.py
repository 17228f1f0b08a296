"""Progress of long computations: where and how it is shown."""

import io
import sys

from chart_examples import CLAIM

import mutual_benefits as mb
from mutual_benefits import scenarios
from mutual_benefits.scenarios.progress import with_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_callable_such_as_tqdm_is_given_the_items_and_their_number():
    asked = []

    def bar(items, *, total, desc):
        asked.append((total, desc))
        for item in items:
            asked.append(item)
            yield item

    assert list(with_progress(iter("ab"), total=2, what="letters", progress=bar)) == ["a", "b"]
    assert asked == [(2, "letters"), "a", "b"]


def test_progress_is_silent_where_the_output_is_no_terminal(monkeypatch):
    for progress in (None, True, False):
        quiet = io.StringIO()
        monkeypatch.setattr(sys, "stderr", quiet)
        assert list(with_progress([1, 2], total=2, what="numbers", progress=progress)) == [1, 2]
        assert quiet.getvalue() == ""


def test_on_a_terminal_and_in_a_notebook_tqdm_is_used_where_it_is_installed(monkeypatch):
    asked = []

    class Tqdm:
        @staticmethod
        def tqdm(items, *, total, desc):
            asked.append((total, desc))
            return items

    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setitem(sys.modules, "tqdm", Tqdm)
    assert list(with_progress([1], total=1, what="numbers")) == [1]
    assert asked == [(1, "numbers")]
    assert list(with_progress([1], total=1, what="numbers", progress=False)) == [1]
    assert len(asked) == 1
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    monkeypatch.setitem(sys.modules, "ipykernel", Tqdm)  # a notebook, whose output is no terminal
    assert list(with_progress([1], total=1, what="numbers")) == [1]
    assert len(asked) == 2


def test_without_tqdm_a_terminal_sees_nothing(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setitem(sys.modules, "tqdm", None)
    assert list(with_progress([1, 2], total=2, what="numbers")) == [1, 2]
    assert terminal.getvalue() == ""


def test_comparisons_and_sensitivities_of_a_table_show_their_progress():
    claims = scenarios.synthetic_portfolio(50, seed=1, plan="accident")
    asked = []

    def bar(items, *, total, desc):
        asked.append((total, desc))
        return items

    terms = ["living_allowance.rate.100", "limits.living_days"]
    book = mb.get_plan("accident").versions[-1]
    other = book.amend({terms[0]: 90, terms[1]: 100}, label="next year")
    found = scenarios.compare(claims, [book, other], plan="accident", progress=bar)
    assert asked == [(len(found.contrasts[0].effects), "differences")] == [(2, "differences")]
    scenarios.sensitivities(claims, book, terms=terms, plan="accident", progress=bar)
    assert asked[1:] == [(2, "terms")]
    scenarios.sensitivities(CLAIM, book, terms=terms, progress=bar)
    assert asked[2:] == []  # one claim is no table
