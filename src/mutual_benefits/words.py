"""The vocabulary of explanations: labels, units and reasons, in English and in Chinese."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from .calculators.bounded import ends, span
from .calculators.traced import RawStep
from .money import to_yuan
from .sources import Basis, Source, Text


def _t(en: str, zh: str) -> Text:
    return Text.trusted(en=en, zh=zh)


STEPS = {
    "days_claimed": _t("days claimed", "申请天数"),
    "waiting_days": _t("waiting days, not paid", "免赔天数"),
    "days_after_waiting": _t("days after the waiting days", "扣除免赔天数后的天数"),
    "daily_rate": _t("rate per day", "每日标准"),
    "days_times_rate": _t("days × rate", "天数 × 每日标准"),
    "lump_sum": _t("sum of this benefit", "该项互助金标准"),
    "shares": _t("shares", "份数"),
    "sum_payable": _t("sum payable", "应付互助金"),
    "maximum_sum": _t("maximum sum", "最高互助金"),
    "percentage": _t("percentage", "给付比例"),
    "graded_sum": _t("maximum × percentage", "最高互助金 × 给付比例"),
    "shares_counted": _t("shares that count", "计入份数"),
    "most_shares": _t("most shares", "份数上限"),
    "day_of_cover": _t("day of cover", "保障期第几日"),
    "waiting_period": _t("waiting period", "等待期"),
    "age_below": _t("age below", "年龄须低于"),
    "age_least": _t("age at least", "年龄不低于"),
    "too_old_from": _t("reaches the age limit on", "达到年龄上限之日"),
    "old_enough_from": _t("old enough from", "达到最低年龄之日"),
    "paid_before": _t("payments before", "此前给付次数"),
    "self_paid": _t("paid by the member", "个人自付金额"),
    "ordinal": _t("ordinal of the stay", "住院次序"),
    "deductible": _t("deductible", "起付金额"),
    "base": _t("left after the deductible", "扣除起付金额后"),
    "share": _t("share", "给付比例"),
    "base_times_share": _t("base × share", "基数 × 给付比例"),
    "least_payment": _t("least payment", "最低给付金额"),
    "over_cap": _t("costs above the insurance ceiling", "超封顶线费用"),
    "other_cover": _t("paid by other cover", "其他保障已付"),
    "costs_after_other_cover": _t("left after other cover", "扣除其他保障后"),
    "costs_before": _t("such costs earlier in the year", "本年度此前累计"),
    "costs_in_band": _t("of the year's costs in this band", "本年度费用中属于该段的部分"),
    "band_sum": _t("sum of this band", "该段互助金"),
    "banded": _t("all bands, less what earlier costs came to", "各段合计减去此前费用所得"),
    "loss": _t("loss", "损失金额"),
    "share_of_loss": _t("loss × percentage", "损失金额 × 给付比例"),
    "ceiling": _t("ceiling", "最高限额"),
    "within_ceiling": _t("within the ceiling", "限额以内的金额"),
    "area": _t("damaged area", "受损面积"),
    "rate_per_area": _t("rate per square metre", "每平方米标准"),
    "area_times_rate": _t("area × rate", "面积 × 每平方米标准"),
    "event_day": _t("day of the event", "事故发生日"),
    "cover_first_day": _t("first day of cover", "保障起始日"),
    "cover_years": _t("years of cover", "保障年数"),
    "cover_end": _t("cover ends before", "保障终止日（不含当日）"),
    "days_to_notice": _t("days from the event to the notice", "事故至通知的天数"),
    "notice_days": _t("days allowed for the notice", "通知期限"),
    "claim_day": _t("day of the claim", "申请日"),
    "last_claim_day": _t("last day to claim", "申请截止日"),
}
"""The label of each step that a formula names."""

UNITS = {
    "day": _t("days", "天"),
    "yuan": _t("yuan", "元"),
    "yuan_per_day": _t("yuan a day", "元/天"),
    "yuan_per_square_metre": _t("yuan a square metre", "元/平方米"),
    "square_metre": _t("m²", "平方米"),
    "percent": _t("%", "%"),
    "ordinal_day": _t("", ""),
    "ordinal": _t("", ""),
    "payment": _t("payment", "次"),
    "share": _t("shares", "份"),
    "year": _t("years", "年"),
    "date": _t("", ""),
}
"""The units of steps, as they are written behind a value."""

_HUNDREDTHS = {
    "fen": "yuan",
    "fen_per_day": "yuan_per_day",
    "fen_per_square_metre": "yuan_per_square_metre",
    "hundredth_square_metre": "square_metre",
    "basis_points": "percent",
}

Shown = int | Decimal | str
"""A value as people write it: yuan and percent with two places, whole days, ISO dates."""

REASONS = {
    "out_of_cover": _t("the event lies outside the cover period", "事故发生日不在保障期内"),
    "excluded_cause": _t("the cause is excluded", "属于除外责任的原因"),
    "waiting_period": _t("the waiting period is not over", "仍在等待期内"),
    "not_on_list": _t("the disease is not on the list", "不在保障病种之内"),
    "in_situ_excluded": _t("carcinoma in situ is excluded", "原位癌除外"),
    "no_surgery": _t("there was no operation", "未施行手术"),
    "age_limit": _t("the member's age is outside the limits", "年龄不符合规定"),
    "sex_not_covered": _t("the plan does not cover members of this sex", "性别不符合规定"),
    "setting_not_covered": _t("costs of this setting are not covered", "该类就医费用不在保障范围"),
    "cover_ended": _t("cover ended with an earlier payment", "保障已因先前给付而终止"),
    "paid_before": _t("this disease was paid before", "该病种此前已给付"),
    "other_route": _t("the injury is settled by the disability route", "该伤害按伤残途径给付"),
    "late_notice": _t("the association was told too late", "超过通知期限"),
    "late_claim": _t("the claim was made too late", "超过申请期限"),
}
"""Why a benefit is refused, by the stable code of the reason."""

STATUSES = {
    "payable": _t("payable", "应付"),
    "nil": _t("nil", "无应付"),
    "undetermined": _t("undetermined", "无法确定"),
    "refused": _t("refused", "不予给付"),
}

BASES = {
    Basis.SEED: _t("seed", "起始资料"),
    Basis.PUBLISHED: _t("published", "公开资料"),
    Basis.INFERRED: _t("inferred", "推断"),
}


def outward(value: Any, unit: str) -> tuple[Shown, Shown | None, str]:
    """A value of the engine, or its bounds, as people write it: least, most (None if open), unit."""
    low, high = ends(value)
    low = 0 if low is None else low  # an open lower end occurs only in steps on the way to a sum
    if unit == "date":
        first = date.fromordinal(low).isoformat()
        return first, None if high is None else date.fromordinal(high).isoformat(), unit
    if unit in _HUNDREDTHS:
        return to_yuan(low), None if high is None else to_yuan(high), _HUNDREDTHS[unit]
    return low, high, unit


def number(value: Shown, unit: str) -> str:
    """A value as text, thousands set apart; percent without idle zeros."""
    if isinstance(value, str):
        return value
    whole, point, places = str(value).partition(".")
    if unit == "percent":
        return f"{whole}{point}{places}".rstrip("0").rstrip(".") if point else whole
    return f"{int(whole):,}{point}{places}"


@lru_cache(maxsize=4096)
def quantity(low: Shown, high: Shown | None, unit: str, lang: str) -> str:
    """A value or its bounds with the unit: `20 days`, `0.00 to 5,000.00 yuan`."""
    named = UNITS[unit].in_(lang)
    gap = "" if lang == "zh" or named in ("", "%") else " "
    least = number(low, unit)
    if high is None:
        least = f"{least}{gap}{named}"
        return f"不低于{least}，上限未知" if lang == "zh" else f"{least} or more, no known maximum"
    if low == high:
        return f"{least}{gap}{named}"
    return f"{least}{'至' if lang == 'zh' else ' to '}{number(high, unit)}{gap}{named}"


def label(step: RawStep) -> Text:
    """What a step worked out, in words."""
    if step.limit is None or step.around is None:
        return _plain_label(step.label, step.key)
    asked, used, ceiling = step.around
    cut = ends(step.value) != ends(asked)
    name = step.limit.name
    return _limit_label(name.en, name.zh, step.unit, ends(asked) if cut else None, ends(used), ends(ceiling))


@lru_cache(maxsize=1024)
def _plain_label(code: str, key: str | int | None) -> Text:
    text = STEPS[code]
    return text if key is None else _t(f"{text.en} ({key})", f"{text.zh}（{key}）")


Ends = tuple[int | None, int | None]


@lru_cache(maxsize=4096)
def _limit_label(en: str, zh: str, unit: str, cut: Ends | None, used: Ends, ceiling: Ends) -> Text:
    def said(bounds: Ends, lang: str) -> str:
        return quantity(*outward(span(*bounds), unit), lang)

    en = f"limit “{en}”: at most {said(ceiling, 'en')}"
    zh = f"限额“{zh}”：最多{said(ceiling, 'zh')}"
    if used != (0, 0):
        en += f", {said(used, 'en')} used before"
        zh += f"，此前已用{said(used, 'zh')}"
    if cut is not None:
        en += f", which cuts {said(cut, 'en')}"
        zh += f"，超出限额的部分不计（申请{said(cut, 'zh')}）"
    return _t(en, zh)


def cited(source: Source | None, basis: Basis | None, lang: str) -> str:
    """The source of a figure behind it: ` [CSDN, inferred]`."""
    if source is None:
        return ""
    if basis is None or source.id == basis.value:
        return f" [{source.id}]"
    return f" [{source.id}, {BASES[basis].in_(lang)}]"


CAVEATS = {
    "version_known_to_month": _t(
        "The record dates this version to the month of {first} only; {day} lies in that month.",
        "公开资料仅载明本版本自 {first} 所在月份起施行；{day} 在该月内。",
    ),
    "version_known_to_year": _t(
        "The record dates this version to the year of {first} only; {day} lies in that year.",
        "公开资料仅载明本版本自 {first} 所在年份起施行；{day} 在该年内。",
    ),
    "not_checked": _t(
        "{fact} was not given, so the condition that needs it was not checked.",
        "未提供 {fact}，相关条件未予核对。",
    ),
    "disease_not_named": _t(
        "The record's list of diseases does not name “{disease}”.",
        "公开资料的病种清单未列“{disease}”。",
    ),
    "disease_not_named_near": _t(
        "The record's list of diseases does not name “{disease}”; did you mean {near.en}?",
        "公开资料的病种清单未列“{disease}”；是否指{near.zh}？",
    ),
    "cause_not_listed": _t(
        "The cause {cause} is not among the excluded causes that the record names; that list may be cut.",
        "原因 {cause} 不在公开资料所列的除外责任之内；该清单可能不完整。",
    ),
    "inferred": _t(
        "{benefit.en}: “{term.en}” is inferred and written nowhere [{source.id}].",
        "{benefit.zh}：“{term.zh}”为推断，并无明文 [{source.id}]。",
    ),
    "reading": _t(
        "Reading {name} is “{chosen}”; under “{other}” the claim would come to {total.en}.",
        "条款解读 {name} 取“{chosen}”；若取“{other}”，则为{total.zh}。",
    ),
    "reading_unanswered": _t(
        "Reading {name} is “{chosen}”; under “{other}” no version would answer the claim.",
        "条款解读 {name} 取“{chosen}”；若取“{other}”，则无适用版本。",
    ),
}
"""What to know before relying on a result, by the code of the caveat."""


def caveat(code: str, **given: Any) -> Text:
    """A caveat's words, with what it speaks of filled in."""
    said = CAVEATS[code]
    return _t(said.en.format(**given), said.zh.format(**given))


def money(low: int, high: int | None) -> Text:
    """A sum in fen, or its bounds, in words."""
    least, most = to_yuan(low), None if high is None else to_yuan(high)
    return _t(quantity(least, most, "yuan", "en"), quantity(least, most, "yuan", "zh"))


def listed(texts: Iterable[Text]) -> Text:
    """Several names in a row."""
    named = tuple(texts)
    return _t(" or ".join(text.en for text in named), "、".join(text.zh for text in named))
