"""Styled tables are read back from their HTML, cell by cell, and compared with the answers they show."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
import small_plans as small

import mutual_benefits as mb
from mutual_benefits import scenarios
from mutual_benefits.rules import LumpSum
from mutual_benefits.scenarios import tables

OLD, NEW = mb.get_plan("accident").versions
DRAFT = NEW.amend({"living_allowance.rate.100": 90}, label="next <year>")
NONE = "–"


def claim(**facts):
    enrolment = mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100")
    event = mb.Injury(happened_on=date(2016, 5, 4), **facts)
    return mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=event)


class Read:
    """A table in HTML as its texts: title, subtitle, headings, rows, and notes."""

    def __init__(self, table):
        page = re.sub(r"<style>.*?</style>", "", table.as_raw_html(), flags=re.DOTALL)
        self.title, self.subtitle = (self._one(page, f"gt_{part}") for part in ("title", "subtitle"))
        self.headings = [
            self._text(cell) for cell in re.findall(r"<th class=\"gt_col_heading.*?</th>", page, re.S)
        ]
        self.notes = [
            self._text(cell) for cell in re.findall(r"<td class=\"gt_sourcenote.*?</td>", page, re.S)
        ]
        body = re.search(r"<tbody.*?</tbody>", page, re.DOTALL).group()
        self.rows, self.bold, self.shaded, self.groups = [], [], [], []
        for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL):
            cells = re.findall(r"<t[dh].*?</t[dh]>", row, re.DOTALL)
            texts = tuple(self._text(cell) for cell in cells)
            if "gt_group_heading" in row:
                self.groups.append(texts[0])
                continue
            if "bold" in cells[-1].partition(">")[0]:
                self.bold.append(len(self.rows))
            self.shaded += [
                (len(self.rows), n) for n, cell in enumerate(cells) if "background" in cell.partition(">")[0]
            ]
            self.rows.append(texts)

    def _one(self, page, kind):
        found = re.search(rf"<td[^>]*{kind}[ \"].*?</td>", page, re.DOTALL)
        return self._text(found.group()) if found else ""

    @staticmethod
    def _text(cell):
        return unescape(re.sub(r"<[^>]*>", "", cell)).strip()


def yuan(amount):
    return f"{amount:,.2f}"


def bounds(low, high):
    if high is None:
        return f"{yuan(low)} or more, no known maximum"
    return yuan(low) if low == high else f"{yuan(low)} to {yuan(high)}"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("before", "after"), [(OLD, NEW), (NEW, DRAFT), (DRAFT, NEW)])
def test_each_change_between_versions_is_a_row(before, after, lang):
    found, changes = Read(tables.changes(before, after, lang=lang)), mb.diff(before, after).changes
    texts = {
        (
            change.name.in_(lang),
            *(part.text.in_(lang) if part else NONE for part in (change.before, change.after)),
        )
        for change in changes
    }
    assert {row[:3] for row in found.rows} == texts
    assert len(found.rows) == len(changes)
    for version in (before, after):
        assert str(version.effective_from.year) in found.title
    assert ("next <year>" in found.title) == (DRAFT in (before, after))


def test_the_title_says_which_of_two_versions_is_a_draft():
    version = "the version of 2016-01-01"
    draft = f"the draft “next <year>” of {version}"
    assert Read(tables.changes(NEW, DRAFT)).title == f"What changed from {version} to {draft}"
    assert Read(tables.changes(DRAFT, NEW)).title == f"What changed from {draft} to {version}"
    zh = Read(tables.changes(OLD, DRAFT, lang="zh"))
    assert zh.title == "自 2010-06-01 版条款至 2016-01-01 版条款的修订稿“next <year>”的变更"
    same = Read(tables.changes(NEW, NEW))
    assert (same.title, same.subtitle) == (f"What changed from {version} to {version}", "Nothing differs.")
    assert same.rows == []


CLAIMS = {
    "payable": claim(living_days=25, hospital_days=3),
    "undetermined": claim(injury_kind="burns", living_days=2),
    "refused": claim(living_days=25, care_days=2).model_copy(update={"notified_on": date(2017, 5, 4)}),
    "a large sum": claim(died=True),
}


@pytest.mark.parametrize("case", CLAIMS)
def test_each_entitlement_is_a_row_and_the_total_the_last(case):
    told = mb.assess(CLAIMS[case])
    found = Read(tables.entitlement(told))
    assert [row[0] for row in found.rows] == [*(part.name.en for part in told.entitlements), "total"]
    for row, part in zip(found.rows, told.entitlements, strict=False):
        assert row[1] == part.status
        assert row[2] == ("" if part.units is None else f"{part.units:,}")
        assert row[3] == (NONE if part.status == "refused" else bounds(part.low, part.high))
        assert bool(row[4]) == (part.status in ("refused", "undetermined"))
        assert row[5] == (f"[{part.source.id}]" if part.source else "") or part.source.id in row[5]
    assert found.rows[-1][:4] == ("total", told.status, "", bounds(told.low, told.high))
    assert found.bold == [len(found.rows) - 1]
    open_ = [n for n, part in enumerate([*told.entitlements, told]) if part.status == "undetermined"]
    assert [place for place, _ in found.shaded] == open_
    assert (found.title, "2016" in found.subtitle) == ("Claim C-1", True)
    for caveat in told.caveats:
        assert caveat.text.en in found.notes


def test_costs_a_loss_or_an_area_are_no_days_or_payments():
    warm = mb.Enrolment(plan="warm_aid", cover_from=date(2019, 1, 1))
    costs = mb.MedicalExpense(happened_on=date(2019, 5, 1), self_paid=Decimal("9300"), over_cap=176400)
    home = mb.Enrolment(plan="non_work_accident", cover_from=date(2016, 2, 1))
    pipe = mb.HomeLoss(happened_on=date(2017, 12, 4), peril="burst_pipe", area=Decimal("12.5"))
    fire = mb.HomeLoss(happened_on=date(2017, 12, 4), peril="fire", loss=3000)
    stays = mb.Enrolment(plan="hospital_allowance", cover_from=date(2013, 1, 1))
    stay = mb.HospitalStay(happened_on=date(2013, 6, 1), days=15)
    work = mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100")
    fall = mb.Injury(happened_on=date(2016, 5, 4), died=True)
    shown = []
    for enrolment, event in ((warm, costs), (home, pipe), (home, fire), (stays, stay), (work, fall)):
        told = mb.assess(mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=event))
        again = mb.Assessment.model_validate_json(told.model_dump_json())
        for one in (told, again):
            rows = zip(Read(tables.entitlement(one)).rows, one.entitlements, strict=False)
            shown.append([(row[2], part.units, part.unit) for row, part in rows if part.units])
    assert shown[::2] == shown[1::2]
    assert shown[::2] == [
        [("", 800_000, "fen"), ("", 17_640_000, "fen")],
        [("", 1250, "hundredth_square_metre")],
        [("", 300_000, "fen")],
        [("12", 12, "day")],
        [("1", 1, "payment")],
    ]


def test_a_count_that_is_also_a_number_of_fen_is_shown():
    """A step of 0.01 yuan beside 1 payment made the count pass for hundredths."""
    death = small.benefit(LumpSum, "death", when="died", sum=small.figure(1))
    own = small.plan(small.version(death))
    told = mb.assess(small.claim(1, mb.Injury(happened_on=date(2020, 5, 4), died=True)), plan=own)
    assert [row[2] for row in Read(tables.entitlement(told)).rows] == ["1", ""]
    before = told.model_copy(update={"entitlements": (told["death"].model_copy(update={"unit": None}),)})
    assert [row[2] for row in Read(tables.entitlement(before)).rows] == ["", ""], "no unit, no count"


def test_a_draft_is_named_above_the_entitlements():
    told = mb.assess(CLAIMS["payable"], plan=scenarios.plan_of(DRAFT, "accident"))
    assert Read(tables.entitlement(told)).subtitle.endswith("amended draft “next <year>”")


def test_each_cell_of_a_grid_is_what_such_a_claim_is_paid():
    days, tiers = [0, 3, 16, 40], ["26", "100"]
    vary = {"event.living_days": days, "enrolment.fee_tier": tiers}
    frame = scenarios.grid(claim(hospital_days=2), vary)
    found = Read(tables.grid(frame, along="event.living_days", by="enrolment.fee_tier"))
    expected = []
    for living in days:
        sums = []
        for tier in tiers:
            one = claim(living_days=living, hospital_days=2)
            one = one.model_copy(update={"enrolment": one.enrolment.model_copy(update={"fee_tier": tier})})
            sums.append(yuan(mb.assess(one).total))
        expected.append(tuple(sums))
    assert [row[1:] for row in found.rows] == expected
    assert len(found.headings) == 3
    one = Read(tables.grid(scenarios.grid(claim(), {"event.living_days": days}), along="event.living_days"))
    assert [row[1] for row in one.rows] == [yuan(mb.assess(claim(living_days=each)).total) for each in days]
    assert one.headings[1] == "total"


def test_the_values_of_facts_are_told_with_their_units_and_by_the_words_of_the_fact():
    enrolment = mb.Enrolment(plan="warm_aid", cover_from=date(2019, 1, 1))
    event = mb.MedicalExpense(happened_on=date(2019, 5, 1), self_paid=Decimal("9300"))
    one = mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=event)
    costs = [Decimal(0), Decimal("176400")]
    vary = {"event.over_cap": costs, "enrolment.occupation": ["ordinary", "high_risk"]}
    frame = scenarios.grid(one, vary)
    for lang, sums, words in (
        ("en", ["0.00 yuan", "176,400.00 yuan"], ["ordinary", "high-risk"]),
        ("zh", ["0.00元", "176,400.00元"], ["普通岗位", "高风险岗位"]),
    ):
        found = Read(tables.grid(frame, along="event.over_cap", by="enrolment.occupation", lang=lang))
        assert ([row[0] for row in found.rows], found.headings[1:]) == (sums, words)


def test_versions_side_by_side_show_each_sum_and_the_differences_from_the_first():
    one = claim(living_days=25, hospital_days=3)
    books = [NEW, OLD, DRAFT]
    found = Read(tables.comparison(scenarios.compare(one, books)))
    told = [mb.assess(one, plan=scenarios.plan_of(book, "accident")) for book in books]
    total = found.rows[-1]
    assert total[0] == "total"
    assert (total[1], total[2], total[4]) == tuple(yuan(each.total) for each in told)
    for text, each in ((total[3], told[1]), (total[5], told[2])):
        shift = each.total - told[0].total
        assert re.sub(r"[^0-9.]", "", text) == re.sub(r"[^0-9.]", "", yuan(abs(shift)))
    assert found.bold == [len(found.rows) - 1]
