"""Explanations as a claims officer reads them: in plain words, in one language, and true to the record."""

import json
import re
from datetime import date, timedelta
from functools import cache
from itertools import product

import pytest
import small_plans
from snapshot_claims import sample

import mutual_benefits as mb
from mutual_benefits.assessment.assess import assess_verb_by_verb
from mutual_benefits.rules import ExpenseShare, LumpSum, PerDiem
from mutual_benefits.terms import Ladder, Rung

MEMBER = {"id": "C-1", "member": "M-1"}
EARLIER_CLAIM = re.compile(r"[a-z_]+-\d{3}")
SOURCE = "(?:[A-Z][-0-9A-Z]*|seed|起始资料)"
CITED = re.compile(rf" ?\[{SOURCE}(?:[,，、] ?(?:inferred|published|推断|公开资料|{SOURCE}))*\]")


@cache
def assessed():
    """Every claim of the snapshot, after the member's earlier ones."""
    claims = sample(2034)
    return [
        found
        for plan in mb.all_plans()
        for found in mb.assess_all(claim for claim in claims if claim.enrolment.plan == plan.code)
    ]


@cache
def told(lang):
    """The lines of each explanation without citations and without what the claim itself says."""
    return [tuple(bare(found, lang).splitlines()) for found in assessed()]


def bare(found, lang):
    text = CITED.sub("", found.explain(lang))
    event = found.claim.event
    words = (getattr(event, fact) for fact in type(event).model_fields if fact != "kind")
    for word in (found.claim.id, found.claim.member, *(word for word in words if isinstance(word, str))):
        text = text.replace(word, "◦")
    return EARLIER_CLAIM.sub("◦", text)


@cache
def one_of_each_version():
    """For each version the claim of the snapshot that has the longest explanation."""
    longest = {}
    for found in assessed():
        key = found.plan, str(found.version)
        if key not in longest or len(found.explain()) > len(longest[key].explain()):
            longest[key] = found
    return longest


def lines_with(lang, pattern, of=lambda line: True):
    """Each different line, of those that count, in which a pattern is found."""
    lines = {line for lines in told(lang) for line in lines if of(line)}
    return sorted(line for line in lines if re.search(pattern, line))


def is_step(line):
    return line.startswith("  ") and not line.startswith("  - ")


FAULTS = {
    ("zh", "an English word"): "[A-Za-z]{2,}",
    ("en", "a Chinese word"): "[一-鿿]",
    ("en", "a path or a code"): r"[a-z]+_[a-z]+|[a-z]\.[a-z]",
    ("zh", "a path or a code"): r"[a-z]+_[a-z]+|[a-z]\.[a-z]",
    ("en", "money without a currency"): r"\d\.\d\d(?! (yuan|m²|to ))(?! or more)",
    ("zh", "money without a currency"): r"\d\.\d\d(?!元|平方米|至)",
    ("en", "a blank too many, or a mark that stands alone"): r"\S  |\.\.| [,.;:]|\(\)|“”|None|\{",
    ("zh", "a blank too many, or a mark that stands alone"): r"\S  |。。|，，|（）|“”|None|\{|最多不低于",
    ("zh", "a mark of English"): r"[一-鿿][,;:?!]|[,;:?!][一-鿿]",
    ("en", "one of several"): r"\b1 (days|years|payments|shares)\b(?<! to 1 days)(?<! to 1 payments)",
}
"""By language and name the pattern of a fault that no line of an explanation may show."""


@pytest.mark.parametrize(("lang", "fault"), FAULTS)
def test_no_line_of_an_explanation_has_a_fault(lang, fault):
    assert not lines_with(lang, FAULTS[lang, fault])


def test_every_claim_of_the_snapshot_is_explained():
    versions = {(found.plan, found.version) for found in assessed()}
    assert len(versions) == sum(len(plan.versions) for plan in mb.all_plans())
    assert len(told("en")) == len(told("zh")) == 2034


OPEN = {"en": " or more, no known maximum", "zh": "，上限未知"}
UNIT = {
    "en": "%| (days?|years?|shares?|payments?|m²|yuan( a day| a square metre)?)",
    "zh": "[天年岁份次日元%]|平方米|元/(天|平方米)",
}
VALUE = r"\d{4}-\d\d-\d\d|“[^”]+”|◦"
VALUES = {
    "en": rf"{VALUE}|[a-z ]+|\d+|[\d.,]+( to [\d.,]+)?({UNIT['en']})({OPEN['en']})?",
    "zh": rf"{VALUE}|[一-鿿]+|(不低于|第)?[\d.,]+(至[\d.,]+)?({UNIT['zh']})({OPEN['zh']})?",
}
"""What the value of a step looks like: a day, a word, a number of a series, or a figure with its unit."""


@pytest.mark.parametrize(("lang", "colon"), [("en", ": "), ("zh", "：")])
def test_every_step_says_what_its_value_is(lang, colon):
    values = {line.rpartition(colon)[2] for lines in told(lang) for line in lines if is_step(line)}
    assert not [value for value in values if not re.fullmatch(VALUES[lang], value)]


def test_no_figure_of_nothing_is_shown_without_its_reason():
    """A sum of nothing is a result, or says for which days of cover it is, or which limit leaves nothing."""
    for found in assessed():
        for part in found.entitlements:
            for step in part.steps:
                label = step.label.en
                if step.high == 0 and step.unit == "yuan" and step.source is not None:
                    assert label.startswith(("limit “", "“", "the same ")) or "of cover)" in label, label
                assert not (label.startswith("due only if") and step.high == 0), found.explain()


def test_a_sum_that_may_be_whole_is_only_perhaps_reduced():
    assert lines_with("en", r"perhaps reduced from (\S+ \w+): 0.00 to \1")
    assert not lines_with("en", r"(?<!perhaps) reduced from (\S+) (\w+): \S+ to \1 \2")
    assert lines_with("zh", r"，([\d,.]+)(\S)中超出部分可能不计：0.00至\1\2")
    assert not lines_with("zh", r"，([\d,.]+)(\S)中超出部分不计：\S+至\1\2")


def test_no_note_and_no_line_of_a_benefit_is_given_twice():
    for lines in told("en"):
        notes = [line for line in lines if line.startswith("  - ")]
        assert len(notes) == len(set(notes))
        heads = [line.split(": ")[0] for line in lines[3:] if ": " in line and line[0] != " "]
        names = [name for head in heads for name in head.split(", ")]
        assert len(names) == len(set(names))


def test_no_condition_is_noted_that_was_not_checked():
    """A claim that does not give the day of birth was not checked against an age."""
    for found in assessed():
        text = found.explain()
        if "Not given: day of birth" in text:
            assert "member's age" not in "".join(re.findall("checked against (.*)", text)), text
        if found.reason == "out_of_cover":
            checked = "".join(re.findall("checked against (.*),", text))
            assert checked in ("", "“the event is within the cover period”", "“years of cover”"), text


def test_an_explanation_read_from_json_is_the_same():
    for found in one_of_each_version().values():
        read_back = mb.Assessment.model_validate(json.loads(found.model_dump_json()))
        for lang in ("en", "zh"):
            assert read_back.explain(lang) == found.explain(lang)


def claim(event, plan, **enrolment):
    cover = mb.Enrolment(plan=plan, **enrolment)
    return mb.Claim(**MEMBER, enrolment=cover, event=event)


def test_a_condition_that_is_inferred_is_noted_once_and_says_what_is_inferred():
    stay = mb.Injury(happened_on=date(2010, 7, 1), living_days=3, hospital_days=3)
    found = mb.assess(claim(stay, "accident", cover_from=date(2008, 6, 1), fee_tier="50"))
    (note,) = [str(c) for c in found.caveats if "LDWB17" in str(c)]
    assert "“the event is within the cover period”, inferred from [LDWB17]" in note
    assert "no source states this for this version" in note
    assert "years of cover: 1 year [LDWB17, inferred]" in found.explain()
    assert "保障年数：1年 [LDWB17，推断]" in found.explain("zh")


def test_a_term_that_is_applied_to_nothing_has_no_note():
    cost = mb.MedicalExpense(happened_on=date(2019, 3, 1), setting="outpatient", self_paid=0, over_cap=60_000)
    found = mb.assess(claim(cost, "warm_aid", cover_from=date(2019, 1, 1)))
    assert not [c for c in found.caveats if c.code == "inferred" and "PKU23" in str(c)], "the top band"
    death = mb.Injury(happened_on=date(2015, 7, 1), died=True, disability_grade=1)
    found = mb.assess(claim(death, "accident", cover_from=date(2015, 6, 1), fee_tier="50"))
    assert not [c for c in found.caveats if "maximum sum" in str(c)]
    assert [c for c in found.caveats if "sum of this benefit" in str(c)]


def test_a_sum_of_nothing_says_for_which_days_of_cover_it_is():
    found = mb.assess(
        claim(
            mb.Diagnosis(happened_on=date(2018, 9, 1), disease="乳腺癌"),
            "female_illness",
            cover_from=date(2018, 3, 1),
            product="one_year",
            shares=1,
        )
    )
    assert "sum of this benefit (from day 61 of cover): 0.00 yuan [NG12" in found.explain()
    assert "互助金标准（保障期第61日起）：0.00元 [NG12" in found.explain("zh")
    assert "确诊日 2018-09-01" in found.explain("zh")


def test_a_refused_disease_is_told_as_what_the_list_does_not_name():
    ill = mb.Diagnosis(happened_on=date(2006, 5, 4), disease="influenza")
    found = mb.assess(claim(ill, "critical_illness", cover_from=date(2006, 1, 1), shares=1))
    if found.status == "refused":
        assert "disease, which the list does not name: “influenza” [SINA05" in found.explain()
    assert "病种：influenza" not in found.explain("zh")


def test_the_steps_of_a_range_end_in_that_range():
    for found in one_of_each_version().values():
        for part in found.entitlements:
            if part.status == "undetermined":
                assert (part.steps[-1].low, part.steps[-1].high) == (part.low, part.high)


def warm_aid(**costs):
    cost = mb.MedicalExpense(happened_on=date(2019, 3, 1), **costs)
    return claim(cost, "warm_aid", cover_from=date(2019, 1, 1))


HURT = mb.Injury(happened_on=date(2017, 7, 1), living_days=3, hospital_days=3)
DIED = mb.Injury(happened_on=date(2017, 7, 1), died=True, disability_grade=1)
COSTS_OVER_CAP = {"setting": "inpatient", "self_paid": 0}
TOLD = {
    "refused together": (
        claim(HURT, "accident", cover_from=date(2015, 6, 1), fee_tier="50"),
        ("Living allowance, Hospital allowance: refused: the event is outside the cover period",),
        ("生活补助互助金、住院补助互助金：不予给付：不在保障期内",),
        "maximum sum",
    ),
    "a lesser benefit": (
        claim(DIED, "accident", cover_from=date(2017, 6, 1), fee_tier="50"),
        ("payments claimed, none beside a greater benefit: 0 payments", "maximum × percentage: 0.00 yuan"),
        ("申请给付次数（已申请较高互助金，本项不计）：0次",),
        "percentage: 0 to 100%",
    ),
    "bands that differ": (
        warm_aid(over_cap=400_000, **COSTS_OVER_CAP),
        (
            "the year's costs in the band up to 50,000.00 yuan: 50,000.00 yuan [RRV, inferred]",
            "the year's costs in the top band: 250,000.00 yuan",
            "ceiling of this band: 100,000.00 yuan [LDWB20B, inferred]",
            "the same with a top band up to 250,000.00 yuan: 180,000.00 yuan [JIUSONG-B, inferred]",
            "due, as the top band is not stated: 180,000.00 to 190,000.00 yuan",
            "not stated in the public record: which top band applies",
        ),
        ("最高一段上限为250,000.00元时的应计互助金：180,000.00元 [JIUSONG-B，推断]",),
        "earlier costs",
    ),
    "bands that agree": (
        warm_aid(over_cap=60_000, **COSTS_OVER_CAP),
        (
            "the year's costs in the band up to 100,000.00 yuan: 10,000.00 yuan [RRV, inferred]",
            "sum of all bands for these costs: 26,000.00 yuan",
        ),
        ("本年度费用中属于上限100,000.00元一段的部分：10,000.00元 [RRV，推断]",),
        "top band",
    ),
    "an area that is not given": (
        claim(
            mb.HomeLoss(happened_on=date(2010, 2, 1), peril="burst_pipe", loss=900),
            "non_work_accident",
            cover_from=date(2010, 1, 1),
        ),
        ("the claim does not say: damaged area; not stated in the public record: rate, ceiling",),
        ("申请未填：受损面积；公开资料未载明：给付标准、最高限额",),
        "what others paid",
    ),
    "a cause": (
        claim(
            HURT.model_copy(update={"cause": "war"}), "accident", cover_from=date(2017, 6, 1), fee_tier="50"
        ),
        ("excluded cause: war [",),
        ("除外原因：战争 [",),
        "days claimed",
    ),
    "a setting": (
        claim(
            mb.MedicalExpense(happened_on=date(2010, 2, 1), setting="outpatient", self_paid=900),
            "hospital_medical",
            cover_from=date(2010, 1, 1),
        ),
        ("setting that is not covered: outpatient [SOHU08",),
        ("不予保障的就医类别：门诊 [SOHU08",),
        "ordinal",
    ),
    "an outpatient's costs": (
        warm_aid(setting="outpatient", self_paid=2_000),
        ("“outpatient deductible of the year” of 1,800.00 yuan, taken off here: 1,800.00 yuan",),
        ("“年度门诊起付金额”1,800.00元，本次扣除：1,800.00元",),
        "ordinal of the stay",
    ),
}
"""By what is looked at: a claim, what its explanation says in English and Chinese, what it does not say."""


@pytest.mark.parametrize("case", TOLD)
def test_an_explanation_says_what_matters_and_no_more(case):
    told_claim, en, zh, not_said = TOLD[case]
    found = mb.assess(told_claim)
    assert [line for line in en if line not in found.explain()] == []
    assert [line for line in zh if line not in found.explain("zh")] == []
    assert not_said not in found.explain()


def test_earlier_use_that_is_open_is_not_called_unstated():
    """What an earlier claim was paid is open; the record has nothing to say of it."""
    cover = mb.Enrolment(plan="critical_illness", cover_from=date(2010, 6, 1), product="three_year")
    diagnoses = [("C-1", 7, "influenza"), ("C-2", 8, "malignant_tumour")]
    _, second = mb.assess_all(
        mb.Claim(
            id=name,
            member="M-1",
            enrolment=cover,
            event=mb.Diagnosis(happened_on=date(2010, month, 1), disease=disease),
        )
        for name, month, disease in diagnoses
    )
    assert "earlier payments are not known exactly" in second.explain()
    assert "此前的给付或已用额度无法确定" in second.explain("zh")
    assert not re.search("not stated[^;]*(earlier|payments)", second.explain())
    with pytest.raises(mb.UndeterminedTotal, match="earlier payments are not known exactly; read") as error:
        _ = second.total
    assert "此前的给付或已用额度无法确定；请读取" in error.value.in_("zh")
    assert "usage." not in str(error.value)


def test_an_area_that_is_left_out_is_not_called_unstated():
    home = mb.Enrolment(plan="non_work_accident", cover_from=date(2016, 2, 1))
    pipe = mb.HomeLoss(happened_on=date(2017, 1, 4), peril="burst_pipe", loss=3000)
    told = mb.assess(mb.Claim(id="C-1", member="M-1", enrolment=home, event=pipe))
    with pytest.raises(mb.UndeterminedTotal, match=r"does not tell event\.area and the") as error:
        _ = told.total
    assert "因为申请未填受损面积（event.area）；公开资料未载明" in error.value.in_("zh")


def test_what_others_paid_is_named_only_if_they_paid():
    pipe = mb.HomeLoss(happened_on=date(2010, 2, 1), peril="burst_pipe", loss=900, area=3)
    found = mb.assess(claim(pipe, "non_work_accident", cover_from=date(2010, 1, 1)))
    assert "The cost of 900.00 yuan may be less than what is due here (0.00 yuan or more" in found.explain()
    assert "others" not in found.explain()


def test_a_renewal_beyond_the_waiting_ladder_names_its_days_too():
    ill = mb.Diagnosis(happened_on=date(2018, 9, 1), disease="乳腺癌")
    cover = {"cover_from": date(2018, 3, 1), "product": "one_year", "renewed": True}
    assert "(from day 61 of cover): 0.00 yuan" in mb.assess(claim(ill, "female_illness", **cover)).explain()
    early = mb.Diagnosis(happened_on=date(2018, 4, 20), disease="乳腺癌")
    assert "of cover)" not in mb.assess(claim(early, "female_illness", **cover)).explain()
    for day, told_days in ((date(2011, 6, 1), True), (date(2011, 2, 10), False)):
        ill = mb.Diagnosis(happened_on=day, disease="乳腺癌")
        found = mb.assess(claim(ill, "female_illness", cover_from=date(2011, 1, 1), renewed=True))
        assert found.low == 10_000, "the renewal waives the reduced period"
        assert ("(from day 91 of cover): 10,000.00 yuan" in found.explain()) is told_days


def test_terms_from_one_source_are_one_note_for_each_benefit():
    cost = {"setting": "inpatient", "self_paid": 5_000, "over_cap": 60_000}
    hardship = {"cover_from": date(2019, 1, 1), "member_class": "hardship"}
    expense = mb.MedicalExpense(happened_on=date(2019, 3, 1), **cost)
    notes = [str(each) for each in mb.assess(claim(expense, "warm_aid", **hardship)).caveats]
    first, second = [note for note in notes if "inferred from [RRV]" in note]
    assert first.startswith("Share of costs within the insurance ceiling: “deductible (hardship case)”, inf")
    assert second.startswith(
        "Share of costs above the insurance ceiling: “the year's costs in the band up to"
    )
    assert second.count("“share”") == 1


@pytest.mark.parametrize(
    ("plan", "en", "zh"),
    [
        ("hospital_medical", "costs that are shared: 100.00 yuan", "给付基数：100.00元"),
        ("warm_aid", "self-paid part one: 100.00 yuan", "自付一金额：100.00元"),
    ],
)
def test_costs_are_called_what_they_are(plan, en, zh):
    cost = mb.MedicalExpense(happened_on=date(2012, 12, 1), setting="inpatient", self_paid=100)
    found = mb.assess(claim(cost, plan, cover_from=date(2012, 3, 1)))
    assert en in found.explain()
    assert zh in found.explain("zh")


def test_the_costs_of_a_year_are_told_once_whichever_top_band_applies():
    enrolment = mb.Enrolment(plan="warm_aid", cover_from=date(2019, 1, 1))
    earlier, later = (
        mb.Claim(
            id=f"C-{month}",
            member="M",
            enrolment=enrolment,
            event=mb.MedicalExpense(happened_on=date(2019, month, 1), self_paid=0, over_cap=costs),
        )
        for month, costs in ((3, 90_000), (5, 400_000))
    )
    _, assessment = mb.assess_all([earlier, later])
    text = assessment.explain()
    assert text.count("  the same with a top band") == 2
    once = (
        "earlier costs of this kind in the year",
        "the part for earlier costs",
        "sum of all bands for these costs",
    )
    assert [text.count(line) for line in once] == [1, 1, 1]


@pytest.mark.parametrize("waiver", [None, 0, 1])
@pytest.mark.parametrize(("inclusive", "ends"), [(True, (30, 60)), (False, (29, 59))])
def test_the_sum_of_each_rung_says_for_which_days_of_cover_it_is(inclusive, ends, waiver):
    """Unless a renewal, which a waiver would take beyond the ladder, has not come to the end of it."""
    first, last = ends
    rungs = tuple(
        Rung(through=through, inclusive=inclusive, value=small_plans.figure(sum_))
        for through, sum_ in ((30, 1_00), (60, 2_00))
    )
    waiver = None if waiver is None else small_plans.figure(waiver)
    ladder = Ladder(by="day_of_cover", rungs=rungs, beyond=small_plans.figure(3_00), waiver=waiver)
    own = small_plans.plan(
        small_plans.version(small_plans.benefit(LumpSum, "death", when="died", sum=ladder))
    )
    for day, renewed in product((1, 29, 30, 31, 59, 60, 61), (False, True)):
        died = mb.Injury(happened_on=small_plans.FIRST + timedelta(day - 1), died=True)
        told = small_plans.claim(1, died, renewed=renewed)
        found = mb.assess(told, plan=own)
        rung = 0 if day <= first else 1 if day <= last else 2
        waived = renewed and waiver is not None
        assert found.total == (3 if waived and waiver.value else rung + 1)
        days = (f"days 1 to {first} of", f"days {first + 1} to {last} of", f"from day {last + 1} of")[rung]
        named = "" if waived and rung < 2 else f" ({days} cover)"
        assert f"sum of this benefit{named}: " in found.explain("en"), (day, renewed)
        assert assess_verb_by_verb(told, plan=own).entitlements == found.entitlements


@pytest.mark.parametrize(
    ("unit", "cut", "in_chinese"),
    [
        ("day", "at most 0 days, reduced from 3 days: 0 days", "为0天，3天中超出部分不计：0天"),
        (
            "fen",
            "at most 0.00 yuan, reduced from 3.00 yuan: 0.00 yuan",
            "为0.00元，3.00元中超出部分不计：0.00元",
        ),
        (
            "payment",
            "at most 0 payments, reduced from 1 payment: 0 payments",
            "为0次，1次中超出部分不计：0次",
        ),
    ],
)
def test_a_limit_of_0_is_told_as_what_leaves_nothing(unit, cut, in_chinese):
    limit = small_plans.limit("most", unit, 0)
    daily = small_plans.benefit(
        PerDiem, "daily", days="hospital_days", rate=small_plans.figure(100), limits=(limit,)
    )
    own = small_plans.plan(small_plans.version(daily))
    told = small_plans.claim(1, mb.Injury(happened_on=date(2020, 5, 4), hospital_days=3))
    found = mb.assess(told, plan=own)
    assert found.entitlements == assess_verb_by_verb(told, plan=own).entitlements
    assert f"  limit “invented”: {cut} [invented, published]" in found.explain("en").splitlines()
    assert f"  限额“虚构”{in_chinese} [invented，公开资料]" in found.explain("zh").splitlines()


def test_a_deductible_of_0_is_not_told():
    cost = mb.MedicalExpense(happened_on=date(2019, 3, 1), setting="inpatient", self_paid=5_000)
    found = mb.assess(claim(cost, "warm_aid", cover_from=date(2019, 1, 1)))
    assert "outpatient deductible" not in found.explain()
    assert not [step for step in found.entitlements[0].steps if "outpatient deductible" in step.label.en]


def test_a_limit_of_0_is_told_beside_a_deductible_of_0():
    taken_off, most = (small_plans.limit(code, "fen", 0) for code in ("taken_off", "most"))
    share = small_plans.benefit(
        ExpenseShare,
        "share",
        "medical_expense",
        share=small_plans.figure(100_00),
        yearly_deductible=taken_off,
        limits=(most,),
    )
    cost = mb.MedicalExpense(happened_on=date(2020, 5, 4), self_paid=3)
    found = mb.assess(small_plans.claim(1, cost), plan=small_plans.plan(small_plans.version(share)))
    cut = "  limit “invented”: at most 0.00 yuan, reduced from 3.00 yuan: 0.00 yuan [invented, published]"
    assert [line for line in found.explain("en").splitlines() if "“invented”" in line] == [cut]
