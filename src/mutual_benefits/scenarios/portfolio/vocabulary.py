"""The phrases of portfolios and distributions, in English and in Chinese."""

from ...vocabulary import both

DISTRIBUTIONS = {
    "fixed": both("always {value}", "均为{value}"),
    "chance": both("with probability {of}", "概率 {of}"),
    "weighted": both("{rows}", "{rows}"),
    "row": both("{value} (weight {weight})", "{value}（权重 {weight}）"),
    "capped_geometric": both(
        "from {least}, one more each time with probability {goes_on}, at most {most} (mean {mean})",
        "从{least}起逐一递增，每次递增的概率 {goes_on}，至多{most}（均值 {mean}）",
    ),
    "bands": both("spread evenly over {rows}", "均匀分布于{rows}"),
    "band": both("{least} to {most} (weight {weight})", "{least}至{most}（权重 {weight}）"),
    "poisson": both("Poisson with mean {of}", "泊松分布，均值 {of}"),
    "by_tier": both("{rows}", "{rows}"),
    "tier": both("tier {tier}: {distribution}", "{tier}元档：{distribution}"),
    "beyond": both("{fact}, and in addition: {by}", "{fact}，另加：{by}"),
}
"""Distributions in words, by their `kind`."""


SHAPE = {
    "synthetic": both(
        "SYNTHETIC portfolio: no real person and no plan's experience."
        " Every figure except the number of insured is made up.",
        "虚构数据：不涉及任何真实个人，也不反映任何活动的实际经验。除参保人数外，各项数字均为虚构。",
    ),
    "insured": both(
        "claims are those of {insured} insured members (the seed's figure of 2015 is {seed})",
        "申请来自 {insured} 名参保会员（起始资料所载2015年数字为 {seed}）",
    ),
    "women": both("women: {women} of all; age on {first}: {age}", "女性占 {women}；{first} 的年龄：{age}"),
    "days": both("events spread evenly from {first} to {last}", "出险日均匀分布于 {first} 至 {last}"),
    "plan": both(
        "{plan}: {weight} of {all} claims; cover of {years} years from the first of {month}{women}",
        "{plan}：每 {all} 件申请中 {weight} 件；保障期 {years} 年，自{month}起{women}",
    ),
    "a_month": both("a month", "某月一日"),
    "the_year": both("the year", "一月一日"),
    "women_only": both("; women only", "；仅限女性"),
    "event": both("{event}: {weight} of {all}", "{event}：每 {all} 件中 {weight} 件"),
    "fact": both("{fact}: {distribution}", "{fact}：{distribution}"),
    "comma": both(", ", "、"),
    "semicolon": both("; ", "；"),
}
"""The shape of a synthetic portfolio in words."""

WRONG = {
    "no_mean": both("{name} has no mean of its own", "{name} 自身没有均值"),
    "weights": both("all weights are 0; give at least one above 0", "权重全为 0；请至少给出一个大于 0 的"),
    "most": both(
        "most is {most} and least is {least}; give most from least on",
        "most 为 {most}，least 为 {least}；most 不得小于 least",
    ),
    "band": both(
        "band {least} to {most}: give 0 <= least <= most <= {bound}",
        "区间 {least} 至 {most}：须 0 <= least <= most <= {bound}",
    ),
    "tier": both(
        "fee tier {given} has no row; there are rows for {rows}",
        "会费档次 {given} 没有对应的行；已有：{rows}",
    ),
    "whole": both(
        "{value} is not a whole number; give days and square metres in whole numbers, and money in whole fen"
        " (500000 for 5,000 yuan)",
        "{value} 不是整数；天数和平方米请填写整数，金额请填写整数的分（5,000元为 500000）",
    ),
    "number": both(
        "{value!r} is not a number, so the distribution has no mean", "{value!r} 不是数，该分布没有均值"
    ),
}
"""What is wrong with a distribution."""
