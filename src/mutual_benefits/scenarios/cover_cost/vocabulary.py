"""The phrases of costs of cover and their assumptions, in English and in Chinese."""

from ...vocabulary import both

COVER = {
    "assumed": both(
        "ASSUMPTIONS of the caller, not published figures: plan {plan}, events of the first {days} days",
        "使用者的假设，并非公布数字：活动 {plan}，保障期前 {days} 日内出险",
    ),
    "note": both("  {note}", "  {note}"),
    "cohort": both("  weight {weight}: {enrolled}", "  权重 {weight}：{enrolled}"),
    "count": both("  {event}, number for each member: {said}", "  {event}，每名会员出险次数：{said}"),
    "heading": both(
        "Cost of cover by simulation: {simulations} portfolios of {members} members, seed {seed}",
        "保障成本模拟：{simulations} 次，每次 {members} 名会员，随机种子 {seed}",
    ),
    "book": both("Rule book: {book}", "适用条款：{book}"),
    "low": both("Cost a member, yuan: {said}", "每名会员成本（元）：{said}"),
    "least": both("Cost a member, yuan, at least: {said}", "每名会员成本（元），不低于：{said}"),
    "most": both("Cost a member, yuan, at most: {said}", "每名会员成本（元），不高于：{said}"),
    "endless": both("No known maximum: the record leaves terms unstated", "上限未知：公开资料未载明相关条款"),
    "estimate": both(
        "{mean} ({low} to {high} with confidence {level})", "{mean}（置信水平 {level}：{low} 至 {high}）"
    ),
    "fee": both("Fee a member, yuan: {fee}", "每名会员会费（元）：{fee}"),
    "no_fee": both("No loss ratio: the record does not state the fee", "赔付率无从计算：公开资料未载明会费"),
    "free": both("No loss ratio: no fee is due", "赔付率无从计算：无需缴纳会费"),
    "ratio_low": both("Loss ratio: {said}", "赔付率：{said}"),
    "ratio_least": both("Loss ratio, at least: {said}", "赔付率，不低于：{said}"),
    "ratio_most": both("Loss ratio, at most: {said}", "赔付率，不高于：{said}"),
    "claims": both(
        "{claims} simulated claims, {open} of them undetermined",
        "模拟申请 {claims} 件，其中 {open} 件无法确定",
    ),
}
