"""The words of portfolios and costs of cover, in English and in Chinese."""

from ..vocabulary import both

DISTRIBUTIONS = {
    "fixed": both("always {value}", "恒为 {value}"),
    "chance": both("with chance {of}", "概率 {of}"),
    "weighted": both("{rows}", "{rows}"),
    "row": both("{value} (weight {weight})", "{value}（权重 {weight}）"),
    "capped_geometric": both(
        "from {least}, each time on by one more with chance {goes_on}, at most {most} (mean {mean})",
        "自 {least} 起，每次以概率 {goes_on} 再加一，至多 {most}（均值 {mean}）",
    ),
    "bands": both("spread evenly over {rows}", "均匀分布于 {rows}"),
    "band": both("{least} to {most} (weight {weight})", "{least} 至 {most}（权重 {weight}）"),
    "poisson": both("Poisson with mean {of}", "泊松分布，均值 {of}"),
    "by_tier": both("{rows}", "{rows}"),
    "tier": both("tier {tier}: {said}", "{tier}元档：{said}"),
    "beyond": both("{fact}, and beyond it: {by}", "{fact}，另加：{by}"),
}
"""Distributions, by the word that stands in their field `kind`."""


SHAPE = {
    "synthetic": both(
        "SYNTHETIC portfolio: of no real person, and no plan's experience."
        " But for the number of insured, every figure is made up.",
        "虚构数据：不涉及任何真实个人，亦非任何活动的实际经验。除参保人数外，各项数字均为虚构。",
    ),
    "insured": both(
        "claims are those of {insured} insured members (the seed's figure of 2015 is {seed})",
        "申请来自 {insured} 名参保会员（起始资料所载2015年数字为 {seed}）",
    ),
    "women": both("women: {women} of all; age on {first}: {age}", "女性占 {women}；{first} 的年龄：{age}"),
    "days": both("events evenly from {first} to {last}", "事故均匀发生于 {first} 至 {last}"),
    "plan": both(
        "{plan}: {weight} of {all} claims; cover of {years} year(s) from the first of {month}{women}",
        "{plan}：每 {all} 件申请中 {weight} 件；保障期 {years} 年，自{month}起{women}",
    ),
    "a_month": both("a month", "某月一日"),
    "the_year": both("the year", "一月一日"),
    "women_only": both("; women only", "；仅限女性"),
    "event": both("{event}: {weight} of {all}", "{event}：每 {all} 件中 {weight} 件"),
    "fact": both("{fact}: {said}", "{fact}：{said}"),
    "comma": both(", ", "、"),
    "semicolon": both("; ", "；"),
}
"""The shape of a made-up portfolio."""

SIDES = {
    "plan": both(
        "{plan} ({code}), each day by the version of that day", "{plan}（{code}），逐日适用当日版本"
    ),
    "version": both(
        "the version of {first}{product}, as if always in force",
        "自 {first} 起施行的版本{product}，视同一直施行",
    ),
    "draft": both(
        "the amended draft “{label}” of the version of {first}{product}, as if always in force",
        "{first} 版本{product}的修订稿“{label}”，视同一直施行",
    ),
    "readings": both("the plan under the readings {said}", "该计划，条款解读取 {said}"),
}
"""What a rule book of a comparison is called."""

MOVES = {
    "heading": both("Revaluation of {claims} claims of plan {plan}", "重估 {claims} 件申请，计划 {plan}"),
    "before": both("Before: {book}", "调整前：{book}"),
    "after": both("After: {book}", "调整后：{book}"),
    "unanswered": both("In no line: {claims} claims ({why})", "未计入：{claims} 件（{why}）"),
    "why": both("before: {before}; after: {after}", "调整前：{before}；调整后：{after}"),
    "answered": both("answered", "可适用"),
    "total": both("In all", "合计"),
    "tier": both("By fee tier", "按会费档次"),
    "benefit": both("By benefit", "按互助金"),
    "year": both("By year of the event", "按事故年份"),
    "all": both("all claims", "全部申请"),
    "no_tier": both("no fee tier", "无会费档次"),
    "line": both("{claims} claims, {sums}, moved by {movement}", "{claims} 件，{sums}，变动 {movement}"),
    "sums": both("{before} before, {after} after", "调整前 {before}，调整后 {after}"),
    "gains": both("{claims} gain{by}", "{claims} 件增加{by}"),
    "loses": both("{claims} lose{by}", "{claims} 件减少{by}"),
    "by": both(" {sum}", " {sum}"),
    "stays": both("{claims} stay{by}", "{claims} 件不变{by}"),
    "opens": both("{claims} open, for the record does not say{by}", "{claims} 件待定，公开资料未载明{by}"),
    "same": both(
        "The same in both books, so that nothing moves: {names}.", "两版条款相同，故无变动：{names}。"
    ),
    "largest": both("Largest movements", "变动最大的申请"),
    "moved": both("Claim {id} moves by {movement}", "申请 {id} 变动 {movement}"),
    "moved_from_to": both("{low} to {high}", "{low} 至 {high}"),
    "moved_from_open": both("{low} or more, no known maximum", "不低于 {low}，上限未知"),
    "moved_open_to": both("{high} or less, no known minimum", "不高于 {high}，下限未知"),
    "moved_open_open": both("an unknown sum", "未知金额"),
    "reasons_before": both("Before:", "调整前："),
    "reasons_after": both("After:", "调整后："),
    "what": both("what", "项目"),
    "claims": both("claims", "件数"),
    "sum_before": both("before", "调整前"),
    "sum_after": both("after", "调整后"),
    "movement": both("movement", "变动"),
    "gain": both("gain", "增加"),
    "lose": both("lose", "减少"),
    "stay": both("stay", "不变"),
    "open": both("open", "待定"),
    "comma": both(", ", "、"),
    "semicolon": both("; ", "；"),
}
"""A revaluation in words."""
