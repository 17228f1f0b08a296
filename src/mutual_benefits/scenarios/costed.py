"""Costs of cover and their assumptions in words, in English and in Chinese."""

from decimal import Decimal
from typing import Any

from ..vocabulary import EVENTS, both
from .assumed import plain, said, severity_lines
from .cover_assumptions import Cohort, CoverAssumptions
from .cover_cost import CostOfCover, Estimate
from .fact_words import fact_name, fact_said

COVER = {
    "assumed": both(
        "ASSUMPTIONS of the caller, no published figures: plan {plan}, events of the first {days} days",
        "使用者的假设，并非公布数字：计划 {plan}，保障首 {days} 日内的事故",
    ),
    "note": both("  {note}", "  {note}"),
    "cohort": both("  weight {weight}: {enrolled}", "  权重 {weight}：{enrolled}"),
    "count": both("  {event}, number for each member: {said}", "  {event}，每名会员次数：{said}"),
    "heading": both(
        "Cost of cover by simulation: {simulations} portfolios of {members} members, seed {seed}",
        "保障成本模拟：{simulations} 次，每次 {members} 名会员，随机种子 {seed}",
    ),
    "book": both("Rule book: {book}", "规则：{book}"),
    "low": both("Cost a member, yuan: {said}", "每名会员成本（元）：{said}"),
    "least": both("Cost a member, yuan, at least: {said}", "每名会员成本（元），不低于：{said}"),
    "most": both("Cost a member, yuan, at most: {said}", "每名会员成本（元），不高于：{said}"),
    "endless": both("No known maximum: the record leaves terms open", "上限未知：公开资料未载明相关条款"),
    "estimate": both(
        "{mean} ({low} to {high} with confidence {level})", "{mean}（置信度 {level}：{low} 至 {high}）"
    ),
    "fee": both("Fee a member, yuan: {fee}", "每名会员会费（元）：{fee}"),
    "no_fee": both("No loss ratio: the record does not state the fee", "无赔付率：公开资料未载明会费"),
    "free": both("No loss ratio: no fee is due", "无赔付率：无需缴纳会费"),
    "ratio_low": both("Loss ratio: {said}", "赔付率：{said}"),
    "ratio_least": both("Loss ratio, at least: {said}", "赔付率，不低于：{said}"),
    "ratio_most": both("Loss ratio, at most: {said}", "赔付率，不高于：{said}"),
    "claims": both(
        "{claims} simulated claims, {open} of them open", "模拟申请 {claims} 件，其中待定 {open} 件"
    ),
}


def assumption_lines(assumptions: CoverAssumptions, lang: str) -> list[str]:
    """The assumptions, line by line."""
    lines = [_say("assumed", lang, plan=assumptions.plan, days=assumptions.days)]
    lines += [_say("note", lang, note=assumptions.note)] if assumptions.note else []
    for cohort in assumptions.cohorts:
        lines.append(_say("cohort", lang, weight=plain(cohort.weight), enrolled=_enrolled(cohort, lang)))
    for incidence in assumptions.incidences:
        event = EVENTS[incidence.event].in_(lang)
        lines.append(_say("count", lang, event=event, said=said(incidence.count, "", lang)))
        lines += severity_lines(incidence, lang)
    return lines


def _enrolled(cohort: Cohort, lang: str) -> str:
    """How the members of a cohort are enrolled, in words."""
    given = cohort.enrolment.model_dump(exclude_defaults=True, exclude={"plan"})
    told = []
    for name, value in given.items():
        own = fact_said(name, value).in_(lang)
        # “tier 26” needs no “fee tier” before it.
        told.append(own if name == "fee_tier" else f"{fact_name(name).in_(lang)} {own}")
    return ("，" if lang == "zh" else ", ").join(told)


def cost_lines(cost: CostOfCover, lang: str) -> list[str]:
    """The result with all that it assumes, line by line."""
    sizes = {"simulations": f"{cost.simulations:,}", "members": f"{cost.members:,}", "seed": cost.seed}
    stated = cost.cost_high == cost.cost_low
    lines = [_say("heading", lang, **sizes), _say("book", lang, book=cost.book.in_(lang))]
    lines.append(_say("claims", lang, claims=f"{cost.claims:,}", open=f"{cost.undetermined:,}"))
    ends = [("low" if stated else "least", cost.cost_low)]
    ends += [("most", cost.cost_high)] if cost.cost_high is not None and not stated else []
    lines += [_say(name, lang, said=_estimate(one, cost.confidence, lang)) for name, one in ends]
    lines += [_say("endless", lang)] if cost.cost_high is None else []
    if cost.fees is None or cost.loss_ratio_low is None:
        lines.append(_say("no_fee" if cost.fees is None else "free", lang))
    else:
        lines.append(_say("fee", lang, fee=cost.fees))
        ratios = [("ratio_low" if stated else "ratio_least", cost.loss_ratio_low)]
        if cost.loss_ratio_high is not None and not stated:
            ratios.append(("ratio_most", cost.loss_ratio_high))
        lines += [_say(name, lang, said=_estimate(one, cost.confidence, lang)) for name, one in ratios]
    return [*lines, *assumption_lines(cost.assumptions, lang)]


def _estimate(one: Estimate, level: Decimal, lang: str) -> str:
    return _say("estimate", lang, mean=one.mean, low=one.low, high=one.high, level=plain(level))


def _say(what: str, lang: str, **details: Any) -> str:
    return COVER[what].in_(lang).format(**details)
