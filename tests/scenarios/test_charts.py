"""Charts: valid, drawable, in both languages, never displayed, and equal to the results of `assess`."""

import importlib
import json
import re
import runpy
import sys
import warnings
from collections import Counter
from datetime import date
from decimal import Decimal

import altair
import chart_examples
import jsonschema
import polars as pl
import pytest
import small_plans as small
import vl_convert
from chart_examples import CLAIM, HURT, LANGUAGES, NEW, OLD, PICTURES, cost, injured, layers, rows_of, spec
from example_counts import examples
from folders import DOCS
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies_tables import THOROUGH

import mutual_benefits as mb
from mutual_benefits import scenarios
from mutual_benefits.errors import InvalidScenario, MissingExtra
from mutual_benefits.money import to_fen
from mutual_benefits.rules import LumpSum
from mutual_benefits.scenarios import charts, tables
from mutual_benefits.scenarios.charts import canvas, hatching, timeline_chart

VALID = jsonschema.Draft7Validator(altair.load_schema())
DRAWN = [
    (picture, lang)
    for place, picture in enumerate(PICTURES)
    for lang in (LANGUAGES if THOROUGH else LANGUAGES[place // 2 % 2 :][: place % 2])
]
"""Every second picture, in one language in turn; in a thorough run all of them in both."""


def fen(yuan):
    return None if yuan is None else to_fen(yuan)


@pytest.mark.parametrize(("picture", "lang"), DRAWN)
def test_a_picture_is_valid_and_can_be_drawn(picture, lang):
    chart_spec = spec(picture, lang)
    drawn = vl_convert.vegalite_to_svg(chart_spec)
    title = chart_spec["title"]["text"][0]
    assert title in drawn
    assert drawn.count("<path") > 5
    assert "NaN" not in drawn
    assert "undefined" not in drawn
    assert "null" not in drawn


def test_a_picture_becomes_an_image():
    png = vl_convert.vegalite_to_png(spec("timeline", "zh"))
    assert png.startswith(b"\x89PNG")
    assert len(png) > 20_000


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_can_be_changed_further_and_put_beside_another(picture, monkeypatch, capsys):
    for name in ("display", "show", "_repr_mimebundle_"):
        monkeypatch.setattr(altair.TopLevelMixin, name, lambda *_, **__: pytest.fail("it is shown"))
    chart = chart_examples.chart(picture)
    assert chart.config is altair.Undefined
    changed = chart & altair.Chart(altair.Data(values=[])).mark_point()
    VALID.validate(changed.properties(spacing=30).configure_axis(grid=False).to_dict())
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_is_in_one_language(picture):
    for word in chart_examples.words_of(spec(picture, "en")):
        assert not chart_examples.CHINESE.search(word), word
    for word in chart_examples.words_of(spec(picture, "zh")):
        left = chart_examples.LANGUAGE_NEUTRAL.sub("", word)
        assert not re.search(r"[A-Za-z]{2,}", left), word


@pytest.mark.parametrize("picture", PICTURES)
def test_both_languages_show_the_same_numbers(picture):
    def numbers(chart_spec):
        return [
            {name: cell for name, cell in row.items() if isinstance(cell, int)}
            for _, rows, _ in layers(chart_spec)
            for row in rows
        ]

    assert numbers(spec(picture, "en")) == numbers(spec(picture, "zh"))


def test_every_phrase_has_both_languages_with_the_same_placeholders():
    for room in ("charts", "tables"):
        module = importlib.import_module(f"mutual_benefits.scenarios.{room}.vocabulary")
        for words in (value for name, value in vars(module).items() if name.isupper()):
            for text in words.values():
                holes = [set(re.findall(r"{(\w+)}", text.in_(lang))) for lang in LANGUAGES]
                assert holes[0] == holes[1], text
                assert text.en
                assert text.zh


# Entitlement.


def points(chart_spec):
    line = next(
        rows for mark, rows, encoding in layers(chart_spec) if mark["type"] == "line" and "y" in encoding
    )
    return [(row["at"], row["line"], row["low"], row["high"]) for row in line]


@settings(max_examples=examples(15))
@given(
    hospital_days=st.integers(0, 30),
    grade=st.sampled_from([None, None, 3, 10]),
    died=st.booleans(),
    tiers=st.lists(st.sampled_from(["26", "50", "74", "100"]), min_size=1, unique=True),
    days=st.lists(st.integers(0, 60), min_size=1, max_size=9, unique=True),
)
def test_the_lines_show_the_result_of_each_claim(hospital_days, grade, died, tiers, days):
    facts = {"hospital_days": hospital_days, "disability_grade": grade, "died": died}
    chart = charts.entitlement(injured(**facts), values=days, tiers=tiers)
    found = {}
    for mark, rows, _ in layers(chart.to_dict()):
        if mark["type"] == "line":
            found |= {(row["line"], row["at"]): (row["low"], row["high"]) for row in rows}
    for tier in tiers:
        for day in days:
            one = mb.assess(injured(tier, living_days=day, **facts))
            assert found.pop((f"tier {tier}", day)) == (fen(one.low), fen(one.high))
    assert not found


@settings(max_examples=examples(100))
@given(st.lists(st.integers(0, 3), min_size=1, max_size=8))
def test_a_cap_is_where_a_line_stops_growing(sums):
    line = [{"line": "a", "at": at, "low": low, "high": low} for at, low in enumerate(sums)]
    grown = [
        at
        for at in range(1, len(sums) - 1)
        if sums[at] > sums[at - 1] and all(later == sums[at] for later in sums[at:])
    ]
    from mutual_benefits.scenarios.charts.entitlement_points import caps

    assert [point["at"] for point in caps(line)] == grown


def test_a_tier_in_several_spellings_is_one_line():
    drawn = charts.entitlement(CLAIM, tiers=["100元", "26", "Tier 100", "100"]).to_dict()
    assert {row["line"] for row in rows_of(drawn, "line", "sum")} == {"tier 100", "tier 26"}
    assert titles(charts.entitlement(CLAIM, tiers=["100"])) == (
        "In this range the sum does not grow with the days at home beyond 20 days"
    )


def test_the_cap_of_20_days_is_marked_for_every_tier():
    chart_spec = spec("entitlement")
    rows = rows_of(chart_spec, "text", "label")
    marks = rows[: len(rows) // 2]
    assert rows == marks * 2, "each label has its outline"
    looks = [layer["mark"] for layer in chart_spec["layer"] if layer["mark"]["type"] == "text"]
    assert [look.get("stroke") for look in looks] == ["white", None]
    assert [(row["at"], row["line"], row["low"]) for row in marks] == [
        (20, "tier 26", 84_000),
        (20, "tier 50", 128_000),
        (20, "tier 74", 176_000),
        (20, "tier 100", 256_000),
    ]
    assert marks[-1]["label"] == "2,560.00 yuan from 20 days on"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_labels_of_caps_that_lie_close_stand_above_each_other_and_equal_ones_once(lang):
    caps = {"26": 800, "50": 800, "74": 820, "100": 840, "200": 2_560}
    rows = [
        {
            "event.living_days": day,
            "enrolment.fee_tier": tier,
            "status": "payable",
            "version": date(2016, 1, 1),
        }
        | dict.fromkeys(("low_fen", "high_fen"), cap * 5 * min(day, 20))
        for tier, cap in caps.items()
        for day in range(26)
    ]
    chart = charts.entitlement_of_grid(
        pl.DataFrame(rows), along="event.living_days", by="enrolment.fee_tier", lang=lang
    )
    told = rows_of(chart.to_dict(), "text", "label")[:4]
    assert [row["low"] for row in told] == [80_000, 82_000, 84_000, 256_000]
    assert [row["place"] for row in told] == [80_000, 94_222, 108_444, 256_000]
    diamonds = [rows for mark, rows, _ in layers(chart.to_dict()) if mark.get("shape") == "diamond"]
    assert len(diamonds[0]) == len(caps)


def test_the_source_shown_is_that_of_the_version_that_the_readings_choose():
    """The cover begins under the version of 2010, and the accident is under that of 2016."""
    claim = injured(living_days=25, happened_on=date(2016, 3, 1))
    claim = claim.model_copy(
        update={"enrolment": claim.enrolment.model_copy(update={"cover_from": date(2015, 6, 1)})}
    )
    for day, source in (("event", "2016-01-01 [seed]"), ("cover_start", "2010-06-01 [KINGHUA10")):
        chart = charts.entitlement(claim, readings={"version.date": day})
        assert source in " ".join(chart.to_dict()["title"]["subtitle"])


def test_an_undetermined_sum_is_a_band_and_one_without_a_maximum_runs_to_the_top():
    chart_spec = spec("entitlement in bands")
    areas = rows_of(chart_spec, "area", "low", "high")
    assert {row["line"] for row in areas} == {"tier 50", "tier 74", "tier 100"}
    assert all(row["high"] > row["low"] for row in areas)
    upward = [
        rows for mark, rows, encoding in layers(chart_spec) if mark["type"] == "rule" and "y2" in encoding
    ]
    assert {row["line"] for row in upward[0]} == {"tier 26"}
    assert all(row["high"] is None for row in upward[0])


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow"])
def test_a_grid_gives_the_same_picture_as_its_claim(backend):
    vary = {"event.living_days": range(41), "enrolment.fee_tier": ["26", "50", "74", "100"]}
    frame = scenarios.grid(CLAIM, vary, backend=backend)
    chart = charts.entitlement_of_grid(frame, along="event.living_days", by="enrolment.fee_tier")
    assert sorted(points(chart.to_dict())) == sorted(points(spec("entitlement")))


def test_claims_without_an_answer_are_left_out_and_counted():
    vary = {"event.living_days": range(3), "enrolment.fee_tier": ["26", "7"]}
    chart = charts.entitlement_of_grid(
        scenarios.grid(CLAIM, vary), along="event.living_days", by="enrolment.fee_tier"
    )
    chart_spec = chart.to_dict()
    assert {line for _, line, _, _ in points(chart_spec)} == {"tier 26"}
    assert "3 combinations have no answer" in " ".join(chart_spec["title"]["subtitle"])


# Versions.


def test_every_version_is_drawn_from_its_first_day_until_the_next():
    bars = rows_of(spec("timeline"), "rect", "left", "right")
    for plan in mb.all_plans():
        for product in {version.product for version in plan.versions}:
            sold = [version for version in plan.versions if version.product == product]
            for version, later in zip(sold, [*sold[1:], None], strict=True):
                start, end = (
                    day and (day - date(1970, 1, 1)).days * 86_400_000
                    for day in (version.answers_from, later and later.answers_from)
                )
                own = [
                    bar
                    for bar in bars
                    if bar["plan"].startswith(plan.name.en)
                    and bar["first"].startswith(str(version.effective_from)[:4])
                    and start <= bar["left"] < (end or 10**15)
                ]
                assert min(bar["left"] for bar in own) == start
                assert end is None or max(bar["right"] for bar in own) == end
                unstated = [
                    finding
                    for finding in mb.audit(plan).of("unstated")
                    if (finding.version, finding.product) == (version.effective_from, product)
                ]
                for bar in own:
                    assert bar["unstated"] == ("; ".join(one.name.en for one in unstated) or "nothing")


def test_a_version_known_to_the_year_is_pale_for_that_year():
    bars = rows_of(spec("timeline"), "rect", "left", "right")
    pale = [bar for bar in bars if bar["kind"] == "began within this month or year"]
    year = 365 * 86_400_000
    known = Counter(version.known_to for plan in mb.all_plans() for version in plan.versions)
    assert len(pale) == known["year"] + known["month"]
    for bar in pale:
        long = bar["right"] - bar["left"]
        assert long in (year, year + 86_400_000) if "year" in bar["first"] else long <= 31 * 86_400_000


@pytest.mark.parametrize("plan", ["accident", "warm_aid"])
def test_the_legend_of_a_timeline_names_what_is_drawn_and_nothing_else(plan):
    chart_spec = charts.timeline([plan]).to_dict()
    domains = [
        encoding["color"]["scale"]["domain"] for _, _, encoding in layers(chart_spec) if "color" in encoding
    ]
    drawn = {bar["kind"] for bar in rows_of(chart_spec, "rect", "kind")}
    assert len(drawn) == 2
    assert [sorted(domain) for domain in domains] == [sorted(drawn)]


def test_a_version_too_short_for_its_first_day_shows_the_year_alone():
    short = small.version(small.benefit(LumpSum, "sum", when="died", sum=small.figure(100)))
    days = [date(2020, 1, 1), date(2020, 2, 1)]
    own = small.plan(*(short.model_copy(update={"effective_from": day}) for day in days))
    labels = rows_of(charts.timeline([own], until=date(2050, 1, 1)).to_dict(), "text", "first", "share")
    assert {label["first"] for label in labels} == {"2020", "2020-02-01"}


def test_only_versions_with_unstated_terms_are_hatched_in_proportion_to_their_number():
    chart_spec = spec("timeline")
    strokes = rows_of(chart_spec, "rule", "left", "right", "bottom", "top")
    shares = rows_of(chart_spec, "text", "share")
    boxes = rows_of(chart_spec, "rect", "left", "right")
    for box in boxes:
        if box["kind"] != "in force":
            continue
        inside = [
            one
            for one in strokes
            if box["left"] <= one["left"] < box["right"]
            and box["bottom"] - 0.001 <= one["bottom"] <= box["top"]
        ]
        assert bool(inside) == (box["unstated"] != "nothing")
        if inside:
            count = box["unstated"].count(";") + 1
            share = max(count / box["terms"], timeline_chart.LEAST_STRIP)
            height = box["bottom"] + share * (box["top"] - box["bottom"])
            assert max(one["top"] for one in inside) == pytest.approx(height, abs=0.001)
    assert {row["share"] for row in shares} >= {"6/38", "7/42", "0/12", "4/8"}


@settings(max_examples=examples(100))
@given(
    st.tuples(*[st.integers(0, 50)] * 2),
    st.integers(1, 60),
    st.integers(1, 20),
    st.integers(1, 9),
    st.integers(1, 20),
)
def test_strokes_stay_in_their_box_and_leave_no_gap(corner, long, high, apart, across):
    left, bottom = corner
    box = hatching.Rectangle(left, left + long, bottom, bottom + high)
    found = list(hatching.strokes(box, apart=apart, across=across))
    for x, y, x2, y2 in found:
        assert box.left <= x < x2 <= box.right
        assert box.bottom - 1e-9 <= y < y2 <= box.top + 1e-9
        assert (y2 - y) / (x2 - x) == pytest.approx(high / across)
    # On a line through the box at half its height, neighbouring strokes are at most `apart` from each other.
    middle = box.bottom + high / 2
    crossed = sorted(x + (middle - y) / (y2 - y) * (x2 - x) for x, y, x2, y2 in found if y <= middle <= y2)
    for one, other in zip([box.left, *crossed], [*crossed, box.right], strict=True):
        assert other - one <= apart + 1e-9


# Portfolios, comparisons, terms, costs.


def moves(plan="accident"):
    """The bounds of the movement of each claim of the portfolio."""
    table = scenarios.movements(chart_examples.portfolio(plan), before=OLD, after=NEW, plan=plan, unit="fen")
    return table.select("movement_low_fen", "movement_high_fen").rows()


def test_the_distribution_counts_each_claim_that_certainly_moves():
    bars = rows_of(spec("movement"), "rect", "claims")
    sure = [low for low, high in moves() if low == high not in (0, None)]
    assert sum(bar["claims"] for bar in bars) == len(sure)
    for bar in bars:
        assert bar["claims"] == sum(bar["least"] <= move < bar["below"] for move in sure)
        assert bar["zero"] == 0
    stay = sum(low == high == 0 for low, high in moves())
    subtitle = " ".join(spec("movement")["title"]["subtitle"])
    assert f"{stay} claims are unchanged" in subtitle
    assert f"{sum(low != high or low is None for low, high in moves())} claims are undetermined" in subtitle


@pytest.mark.parametrize("costs", [(25_000_000, 30_000_000), (30_000_000,)])
def test_claims_that_move_within_bounds_are_told_where_a_histogram_leaves_them_out(costs):
    """Costs of 250,000 pay 90,000 more; what is due for the next 50,000 is open between 0 and 10,000."""
    days = {"cover_from": date(2019, 1, 1), "happened_on": date(2019, 4, 2)}
    claims = pl.DataFrame({"over_cap": costs, "self_paid": 0} | days)
    old, new = mb.get_plan("warm_aid").versions
    found = scenarios.revalue(claims, before=old, after=new, plan="warm_aid", unit="fen", largest=0)
    assert (found.total.gain, found.total.open) == (len(costs), 0)
    if len(costs) == 1:
        with pytest.raises(InvalidScenario, match="exactly: 0 are unchanged, 0 are undetermined, 1 move"):
            charts.movement(found)
        return
    drawn = charts.movement(found).to_dict()
    assert [bar["way"] for bar in rows_of(drawn, "rect", "claims")] == ["gain (1)"]
    assert re.search(
        r"1 of those that certainly gain or lose .* movement of \+90,000\.00 yuan to \+100,000\.00 yuan\.$",
        " ".join(drawn["title"]["subtitle"]),
    )


def test_the_movement_of_a_tier_is_a_bar_or_a_band():
    found = chart_examples.revaluation()
    chart_spec = spec("movement by tier")
    bars = rows_of(chart_spec, "rect", "low", "high")
    rows = {row["row"]: row for row in bars if row["kind"] == "within these bounds"}
    sure = {(row["row"], row["kind"]): row["low"] for row in bars if row["kind"] != "within these bounds"}
    assert sure == {
        (number, kind): sign * fen(moved.low)
        for number, line in enumerate(found.by_tier)
        for kind, sign, moved in (("gain", 1, line.gained), ("loss", -1, line.lost))
        if moved.low
    }
    for number, line in enumerate(found.by_tier):
        assert (rows[number]["low"], rows[number]["high"]) == (
            fen(line.movement.low),
            fen(line.movement.high),
        )
        assert rows[number]["kind"] == "within these bounds"
    for mark, group, encoding in layers(chart_spec):
        if mark["type"] == "rect":
            apart = [row["low"] != row["high"] or row["low"] is None for row in group]
            assert ("stroke" in encoding) == any(apart)
            for end, name, edge in (("x", "low", 0), ("x2", "high", {"expr": "width"})):
                open_ = [row[name] is None for row in group]
                assert encoding[end] == ({"value": edge} if open_[0] else encoding[end])
                assert len(set(open_)) == 1
                assert ("value" in encoding[end]) == open_[0]


def test_a_gain_of_less_than_a_yuan_is_a_gain():
    claim = pl.DataFrame(
        {
            "happened_on": [date(2016, 5, 4)],
            "cover_from": [date(2016, 1, 1)],
            "fee_tier": ["100"],
            "living_days": [1],
        }
    )
    draft = NEW.amend({"living_allowance.rate.100": Decimal("80.50")}, label="2027")
    moved = scenarios.revalue(claim, before=NEW, after=draft, plan="accident", unit="fen", largest=0)
    bars = rows_of(charts.movement_by(moved, "tier").to_dict(), "rect", "low", "high")
    assert [(bar["kind"], bar["low"]) for bar in bars] == [("gain", 50)]


@pytest.mark.parametrize(("before", "after"), [(OLD, NEW), (NEW, OLD)], ids=["gains", "losses"])
def test_a_band_without_a_bound_goes_on_beyond_what_is_known(before, after):
    moved = scenarios.revalue(
        chart_examples.portfolio(), before=before, after=after, plan="accident", unit="fen", largest=0
    )
    chart_spec = charts.movement_by(moved, "benefit").to_dict()
    low, high = next(
        encoding["x"]["scale"]["domain"]
        for mark, _, encoding in layers(chart_spec)
        if mark["type"] == "rect" and "scale" in encoding["x"]
    )
    known = [end for line in moved.by_benefit for end in (line.movement.low, line.movement.high) if end]
    assert low < min(0, *map(fen, known)) <= max(0, *map(fen, known)) < high
    arrows = {
        (mark["shape"], row["row"])
        for mark, rows, _ in layers(chart_spec)
        if mark["type"] == "point"
        for row in rows
    }
    assert arrows == {
        (f"triangle-{side}", number)
        for number, line in enumerate(moved.by_benefit)
        for side, end in (("left", line.movement.low), ("right", line.movement.high))
        if end is None
    }


@pytest.mark.parametrize("picture", ["entitlement", "waterfall", "tornado"])
def test_a_picture_names_the_facts_of_its_claim(picture):
    shown = " ".join(spec(picture)["title"]["subtitle"])
    facts = ["first day of cover: 2016-01-01", "day of the accident: 2016-05-04", "days in hospital: 12 days"]
    varied = ["fee tier: tier 100", "days at home: 25 days"]
    assert all(fact in shown for fact in facts)
    assert all((fact in shown) == (picture != "entitlement") for fact in varied)


@pytest.mark.parametrize("made", [pl.DataFrame, pl.DataFrame.to_pandas, pl.DataFrame.to_arrow])
def test_a_grid_names_the_facts_that_it_does_not_vary(made):
    how = {"along": "event.living_days", "by": "event.hospital_days", "claim": CLAIM}
    chart = charts.entitlement_of_grid(made(GRID), **how)
    assert "days at home: 25" not in tables.grid(made(GRID), **how).as_raw_html()
    shown = " ".join(chart.to_dict()["title"]["subtitle"])
    assert "fee tier: tier 100" in shown
    assert "days" not in shown.partition("(")[2].replace("day of", "")


def test_an_axis_of_money_has_the_form_of_its_language():
    labels = {
        lang: [
            part["axis"]["labelExpr"]
            for _, _, encoding in layers(spec("waterfall", lang))
            for part in encoding.values()
            if isinstance(part, dict) and "axis" in part
        ]
        for lang in LANGUAGES
    }
    assert any("万" in label for label in labels["zh"])
    assert not any("万" in label for label in labels["en"])


@pytest.mark.parametrize(("fee", "inside"), [("0.50", True), ("50.00", False)])
def test_a_fee_far_from_every_cost_does_not_squeeze_the_bars(fee, inside):
    drawn = [(n, n) for n in range(20_000, 22_000, 70)]  # 1,000 members: 0.20 to 0.22 yuan each
    result = cost(drawn, fee).model_copy(
        update={"cost_low": cost(drawn).cost_low.model_copy(update={"mean": Decimal("0.21")})}
    )
    chart_spec = charts.cost_of_cover(result).to_dict()
    (domain,) = {
        tuple(encoding["x"]["scale"]["domain"])
        for _, _, encoding in layers(chart_spec)
        if "scale" in encoding["x"]
    }
    assert domain[1] <= 22_000 + 100
    labels = {row["label"] for row in rows_of(chart_spec, "text", "label")}
    assert labels == {"mean 0.21 yuan", f"fee {fee} yuan →"}
    lines = [encoding["y"]["value"] for mark, _, encoding in layers(chart_spec) if mark["type"] == "rule"]
    texts = [encoding["y"]["value"] for mark, _, encoding in layers(chart_spec) if mark["type"] == "text"]
    assert min(lines) > max(texts)


def test_a_chart_in_chinese_says_before_it_is_drawn_that_no_font_has_chinese(monkeypatch):
    monkeypatch.setattr(vl_convert, "svg_to_png", lambda _: b"the same box")
    with pytest.warns(UserWarning, match="apt install fonts-noto-cjk") as warned:
        charts.timeline(lang="zh")
    assert warned[0].filename == __file__  # the warning is of the line that asks for the chart
    with warnings.catch_warnings(action="error"):
        charts.timeline(lang="en")


def test_a_waterfall_leads_from_one_sum_to_the_other():
    bars = rows_of(spec("waterfall"), "rect", "start", "end")
    sums = [to_fen(mb.assess(CLAIM, plan=scenarios.plan_of(book, "accident")).total) for book in (OLD, NEW)]
    assert [(bars[0]["start"], bars[0]["end"]), (bars[-1]["start"], bars[-1]["end"])] == [
        (0, sums[0]),
        (0, sums[1]),
    ]
    reached = sums[0]
    for bar in bars[1:-1]:
        assert bar["start"] == reached
        reached = bar["end"]
        assert bar["kind"] == ("more" if bar["end"] > bar["start"] else "less")
    assert reached == sums[1]
    assert [bar["row"] for bar in bars] == list(range(len(bars)))


def test_the_title_of_a_waterfall_has_no_blank_between_chinese_words():
    for books, title in (
        (["accident", {"consolation.day_cap": "together"}], "比在职职工意外伤害互助保障活动（accident）"),
        ([NEW, "accident"], "与 2016-01-01 版条款"),
    ):
        assert title in charts.waterfall(scenarios.compare(CLAIM, books), lang="zh").to_dict()["description"]


def test_a_waterfall_in_bands_has_the_most_behind_the_least():
    pale, full = (
        rows for mark, rows, encoding in layers(spec("waterfall in bands")) if mark["type"] == "rect"
    )
    least = mb.assess(HURT, plan=scenarios.plan_of(OLD, "accident"))
    assert (full[0]["end"], pale[0]["end"]) == (fen(least.low), fen(least.high))


def test_a_tornado_shows_the_effect_of_each_term():
    found = chart_examples.sensitivities(CLAIM)
    rows = rows_of(spec("tornado"), "rect", "low", "high")
    now = to_fen(mb.assess(CLAIM).total)
    for number, term in enumerate(found.terms):
        for kind, turn in (("lower value", term.lower), ("higher value", term.higher)):
            draft = NEW.amend({term.path: turn.value})
            then = to_fen(mb.assess(CLAIM, plan=scenarios.plan_of(draft, "accident")).total)
            (bar,) = (row for row in rows if (row["row"], row["kind"]) == (number, kind))
            assert (bar["low"], bar["high"]) == (then - now, then - now)


def test_a_tornado_says_which_value_would_make_the_rule_book_invalid():
    """One band of the costs above the ceiling ends at 50,000 yuan, and the next at 100,000."""
    treated = mb.Claim(
        id="C-3",
        member="M-1",
        enrolment=mb.Enrolment(plan="warm_aid", cover_from=date(2018, 8, 1)),
        event=mb.MedicalExpense(
            happened_on=date(2018, 12, 1), self_paid=Decimal(9_000), over_cap=Decimal(150_000)
        ),
    )
    found = scenarios.sensitivities(treated, step="100%", terms=["over_cap_share.bands.1.upto"])
    chart_spec = charts.tornado(found).to_dict()
    assert "100,000.00 yuan: invalid rule book" in chart_examples.words_of(chart_spec)
    assert len(rows_of(chart_spec, "rect", "low", "high")) == 1


def test_a_tornado_says_how_many_terms_it_leaves_out():
    found = chart_examples.sensitivities(HURT)
    subtitle = " ".join(spec("tornado in bands")["title"]["subtitle"])
    assert f"Terms with smaller effects, left out: {len(found.terms) - 2}." in subtitle


@settings(max_examples=examples(30))
@given(
    st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10**6)), min_size=1, max_size=30),
    st.sampled_from(["stated", "bounds", "open"]),
)
def test_every_simulated_portfolio_is_counted_once(sums, kind):
    ends = {"stated": lambda low, more: low, "bounds": lambda low, more: low + more, "open": lambda *_: None}
    simulated = [(low, ends[kind](low, more)) for low, more in sums]
    chart_spec = charts.cost_of_cover(cost(simulated)).to_dict()
    bars = rows_of(chart_spec, "rect", "count")
    for column, names in ((0, ("cost", "at least")), (1, ("at most",))):
        own = [bar for bar in bars if bar["end"] in names]
        values = [one[column] for one in simulated if one[column] is not None]
        if column and not own:
            assert kind == "open" or all(low == high for low, high in simulated)
            continue
        assert sum(bar["count"] for bar in own) == len(values)
        for bar in own:
            assert bar["count"] == sum(bar["from"] <= value < bar["to"] for value in values)


# Pages, errors, and the page of pictures.


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_holds_all_that_it_needs(tmp_path, lang):
    chart = PICTURES["waterfall"](lang)
    written = charts.page(chart, tmp_path / "chart.html", lang=lang).read_text("utf-8")
    assert written.startswith(f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">')
    outside = re.sub(r"<script>.*?</script>", "<script></script>", written, flags=re.DOTALL)
    assert outside.count("<script></script>") >= 2
    assert not re.search(r"(src|href|url)\s*[=(]", outside)
    embedded = written.rpartition('vegaEmbed("#chart", ')[2].partition(', {"renderer"')[0]
    assert json.loads(embedded) == json.loads(json.dumps(chart.to_dict()))


@pytest.mark.parametrize(("given", "title"), [("Tiers < 2016", "Tiers &lt; 2016"), ("", "Sums &amp; days")])
def test_a_page_has_the_title_given_or_else_that_of_its_chart(tmp_path, given, title):
    chart = altair.Chart(altair.Data(values=[])).mark_point().properties(description="Sums & days")
    written = charts.page(chart, tmp_path / "chart.html", title=given).read_text("utf-8")
    assert f"<title>{title}</title>" in written


@pytest.mark.parametrize(
    ("absent", "call", "needed"),
    [
        ("altair", lambda: charts.timeline(), "altair"),
        ("altair", lambda: charts.entitlement(CLAIM), "altair"),
        ("vl_convert", lambda: charts.page(altair.Chart(), "x.html"), "vl-convert-python"),
    ],
)
def test_without_the_extra_an_error_says_what_to_install(monkeypatch, absent, call, needed):
    monkeypatch.setitem(sys.modules, absent, None)
    with pytest.raises(MissingExtra, match=rf"{needed}; install the extra 'notebook'"):
        call()


GRID = scenarios.grid(CLAIM, {"event.living_days": [1, 2], "event.hospital_days": [0, 1]})


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: charts.timeline(lang="fr"), ValueError, "lang is 'fr'; give 'en' or 'zh'"),
        (lambda: charts.timeline([]), InvalidScenario, "plans is empty"),
        (lambda: charts.timeline(until=date(2010, 1, 1)), InvalidScenario, "until is 2010-01-01; give"),
        (
            lambda: charts.entitlement_of_grid(GRID, along="days"),
            InvalidScenario,
            "has no column days; it has",
        ),
        (
            lambda: charts.entitlement_of_grid(GRID, along="event.living_days"),
            InvalidScenario,
            "occurs twice; give each value once, and the column that differs as `by`",
        ),
        (
            lambda: charts.entitlement_of_grid([1], along="status", claim=CLAIM),
            mb.InvalidArgument,
            "give the frame that `grid` returned",
        ),
        (lambda: charts.entitlement_of_grid(GRID, along="status"), InvalidScenario, "twice|whole numbers"),
        (
            lambda: charts.entitlement(CLAIM, tiers=["26", "27"]),
            InvalidScenario,
            "^tiers names '27'; give some of 26, 50, 74, 100$",
        ),
        (
            lambda: charts.entitlement(chart_examples.STAY, tiers=["27"]),
            InvalidScenario,
            "^tiers names '27'; the rule book has no fee tiers, so leave it out$",
        ),
        (
            lambda: charts.entitlement_of_grid(
                scenarios.grid(CLAIM, {"event.living_days": [1, 2], "enrolment.fee_tier": ["7"]}),
                along="event.living_days",
            ),
            InvalidScenario,
            "no row of the grid has a sum",
        ),
        (
            lambda: charts.entitlement_of_grid(
                scenarios.grid(CLAIM, {"event.living_days": [1], "event.hospital_days": range(9)}),
                along="event.living_days",
                by="event.hospital_days",
            ),
            InvalidScenario,
            "has 9 values; a chart shows at most 8",
        ),
        (
            lambda: charts.movement_by(chart_examples.revaluation(), "plan"),
            ValueError,
            "give one of tier, benefit, year",
        ),
        (
            lambda: charts.movement_by(chart_examples.revaluation("hospital_allowance"), "tier"),
            InvalidScenario,
            "no lines by fee tier",
        ),
        (
            lambda: charts.movement(
                scenarios.revalue(
                    chart_examples.portfolio(), before=OLD, after=OLD, plan="accident", largest=0
                )
            ),
            InvalidScenario,
            "no claim moves by a sum that is known exactly: 300 are unchanged, 0 are undetermined, 0 move",
        ),
        (lambda: charts.tornado(chart_examples.sensitivities(CLAIM), most=0), InvalidScenario, "most is 0"),
        (lambda: charts.waterfall(chart_examples.comparison(CLAIM), number=2), ValueError, "number is 2"),
    ],
)
def test_what_cannot_be_drawn_is_refused(call, error, message):
    with pytest.raises(error, match=message):
        call()


def titles(chart):
    return " ".join(chart.to_dict()["title"]["text"])


@pytest.mark.parametrize(
    ("claim", "how", "title"),
    [
        (CLAIM, {"values": range(5)}, "The sum due depends on the days at home and the fee tier"),
        (CLAIM, {"values": range(9), "tiers": ["74"]}, "depends on the days at home, not on the fee tier"),
        (
            injured(died=True),
            {"values": [3]},
            "In this range the sum due depends on the fee tier, not on the days at home",
        ),
        (
            injured(happened_on=date(2018, 5, 4), living_days=5),
            {},
            "In this range the sum due does not depend on the days at home or the fee tier",
        ),
        (
            injured(happened_on=date(2018, 5, 4), living_days=5),
            {"lang": "zh"},
            "在此范围内，应付互助金与生活补助天数、会费档次无关",
        ),
        (
            injured(),
            {"along": "event.disability_grade"},
            "The sum due by the disability grade and the fee tier",
        ),
        (
            mb.Claim(
                id="C-4",
                member="M-1",
                enrolment=mb.Enrolment(
                    plan="critical_illness", product="one_year", cover_from=date(2019, 1, 1)
                ),
                event=mb.Diagnosis(happened_on=date(2019, 4, 2), disease="肺癌"),
            ),
            {},
            "In this range the sum due does not depend on the days in hospital",
        ),
    ],
)
def test_a_title_names_the_facts_on_which_the_sum_depends(claim, how, title):
    assert titles(charts.entitlement(claim, **how)).endswith(title)


def test_a_claim_that_counts_no_days_needs_a_fact_for_the_horizontal_axis():
    ill = mb.Claim(
        id="C-3",
        member="M-1",
        enrolment=mb.Enrolment(plan="warm_aid", cover_from=date(2019, 1, 1)),
        event=mb.MedicalExpense(happened_on=date(2019, 5, 4), setting="inpatient", self_paid=Decimal(5000)),
    )
    with pytest.raises(
        InvalidScenario, match=r"has no number of days; give along, one of .*ordinal"
    ) as error:
        charts.entitlement(ill)
    for path in error.value.choices:
        titles(charts.entitlement(ill, along=path, values=range(1, 4)))
    assert [at for at, *_ in points(charts.entitlement(ill, along="event.ordinal").to_dict())][:2] == [1, 2]
    with pytest.raises(
        InvalidScenario, match=r"^event\.setting is no number; give along, one of enrolment\.sh"
    ):
        charts.entitlement(ill, along="event.setting", values=[1])
    with pytest.raises(InvalidScenario, match=r"^event\.self_paid is no whole number; give values too"):
        charts.entitlement(ill, along="event.self_paid")
    half = scenarios.grid(ill, {"event.self_paid": ["0.50"]})
    with pytest.raises(InvalidScenario, match=r"^event\.self_paid is 0\.50; give a column of whole numbers"):
        charts.entitlement_of_grid(half, along="event.self_paid")
    with pytest.raises(mb.UnknownPath, match=r"did you mean event\.setting"):
        charts.entitlement(ill, along="event.seting")
    chart = charts.entitlement(ill, along="event.self_paid", values=range(0, 5001, 500))
    assert titles(chart) == "The sum due depends on “paid by the member”"
    chart = charts.entitlement(ill, along="event.ordinal", values=range(1, 4))
    assert [at for at, *_ in points(chart.to_dict())] == [1, 2, 3]


def test_colours_and_dashes_tell_lines_apart():
    assert len(set(canvas.COLOURS)) == len({str(dash) for dash in canvas.DASHES}) == charts_most()


def charts_most():
    from mutual_benefits.scenarios.charts.entitlement_points import MOST_SERIES

    return MOST_SERIES


@pytest.mark.skipif(
    not THOROUGH, reason="the pictures of the documentation are compared in the thorough profile"
)
def test_the_pictures_of_the_documentation_are_those_that_their_code_makes():
    script = runpy.run_path(str(DOCS / "make_pictures.py"))
    kept = json.loads((DOCS / "pictures" / "specs.json").read_text("utf-8"))
    now = {picture: script["digest"](shown) for picture, shown in script["made"]()}
    assert now == kept, "run docs/make_pictures.py"
    drawn = {f"pictures/{file.name}" for file in (DOCS / "pictures").iterdir() if file.suffix != ".json"}
    assert drawn == set(kept)
    assert all((DOCS / picture).stat().st_size < 200_000 for picture in kept)
