"""The phrases of revaluations, in English and in Chinese."""

from ...vocabulary import both

MOVES = {
    "heading": both(
        "Revaluation of {claims} claims of plan {plan}", "整批测算：{claims} 件申请，活动 {plan}"
    ),
    "before": both("Before: {book}", "调整前：{book}"),
    "after": both("After: {book}", "调整后：{book}"),
    "unanswered": both("Left out: {claims} claims ({why})", "未计入：{claims} 件（{why}）"),
    "why": both("before: {before}; after: {after}", "调整前：{before}；调整后：{after}"),
    "answered": both("answered", "可适用"),
    "total": both("In all", "合计"),
    "tier": both("By fee tier", "按会费档次"),
    "benefit": both("By benefit", "按互助金"),
    "year": both("By year of the event", "按出险年份"),
    "all": both("all claims", "全部申请"),
    "no_tier": both("no fee tier", "无会费档次"),
    "line": both("{claims} claims, {sums}, moved by {movement}", "{claims} 件：{sums}；变动{movement}"),
    "sums": both("{before} before, {after} after", "调整前{before}；调整后{after}"),
    "gains": both("{claims} gain{by}", "{claims} 件增加{by}"),
    "loses": both("{claims} lose{by}", "{claims} 件减少{by}"),
    "by": both(" {sum}", "，共{sum}"),
    "stays": both("{claims} stay{by}", "{claims} 件不变{by}"),
    "opens": both(
        "{claims} undetermined, since the record leaves a term unstated{by}",
        "{claims} 件无法确定，公开资料未载明相关条款{by}",
    ),
    "same": both("The same in both rule books: {names}.", "两版条款相同，无变动：{names}。"),
    "largest": both("Largest movements", "变动最大的申请"),
    "moved": both("Claim {id} moves by {movement}", "申请 {id} 变动{movement}"),
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
    "open": both("open", "无法确定"),
    "comma": both(", ", "、"),
    "semicolon": both("; ", "；"),
}
"""A revaluation in words."""
