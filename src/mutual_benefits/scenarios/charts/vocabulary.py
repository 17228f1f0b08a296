"""The phrases of charts, in English and in Chinese."""

from ...vocabulary import both

ENTITLEMENT = {
    "title_cap": both(
        "In this range the sum does not grow with {along} beyond {at}",
        "在此范围内，{along}超过{at}后，应付互助金不再增加",
    ),
    "depends": both("The sum due depends on {on}", "应付互助金取决于{on}"),
    "depends_not": both(
        "In this range the sum due depends on {on}, not on {off}",
        "在此范围内，应付互助金取决于{on}，与{off}无关",
    ),
    "independent": both(
        "In this range the sum due does not depend on {off}", "在此范围内，应付互助金与{off}无关"
    ),
    "unknown": both("The sum due by {off}", "应付互助金：按{off}"),
    "the": both("the {name}", "{name}"),
    "amount": both("“{name}”", "“{name}”"),
    "with": both(" and ", "与"),
    "nor": both(" or ", "、"),
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
    "left_out": both("{count} combinations have no answer; not shown.", "{count} 个组合无从核算，未予显示。"),
}
"""Entitlement by days and tier."""


TIMELINE = {
    "no_plan": both("plans is empty; give at least one plan", "plans 为空；请至少给出一项活动"),
    "too_early": both(
        "until is {end}; give a day after {newest}, when the newest version begins",
        "until 为 {end}；请给出晚于 {newest}（最新版本起始日）的日期",
    ),
    "title": both(
        "{open} of {count} rule books rest on terms that the record does not state",
        "{count} 版条款中，{open} 版有公开资料未载明之处",
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
    "title": both(
        "Of {claims} claims {gain} certainly gain and {lose} certainly lose",
        "{claims} 件申请中，{gain} 件确定增加，{lose} 件确定减少",
    ),
    "by_tier": both("In total the claims move by {sum}; here by fee tier", "合计变动{sum}；按会费档次"),
    "by_benefit": both("In total the claims move by {sum}; here by benefit", "合计变动{sum}；按互助金"),
    "by_year": both("In total the claims move by {sum}; here by year", "合计变动{sum}；按出险年份"),
    "sure": both("certain: {sums}", "确定部分：{sums}"),
    "and": both(" and ", "，"),
    "books": both(
        "{plan}, {claims} claims. Before: {before}. After: {after}.",
        "{plan}，{claims} 件申请。调整前：{before}。调整后：{after}。",
    ),
    "counts": both("{stay} claims are unchanged; not shown.", "{stay} 件不变，未予显示。"),
    "open": both(
        "{open} claims are undetermined, since the record does not state a term; not shown, with a total"
        " movement of {opened}.",
        "{open} 件无法确定，公开资料未载明相关条款，合计变动{opened}；未予显示。",
    ),
    "bounded": both(
        "{count} of those that certainly gain or lose move by sums of which only bounds are known; not shown,"
        " with a total movement of {moved}.",
        "确定增减的申请中，{count} 件的变动金额仅知上下限，合计变动{moved}；未予显示。",
    ),
    "unanswered": both(
        "{count} claims have no answer under at least one book.", "{count} 件无法同时适用两版条款。"
    ),
    "bands": both(
        "Pale: the record does not state a term; the movement is within the band, with an arrow where no"
        " bound is known. Solid before it: the claims that certainly gain or lose, at the least.",
        "浅色：公开资料未载明相关条款，变动在此范围内；箭头：该侧界限未知。其前实色：确定增加或减少的申请，至少如此。",
    ),
    "amount": both("movement of a claim, yuan", "每件变动金额（元）"),
    "sum": both("movement, yuan", "变动金额（元）"),
    "claims": both("claims", "件数"),
    "gain": both("gain ({count})", "增加（{count} 件）"),
    "lose": both("lose ({count})", "减少（{count} 件）"),
    "gains": both("gain", "增加"),
    "loses": both("loss", "减少"),
    "within": both("within these bounds", "在此范围内"),
    "stretch": both("{least} to below {below}", "{least}至{below}（不含）"),
    "from_to": both("from, to below", "区间"),
    "moved": both("total", "合计"),
}
"""The movement of a portfolio from one rule book to another."""

WATERFALL = {
    "more": both("{after} pays {sum} more than {before}", "{after}比{before}多付{sum}"),
    "less": both("{after} pays {sum} less than {before}", "{after}比{before}少付{sum}"),
    "same": both("{after} pays as much as {before}", "{after}与{before}所付相同"),
    "least_more": both(
        "{after} pays at least {sum} more than the least of {before}", "{after}的最低应付比{before}多{sum}"
    ),
    "least_less": both(
        "The least that {after} pays is {sum} below that of {before}", "{after}的最低应付比{before}少{sum}"
    ),
    "least_same": both("The least that {after} pays is that of {before}", "{after}的最低应付与{before}相同"),
    "always": both(", as if always in force", "，不分日期适用"),
    "whatever_day": both("Each version is applied as if always in force.", "各版条款均不分出险日期适用。"),
    "plan": both("{plan}. Steps without an effect are left out.", "{plan}。不影响金额的变更未予显示。"),
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
    "open": both("least {low}, most unknown", "最低 {low}，最高未知"),
    "yuan": both("yuan", "元"),
}
"""The steps from one rule book to another."""

TORNADO = {
    "of": both("{plan}: {book}", "{plan}：{book}"),
    "title": both("“{term}” has the largest effect on the sum", "对金额影响最大的条款：{term}"),
    "book": both(
        "{book}. Now {base}. Each term changed by {step}.", "{book}。现为{base}。各项条款变动 {step}。"
    ),
    "bands": both(
        "Pale: from the movement of the least that is due to that of the most; without a known maximum, the"
        " movement of the least only.",
        "浅色：自最低应付的变动至最高应付的变动；上限未知的，仅为最低应付的变动。",
    ),
    "rest": both("Terms with smaller effects, left out: {count}.", "另有 {count} 项条款影响较小，未予显示。"),
    "idle": both("Terms without an effect: {count}.", "{count} 项条款不影响金额。"),
    "stuck": both(
        "Terms that this step cannot change (whole days, years or payments, or an invalid rule book):"
        " {count}.",
        "{count} 项条款不能按此幅度变动（天数、年数或次数须为整数，或条款因此无效）。",
    ),
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
        "Cover costs {least} per member, the mean of {simulations} simulated portfolios",
        "每名会员的保障成本平均为{least}（{simulations} 次模拟）",
    ),
    "title_bounds": both(
        "Cover costs {least} to {most} per member, the means of {simulations} simulated portfolios",
        "每名会员的保障成本平均为{least}至{most}（{simulations} 次模拟）",
    ),
    "title_open": both(
        "Cover costs at least {least} per member, the mean of {simulations} simulated portfolios",
        "每名会员的保障成本平均不低于 {least}（{simulations} 次模拟）",
    ),
    "book": both(
        "{book}. Seed {seed}, {members} members per portfolio.",
        "{book}。随机种子 {seed}，每次模拟 {members} 名会员。",
    ),
    "assumed": both(
        "Based on the caller's assumptions, not on published figures.", "依据使用者的假设计算，并非公布数字。"
    ),
    "mean": both("mean {sum}", "均值 {sum}"),
    "mean_low": both("mean at least {sum}", "均值不低于 {sum}"),
    "mean_high": both("mean at most {sum}", "均值不高于 {sum}"),
    "fee": both("fee {sum}", "会费 {sum}"),
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
