"""The phrases of charts, in English and in Chinese."""

from ...vocabulary import both

ENTITLEMENT = {
    "title": both("Entitlement by {along}", "应付互助金：按{along}"),
    "title_by": both("Entitlement by {along} and {by}", "应付互助金：按{along}与{by}"),
    "plan": both("{plan}, {version}", "{plan}，{version}"),
    "version": both("by the rule book of {first}", "适用 {first} 版条款"),
    "and": both(", ", "、"),
    "sum": both("yuan", "元"),
    "cap": both("{sum} from {at} on", "自{at}起为{sum}"),
    "caps": both(
        "Diamonds: the sum does not grow from here to the end of the range.",
        "菱形：自此至所示范围末端不再增加。",
    ),
    "bands": both(
        "Bands: the public record does not state a term; the sum is within the band.",
        "色带：公开资料未载明相关条款，金额在此范围内。",
    ),
    "open": both("Lines to the top: no maximum is known.", "竖线直达顶端：上限未知。"),
    "left_out": both(
        "{count} combinations have no answer and are left out.", "{count} 个组合无适用版本，未予显示。"
    ),
}
"""Entitlement by days and tier."""


TIMELINE = {
    "title": both(
        "Versions of the rule books, and what the record does not state", "各版条款的施行期间及未载明之处"
    ),
    "hatch": both(
        "Hatched: the share of a version's terms that the public record does not state (at least a thin"
        " strip), labelled with the number not stated of all terms.",
        "斜线部分：公开资料未载明的条款所占比例（至少显示一窄条），旁注为未载明数与条款总数。",
    ),
    "until": both(
        "Arrows: the record states no end. Above each bar: its first day, as exactly as the record dates it.",
        "箭头：公开资料未载明终止日。条形上方为起始日，精确程度以公开资料为准。",
    ),
    "in_force": both("in force", "施行"),
    "within": both("began within this month or year", "起始日在此月或此年之内"),
    "counts": both("events before the first day count too", "起始日之前出险的亦计入"),
    "lane": both("{plan} ({product})", "{plan}（{product}）"),
    "plan": both("plan", "活动"),
    "first": both("first day", "起始日"),
    "unstated": both("not stated", "未载明"),
    "terms": both("terms", "条款数"),
    "none": both("nothing", "无"),
    "to_day": both("{first}", "{first}"),
    "to_month": both("{first}, known to the month", "{first}，仅知月份"),
    "to_year": both("{first}, known to the year", "{first}，仅知年份"),
}
"""The timeline of versions."""

PRODUCTS = {
    "one_year": both("one-year product", "一年期"),
    "two_year": both("two-year product", "两年期"),
    "three_year": both("three-year product", "三年期"),
}
"""Products that are sold side by side, by their codes; another product is shown by its code."""

MOVEMENT = {
    "title": both("Number of claims by movement", "按变动金额统计的申请件数"),
    "by_tier": both("Movement by fee tier", "变动金额：按会费档次"),
    "by_benefit": both("Movement by benefit", "变动金额：按互助金"),
    "by_year": both("Movement by year of the event", "变动金额：按出险年份"),
    "books": both(
        "{plan}, {claims} claims. Before: {before}. After: {after}.",
        "{plan}，{claims} 件申请。调整前：{before}。调整后：{after}。",
    ),
    "counts": both("{stay} claims are unchanged and not shown.", "{stay} 件不变，未予显示。"),
    "open": both(
        "{open} claims are open, since the record does not state a term, and are not shown; their total"
        " movement is {opened}.",
        "{open} 件无法确定，公开资料未载明相关条款，合计变动{opened}；未予显示。",
    ),
    "unanswered": both(
        "{count} claims have no answer under at least one book.", "{count} 件无法同时适用两版条款。"
    ),
    "bands": both(
        "Pale: the record does not state a term; the movement is within the bar.",
        "浅色：公开资料未载明相关条款，变动在此范围内。",
    ),
    "amount": both("movement of a claim, yuan", "每件变动金额（元）"),
    "sum": both("movement, yuan", "变动金额（元）"),
    "claims": both("claims", "件数"),
    "gain": both("gain ({count})", "增加（{count} 件）"),
    "lose": both("lose ({count})", "减少（{count} 件）"),
    "gains": both("gain", "增加"),
    "loses": both("loss", "减少"),
    "within": both("within these bounds", "在此范围内"),
    "stretch": both("{least} to below {below}", "{least} 至 {below}（不含）"),
    "from_to": both("from, to below", "区间"),
    "moved": both("total", "合计"),
}
"""The movement of a portfolio from one rule book to another."""

WATERFALL = {
    "title": both("Step by step: {before} → {after}", "依次变更：{before} → {after}"),
    "plan": both("{plan}. Steps without an effect are left out.", "{plan}。不影响金额的变更未予显示。"),
    "claims": both("Sums of {claims} claims.", "{claims} 件申请的合计。"),
    "bands": both(
        "Solid bars: the least that is due. Pale bars: the most, since the record does not state a term.",
        "实色：最低应付。浅色：最高应付，因公开资料未载明相关条款。",
    ),
    "least": both(
        "Solid bars: the least that is due. Pale to the edge: no maximum is known.",
        "实色：最低应付。浅色直达边缘：上限未知。",
    ),
    "sum": both("sum due", "应付金额"),
    "up": both("more", "增加"),
    "down": both("less", "减少"),
    "both": both("least {low}, most {high}", "最低 {low}，最高 {high}"),
    "open": both("least {low}", "最低 {low}"),
    "yuan": both("yuan", "元"),
}
"""The steps from one rule book to another."""

TORNADO = {
    "of": both("{plan}: {book}", "{plan}：{book}"),
    "title": both("Sensitivity to each term", "各项条款的影响"),
    "book": both(
        "{book}. Now {base}. Each term changed by {step}.", "{book}。现为{base}。各项条款变动 {step}。"
    ),
    "bands": both(
        "Pale: from the movement of the least that is due to that of the most; without a known maximum, the"
        " movement of the least only.",
        "浅色：自最低应付的变动至最高应付的变动；上限未知的，仅为最低应付的变动。",
    ),
    "rest": both(
        "{count} terms with smaller effects are left out.", "另有 {count} 项条款影响较小，未予显示。"
    ),
    "idle": both("{count} terms have no effect.", "{count} 项条款不影响金额。"),
    "stuck": both("{count} terms cannot be changed by this step.", "{count} 项条款不能按此幅度变动。"),
    "lower": both("lower value", "条款下调"),
    "higher": both("higher value", "条款上调"),
    "turn": both("{value}: {movement}", "{value}：{movement}"),
    "invalid": both("{value}: invalid rule book", "{value}：条款无效"),
    "end": both("least {low}, most {high}", "最低 {low}，最高 {high}"),
    "endless": both("least {low}, most unknown", "最低 {low}，最高未知"),
    "sum": both("movement of the sum, yuan", "金额变动（元）"),
}
"""The sensitivity to the terms of a rule book."""

COST = {
    "title": both(
        "Cost of cover per member in {simulations} simulated portfolios",
        "每名会员的保障成本：{simulations} 次模拟",
    ),
    "book": both(
        "{book}. Seed {seed}, {members} members per portfolio.",
        "{book}。随机种子 {seed}，每次模拟 {members} 名会员。",
    ),
    "assumed": both(
        "Based on the caller's assumptions, not on published figures.", "依据使用者的假设计算，并非公布数字。"
    ),
    "mean": both("mean {mean}", "均值 {mean}"),
    "mean_low": both("mean at least {mean}", "均值不低于 {mean}"),
    "mean_high": both("mean at most {mean}", "均值不高于 {mean}"),
    "fee": both("fee {fee}", "会费 {fee}"),
    "bounds": both(
        "Two distributions: the record does not state some terms, and the cost is between the two.",
        "两个分布：公开资料未载明相关条款，成本介于二者之间。",
    ),
    "open": both(
        "Lower bounds only: {count} of the portfolios have no known maximum.",
        "仅为下限：{count} 次模拟的上限未知。",
    ),
    "cost": both("yuan per member and period", "元/人/保障期"),
    "count": both("portfolios", "模拟次数"),
    "end": both("cost", "成本"),
    "stated": both("cost", "成本"),
    "least": both("at least", "最低"),
    "most": both("at most", "最高"),
}
"""The cost of a period of cover."""
