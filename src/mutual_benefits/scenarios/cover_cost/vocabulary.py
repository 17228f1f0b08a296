"""The phrases of costs of cover and their assumptions, in English and in Chinese."""

from ...vocabulary import both

COVER = {
    "assumed": both(
        "ASSUMPTIONS of the caller, not published figures: {plan}, events of the first {days} days",
        "使用者的假设，并非公布数字：{plan}，保障期前 {days} 日内出险",
    ),
    "note": both("  {note}", "  {note}"),
    "cohort": both("  weight {weight}: {enrolled}", "  权重 {weight}：{enrolled}"),
    "count": both("  {event}, number per member: {count}", "  {event}，每名会员出险次数：{count}"),
    "heading": both(
        "Cost of cover by simulation: {simulations} portfolios of {members} members, seed {seed}",
        "保障成本模拟：{simulations} 次，每次 {members} 名会员，随机种子 {seed}",
    ),
    "book": both("Rule book: {book}", "适用条款：{book}"),
    "low": both("Cost per member, yuan: {estimate}", "每名会员成本（元）：{estimate}"),
    "least": both("Cost per member, yuan, at least: {estimate}", "每名会员成本（元），不低于：{estimate}"),
    "most": both("Cost per member, yuan, at most: {estimate}", "每名会员成本（元），不高于：{estimate}"),
    "endless": both("No known maximum: the record leaves terms unstated", "上限未知：公开资料未载明相关条款"),
    "estimate": both(
        "{mean} ({low} to {high} with confidence {level})", "{mean}（置信水平 {level}：{low} 至 {high}）"
    ),
    "fee": both("Fee per member, yuan: {fee}", "每名会员会费（元）：{fee}"),
    "no_fee": both("No loss ratio: the record does not state the fee", "赔付率无从计算：公开资料未载明会费"),
    "free": both("No loss ratio: no fee is due", "赔付率无从计算：无需缴纳会费"),
    "ratio_low": both("Loss ratio: {estimate}", "赔付率：{estimate}"),
    "ratio_least": both("Loss ratio, at least: {estimate}", "赔付率，不低于：{estimate}"),
    "ratio_most": both("Loss ratio, at most: {estimate}", "赔付率，不高于：{estimate}"),
    "claims": both(
        "{claims} simulated claims, of which {open} are undetermined",
        "模拟申请 {claims} 件，其中 {open} 件无法确定",
    ),
}
"""Costs of cover in words."""
