"""Columns that would be passed over or overwritten in silence are refused, on every engine."""

import re
from datetime import date
from decimal import Decimal

import narwhals.stable.v2 as nw
import polars as pl
import pyarrow as pa
import pytest
import strategies_tables as our

import mutual_benefits as mb
from mutual_benefits.files.chinese_headings import HEADINGS
from mutual_benefits.files.header import read_header
from mutual_benefits.rules.own_facts import Fact
from mutual_benefits.tables.column_names import AFTER, BEFORE, FIELDS, MONEY, check_names, nearly

every_engine = pytest.mark.parametrize("engine", our.ENGINES)
INJURY = {"happened_on": date(2016, 5, 4), "cover_from": date(2016, 1, 1), "fee_tier": "100"}
EXPENSE = {"happened_on": date(2016, 5, 4), "cover_from": date(2016, 1, 1)}
MISSPELT = {
    "living_days": ("livng_days", "Living Days", "living-days", "LIVING_DAYS", "livingDays", "livign_days"),
    "happened_on": ("happend_on", "hapened_on"),
    "cover_from": ("cover_form", "coverfrom"),
    "fee_tier": ("fee_teir", "Fee Tier"),
    "disability_grade": ("disabilty_grade", "disability_grades"),
    "shares": ("share",),
    "member": ("members", "Member", "memebr", "mamber", "membr"),
    "id": ("ID", "Id", "di"),
    "died": ("diedd", "dieds", "die", "dide", "death", "ided"),
    "cause": ("cuase", "caus", "couse", "causes"),
    "sex": ("sexx",),
    "days": ("dayss", "dsys"),
    "份数": ("数份",),
    "disease": ("diseases", "disease_"),
    "notified_on": ("notifed_on",),
    "self_paid": ("selfpaid", "Self-Paid"),
    "other_cover": ("othercover", "other_covers"),
    "报案日": ("报案日期",),
    "出险日": ("出险日期",),
    "事故日": ("事故日期",),
    "住院天数": ("住院 天数",),
    "护理天数": ("护理天",),
    "会员编号": ("会员号",),
    "身故": ("是否身故",),
}
"""What is meant, with the names that it is nearly written as."""

CALLED_ELSEWHERE = {
    "died": (
        *("dead", "Deceased", "died?", "died (y, n)", "died*", "died (date)", "died:", "1. died", "a) died"),
        *(
            "c.died",
            "event.died",
            "claim/died",
            "#died",
            "'died'",
            "(died)",
            "Q1: died",
            "is_died",
            "Has died?",
            "is_dead",
            "died_yn",
        ),
        *("2) died [0/1]:", "died flag"),
    ),
    "surgery": ("had_surgery", "surgery_flag"),
    "member": ("member_id", "Member No", "membernumber"),
    "born_on": ("birthday", "birth_date", "DOB"),
    "sex": ("gender",),
    "身故": (
        *(
            "死亡",
            "是否死亡",
            "身故（是/否）",
            "身故：是/否",
            "身故？",
            "身故（1是，0否）",
            "*身故",
            "（一）身故",
        ),
        *(
            "三、身故",
            "1.身故",
            "①身故",
            "2 身故",
            "【必填】身故（是/否）*",
            "必填：身故",
            "“身故”",
            "身故：",
            "（身故）",
        ),
        *("身故 是/否", "身故标志"),
    ),
    "原因": ("事故原因",),
    "伤残等级": ("伤残级别",),
    "生活补助天数": ("生活天数", "生活补助天数（天，含当日）", "生活补助天数，单位天"),
    "会员编号": ("会员卡号", "身份证号", "身份证号码*"),
    "会员": ("会员姓名", "姓名"),
    "报案日": ("报案时间",),
    "超封顶线费用": (
        "超封顶线费用（元）",
        "超封顶线费用 元",
        "（元）超封顶线费用",
        "¥ 超封顶线费用",
        "超封顶线费用 万元",
    ),
    "住院天数": ("住院天数（天）", "住院天数/天", "住院天数_天", "1.住院天数", "3、住院天数（天）（必填）"),
    "出险日": ("出险日（年月日）", "出险时间（年月日）"),
    "hospital_days": ("hospital_days (days)", "Hospital days [days]", "hospital_days: number"),
    "self_paid": ("self_paid(yuan)", "self_paid_rmb"),
    "over_cap": ("over_cap/yuan", "over_cap RMB", "Over_Cap Yuan"),
    "living_days": ("living_days days", "living_days, days"),
}
"""What a fact is called elsewhere, or with its unit: so may another column be called beside its own, but not
in its place."""

OWN_NAMES = [
    name
    for line in (
        "day date days_total total_days days_off name note notes remark comment id_card id_no",
        "card_id card case case_id claim_no claim_date member_id member_name member_no",
        "membership card_no cover_to cover_until cover_days fee fee_paid fee_amount tier age",
        "gender birthday birth_date born born_in hospital hospital_name hospital_dates ward",
        "admitted_on discharged_on claimed claimed_by notified_by approved_on paid paid_on",
        "payment total amount cost living_cost living_days_before hospital_days_2",
        "product_name product_code plan_name diagnosis diagnosis_code icd10 disease_code",
        "disease_name cause_of_death cause_text grade level severity_score surgery_date",
        "death_date died_on branch department unit employer union city district bank account",
        "phone region area_code loss_ratio losses house kin kindred child_name children",
        "sexual settings_file share_price shared row row_no seq order source file created_at",
        "updated_at x y z count number flag ok error type category group label 备注 姓名",
        "born_at overlap clause pays plant los kid page date area1 days2 causation plan_b p_kind",
        "is_open desk role less lost lots sitting pain state settled resident 是否住院 身故日 手术费",
        "子女数 赔付金额 支付金额 人员类别 职务 住院号 科室 车间 岗位 工种 电子邮箱 开户行",
        "身份证号 单位 部门 电话 序号 工会 会员姓名 产品名称 出院日期 医院名称 病种编码",
        "总天数 自费金额 报销金额 合计 身故日期 保障终止日 会员单位",
    )
    for name in line.split()
]


def rows_of(*rows, **types):
    """Rows as a Polars frame, with the types that plain values leave open."""
    return pl.DataFrame(list(rows), schema_overrides=types, orient="row")


@pytest.mark.parametrize(
    ("right", "written"), [(one, each) for one, all_ in MISSPELT.items() for each in all_]
)
def test_a_name_that_is_nearly_one_that_is_read_is_told_apart(right, written):
    assert nearly(written, (*FIELDS, *HEADINGS)) == right


@pytest.mark.parametrize("name", [*OWN_NAMES, *FIELDS, *HEADINGS])
def test_a_name_of_ones_own_or_one_that_is_read_is_near_none(name):
    assert nearly(name, (*FIELDS, *HEADINGS)) is None


@pytest.mark.parametrize(
    ("right", "written"), [(one, each) for one, all_ in CALLED_ELSEWHERE.items() for each in all_]
)
def test_what_a_fact_is_called_elsewhere_is_told_where_the_fact_has_no_column(right, written):
    field = HEADINGS.get(right, right)
    assert nearly(written, (*FIELDS, *HEADINGS), fields=set(FIELDS) - {field}) == right
    assert nearly(written, (*FIELDS, *HEADINGS), fields={field}) is None


@pytest.mark.parametrize(
    ("right", "written"),
    [
        *(("loss", "1. loss（单位：元）"), ("住院天数", "一、住院天数：天"), ("died", "(1) died (y:1)")),
        *(("days", "* days:天"), ("id", "12 - id (days)"), ("died", "【必填】2. died/身故: y")),
        *(("身故", "受伤情况_身故"), ("身故", "受伤情况 - 身故：是/否"), ("住院天数", "3.住院_住院天数-天")),
    ],
)
def test_a_name_is_found_whatever_stands_around_it_together(right, written):
    assert nearly(written, (*FIELDS, *HEADINGS), fields=()) == right


@pytest.mark.parametrize(
    "name",
    [
        *("配偶_出生日期", "子女 - 性别", "【监护人】姓名", "1. 收款人_姓名", "医生：性别", "上年_住院天数"),
        *("会员单位", "联系人_身份证号", "去年/住院天数"),
    ],
)
def test_what_is_told_of_others_or_of_an_earlier_year_is_near_none(name):
    assert nearly(name, (*FIELDS, *HEADINGS), fields=()) is None


@pytest.mark.parametrize(
    ("right", "written"),
    [
        *(("身故", "【家属填写】身故"), ("住院天数", "住院天数（医生证明）"), ("子女", "子女（姓名）")),
        *(
            ("出生日期", "经办人员填：出生日期"),
            ("子女", "家庭_子女"),
            ("身故", "子女_身故"),
            ("住院天数", "住院天数单位天"),
        ),
    ],
)
def test_who_fills_a_column_in_is_not_whose_fact_it_is(right, written):
    assert nearly(written, (*FIELDS, *HEADINGS), fields=()) == right


@pytest.mark.parametrize("written", [*(f"{each}身故" for each in BEFORE), *(f"身故{each}" for each in AFTER)])
def test_what_may_stand_around_a_name_has_an_example(written):
    assert nearly(written, (*FIELDS, *HEADINGS), fields=()) == "身故"


OTHERS_WITH_SOMETHING_AROUND = (
    *(
        "is_member",
        "has_loss",
        "was_cause",
        "30 days",
        "2_days",
        "2016.days",
        "died_on",
        "身故日期",
        "住院天数_上次",
    ),
    *(
        "(previous)",
        "(a)" * 20,
        "1.",
        "：",
        "（）",
        "(died on)",
        "3.科室",
        "*单位",
        "is_paid",
        "is_child (y/n)",
    ),
)


@pytest.mark.parametrize("name", OTHERS_WITH_SOMETHING_AROUND)
def test_another_name_with_something_around_it_stays_a_name_of_its_own(name):
    assert nearly(name, (*FIELDS, *HEADINGS), fields=()) is None


@pytest.mark.parametrize(("name", "right"), [("\ufeffdied", "died"), ("身\u200b故", "身故")])
def test_a_character_without_a_width_is_a_blank_in_a_name(name, right):
    assert nearly(name, (*FIELDS, *HEADINGS)) == right


EVERY_MISSPELT = [
    (HEADINGS.get(right, right), name)
    for names in (MISSPELT, CALLED_ELSEWHERE)
    for right, written in names.items()
    for name in written
]


@pytest.mark.parametrize(("right", "written"), [*EVERY_MISSPELT, *((f, h) for h, f in HEADINGS.items())])
def test_frames_refuse_the_names_that_files_refuse_and_chinese_headings(right, written):
    """Files read Chinese headings."""
    field = "happened_on" if right in ("事故日", "出险日") else right
    others = [name for name in FIELDS if name != field]
    with pytest.raises(mb.InvalidTable, match="is not read") as refused:
        check_names([*others, written])
    assert (refused.value.columns, refused.value.choices) == ((written,), (field,))
    if written not in HEADINGS:
        with pytest.raises(mb.InvalidTable, match=re.escape(written)):
            read_header([*others, written])


def test_frames_and_files_keep_the_same_names():
    own = [name for name in dict.fromkeys(OWN_NAMES) if name not in (*FIELDS, *HEADINGS)]
    check_names([*FIELDS, *own])
    assert read_header([*FIELDS, *own]).extra == own


@every_engine
def test_a_misspelt_column_is_refused_with_a_suggestion_unless_it_is_to_be_kept(engine):
    frame = our.ENGINES[engine].make(rows_of(INJURY | {"livng_days": 25, "day": "Wednesday"}))
    with pytest.raises(
        mb.InvalidTable, match=r"'livng_days'.*'living_days'.*extra_columns='keep'"
    ) as refused:
        mb.assess_table(frame, plan="accident")
    assert (refused.value.columns, refused.value.choices) == (("livng_days",), ("living_days",))
    (kept,) = our.dicts(mb.assess_table(frame, plan="accident", extra_columns="keep"))
    assert (kept["livng_days"], kept["day"], kept["status"]) == (25, "Wednesday", "nil")


@pytest.mark.parametrize("engine", ["duckdb"])
@pytest.mark.parametrize("name", ["Living_Days", "STATUS", "Total_Fen"])
def test_an_engine_that_ignores_case_never_takes_another_column_for_ours(engine, name):
    frame = our.ENGINES[engine].make(rows_of(INJURY | {name: 25}))
    with pytest.raises(mb.InvalidTable, match=name):
        mb.assess_table(frame, plan="accident", extra_columns="keep")


@every_engine
@pytest.mark.parametrize("name", ["status", "version", "total_fen", "total_yuan", "death_sum_low_fen"])
def test_a_table_with_results_is_refused_with_the_remedy(engine, name):
    frame = our.ENGINES[engine].make(rows_of(INJURY | {name: "x"}))
    with pytest.raises(mb.InvalidTable, match=f"already has {name}.*drop or rename.*select"):
        mb.assess_table(frame, plan="accident")


@every_engine
def test_a_result_is_not_assessed_again_but_its_claims_are(engine):
    frame = our.ENGINES[engine].make(rows_of(INJURY | {"living_days": 25}))
    result = mb.assess_table(frame, plan="accident")
    with pytest.raises(mb.InvalidTable, match="already has"):
        mb.assess_table(result, plan="accident")
    claims = nw.from_native(result).select(*INJURY, "living_days").to_native()
    assert our.dicts(mb.assess_table(claims, plan="accident")) == our.dicts(result)


@every_engine
def test_a_column_named_caveats_is_refused_only_where_it_would_be_overwritten(engine):
    frame = our.ENGINES[engine].make(rows_of(INJURY | {"caveats": "mine"}))
    (kept,) = our.dicts(mb.assess_table(frame, plan="accident"))
    assert kept["caveats"] == "mine"
    with pytest.raises(mb.InvalidTable, match="already has caveats"):
        mb.assess_table(frame, plan="accident", caveats=True)


@every_engine
@pytest.mark.parametrize("name", ["__mb_day", "__MB_living_days"])
def test_names_of_helper_columns_are_refused(engine, name):
    frame = our.ENGINES[engine].make(rows_of(INJURY | {name: 7}))
    with pytest.raises(mb.InvalidTable, match=name):
        mb.assess_table(frame, plan="accident", extra_columns="keep")


@every_engine
def test_whole_numbers_of_money_need_a_unit(engine):
    frame = our.ENGINES[engine].make(rows_of(EXPENSE | {"self_paid": 480_000, "over_cap": 5}))
    with pytest.raises(mb.InvalidTable, match=r"self_paid, over_cap.*unit='fen' or unit='yuan'") as refused:
        mb.assess_table(frame, plan="hospital_medical")
    assert refused.value.columns == ("self_paid", "over_cap")
    fen = rows_of(EXPENSE | {"self_paid": Decimal("4800.00"), "over_cap": Decimal("0.05")})
    (wanted,) = our.dicts(mb.assess_table(fen, plan="hospital_medical"))
    (found,) = our.dicts(mb.assess_table(frame, plan="hospital_medical", unit="fen"))
    sums = [name for name in wanted if name.endswith("_fen")]
    assert [found[name] for name in sums] == [wanted[name] for name in sums]


@every_engine
def test_money_in_decimals_and_areas_need_no_unit(engine):
    home = INJURY | {"fee_tier": "50", "kind": "home_loss", "loss": Decimal("100.00"), "area": 3}
    frame = our.ENGINES[engine].make(rows_of(home))
    (found,) = our.dicts(mb.assess_table(frame, plan="non_work_accident"))
    assert "total_fen" in found
    assert found["reason"] not in ("invalid_loss", "invalid_area")
    assert "area" not in MONEY


@every_engine
def test_whole_numbers_in_decimals_are_whole_numbers(engine):
    """25 and 8 days are 25 and 8, not 2,500 and 800; a part of a day is no number of days."""
    cells = [Decimal(25), Decimal(8), Decimal("2.50"), None, *map(Decimal, (10**17, 10**20, -(10**20), -1))]
    days = pa.array(cells, pa.decimal128(24, 2))
    rows = [INJURY | {"shares": Decimal(1)}] * len(cells)
    frame = rows_of(*rows).with_columns(living_days=pl.from_arrow(days))
    found = our.dicts(mb.assess_table(our.ENGINES[engine].make(frame), plan="accident"))
    assert [row["total_fen"] for row in found] == [160_000, 64_000, None, 0, *[None] * 4]
    wrong = "invalid_living_days"
    assert [row["reason"] for row in found] == [None, None, wrong, None, *[wrong] * 4]


NULLS = {
    "member": "invalid_member",
    "happened_on": "invalid_happened_on",
    "cover_from": "invalid_cover_from",
    "fee_tier": "unknown_fee_tier",
    "living_days": None,
    "kind": None,
    "cause": None,
    "died": None,
    "loss": None,
    "born_on": None,
    "id": None,
}


@every_engine
@pytest.mark.parametrize("name", NULLS)
def test_a_column_of_nulls_alone_is_read_as_nulls(engine, name):
    our.skip_where_nulls_are_whole_numbers(engine)
    frame = rows_of(*[INJURY | {"hospital_days": 3, name: None}] * 2)
    made = our.ENGINES[engine].make(frame) if engine != "pandas" else our.numpy_types(frame)
    result = mb.assess_table(made, plan="accident")
    assert [row["reason"] for row in our.dicts(result)] == [NULLS[name]] * 2
    if engine in ("polars", "pyarrow"):
        assert nw.from_native(result).select(*frame.columns).to_native().equals(made)


@every_engine
@pytest.mark.parametrize("name", ["member", "id", "cause", "injury_kind", "fee_tier", "product"])
def test_an_empty_text_is_refused_as_in_a_claim(engine, name):
    frame = our.ENGINES[engine].make(
        rows_of(INJURY | {name: ""}, INJURY | {"member": "M", "id": "C"} | {name: ""})
    )
    found = our.dicts(mb.assess_table(frame, plan="accident"))
    assert found[1]["reason"] == f"invalid_{name}"


@every_engine
def test_a_row_without_a_kind_has_the_kind_that_its_columns_tell(engine):
    common = {**INJURY, "fee_tier": "50", "cover_from": date(2016, 1, 1)}
    rows = [
        common | {"kind": None, "child": "Xiaohua", "died": True},
        common | {"kind": "injury", "died": True},
        common | {"kind": None, "died": True},
    ]
    whole = rows_of(*rows)
    found = our.dicts(mb.assess_table(our.ENGINES[engine].make(whole), plan="non_work_accident"))
    told = whole.with_columns(kind=pl.Series(["child_injury", "injury", "injury"]))
    wanted = our.dicts(mb.assess_table(told, plan="non_work_accident"))
    sums = [name for name in wanted[0] if name.endswith("_fen") or name in ("status", "reason")]
    assert [[row[n] for n in sums] for row in found] == [[row[n] for n in sums] for row in wanted]


def test_a_column_of_an_unknown_type_is_refused_by_its_name():
    frame = rows_of(INJURY | {"cause": ["fall"]})
    with pytest.raises(mb.InvalidTable, match="column cause holds"):
        mb.assess_table(frame, plan="accident")


@pytest.mark.parametrize(
    ("extra", "error"), [("ignore", mb.InvalidTable), (None, mb.InvalidArgument), (True, mb.InvalidArgument)]
)
def test_another_way_with_extra_columns_is_refused(extra, error):
    with pytest.raises(error, match="'check' or 'keep'"):
        mb.assess_table(rows_of(INJURY), plan="accident", extra_columns=extra)


@pytest.mark.parametrize("column", ["生活补助天数", "days at home", "住院天数", "伤残等级", "death"])
def test_a_column_named_by_a_fact_in_words_is_not_passed_over(column):
    """Data frames have the fields' own names; files may have Chinese headings."""
    row = {"happened_on": date(2016, 5, 4), "cover_from": date(2016, 1, 1), "fee_tier": "100", column: 3}
    with pytest.raises(mb.InvalidTable, match="did you mean") as caught:
        mb.assess_table(pl.DataFrame([row]), plan="accident")
    assert caught.value.columns == (column,)
    kept = mb.assess_table(pl.DataFrame([row]), plan="accident", extra_columns="keep")
    assert kept["status"].to_list() == ["nil"]


def test_the_name_of_a_declared_fact_with_its_unit_is_told_too():
    fact = Fact(name=mb.Text(en="total bill", zh="总费用"), kind="money")
    for name in ("总费用（元）", "Total bill (yuan)", "1.总费用", "（元）总费用"):
        with pytest.raises(mb.InvalidTable, match="total_bill"):
            check_names([*FIELDS, name], own_facts={"total_bill": fact})
