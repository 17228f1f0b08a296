"""The words of comparisons, sensitivities and thresholds, in English and in Chinese."""

from ...vocabulary import both

WHY = {
    "one_way": both("built one way", "一种规定"),
    "other_way": both("built another way", "另一种规定"),
    "rest": both("the rest of the rule book", "条款的其余部分"),
    "together": both("the rest, which only stands together: {names}", "其余须一并适用的部分：{names}"),
    "absent": both("–", "–"),
    "more": both("and {number} more", "等另外 {number} 项"),
    "fee_tiers": both("the fee tiers", "会费档次"),
    "since": both("from {since}: {name}", "自 {since} 起：{name}"),
    "event": both("what happened", "事故类别"),
    "used": both("used before of “{limit}”", "“{limit}”此前已用"),
    "first": both("first", "前者"),
    "second": both("second", "后者"),
    "draft": both(", draft “{label}”", "，修订稿“{label}”"),
    "called": both(
        "{place}: claim {id}, {plan}, version of {day}{draft}",
        "{place}：申请 {id}，{plan}，自 {day} 起施行的版本{draft}",
    ),
}
"""What differs between two cases."""

COMPARED = {
    "claim": both(
        "One claim under {books} rule books of plan {plan}", "一件申请，{books} 个版本，计划 {plan}"
    ),
    "table": both(
        "{claims} claims under {books} rule books of plan {plan}",
        "{claims} 件申请，{books} 个版本，计划 {plan}",
    ),
    "unanswered": both(
        "Left out: {claims} claims that some rule book cannot answer",
        "未计入：{claims} 件有版本无法适用的申请",
    ),
    "case": both("{place}. {label}: {sum}", "{place}. {label}：{sum}"),
    "part": both("   {name}: {sum}", "   {name}：{sum}"),
    "invalid": both("cannot answer ({why})", "无法适用（{why}）"),
    "against": both("From {before} to {after}: {shift}", "由 {before} 到 {after}：{shift}"),
    "no_sum": both("no sum to compare", "无可比金额"),
    "same": both("Nothing differs that the sum is made of.", "与金额有关的内容并无差异。"),
    "alone": both("Each change by itself", "逐项单独变更"),
    "effect": both(
        "  {name}: {before} → {after}: {forward}, seen from the end {backward}",
        "  {name}：{before} → {after}：{forward}，自终点看为{backward}",
    ),
    "effect_alike": both(
        "  {name}: {before} → {after}: {forward}", "  {name}：{before} → {after}：{forward}"
    ),
    "idle": both("  {number} more that move nothing by themselves", "  另有 {number} 项单独变更不影响金额"),
    "interaction": both("  only together: {shift}", "  共同作用：{shift}"),
    "steps": both("Step by step", "依次变更"),
    "step": both("  {name}: {shift} → {sum}", "  {name}：{shift} → {sum}"),
    "unknown": both("cannot stand by itself", "不能单独成立"),
}
"""A comparison in words."""
