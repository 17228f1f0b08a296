"""The phrases of comparisons, in English and in Chinese."""

from ...vocabulary import both

WHY = {
    "one_way": both("one structure", "一种规定方式"),
    "other_way": both("another structure", "另一种规定方式"),
    "rest": both("the rest of the rule book", "条款的其余部分"),
    "together": both("the rest, which can only change together: {names}", "其余须一并变更的部分：{names}"),
    "absent": both("–", "–"),
    "more": both("and {number} more", "以及另外 {number} 项"),
    "fee_tiers": both("the fee tiers", "会费档次"),
    "since": both("from {since}: {name}", "自 {since} 起：{name}"),
    "event": both("kind of event", "事件种类"),
    "used": both("earlier use of “{limit}”", "“{limit}”此前已用额度"),
    "first": both("first", "前者"),
    "second": both("second", "后者"),
    "draft": both(", draft “{label}”", "，修订稿“{label}”"),
    "label": both(
        "{place}: claim {id}, {plan}, version of {day}{draft}",
        "{place}（申请 {id}，{plan}，{day} 版条款{draft}）",
    ),
}
"""What differs between two cases."""

COMPARISON = {
    "claim": both("{plan}: one claim under {books} rule books", "{plan}：1 件申请按 {books} 版条款计算"),
    "table": both(
        "{plan}: {claims} claims under {books} rule books", "{plan}：{claims} 件申请按 {books} 版条款计算"
    ),
    "unanswered": both(
        "Left out: {claims} claims to which at least one rule book does not apply",
        "未计入：{claims} 件，至少有一版条款无法适用",
    ),
    "case": both("{place}. {label}: {sum}", "{place}. {label}：{sum}"),
    "part": both("   {name}: {sum}", "   {name}：{sum}"),
    "invalid": both("does not apply ({why})", "无法适用（{why}）"),
    "against": both("From {before} to {after}: {shift}", "{before} → {after}：{shift}"),
    "no_sum": both("no sum to compare", "无可比金额"),
    "same": both("No difference affects the sum.", "影响金额的内容无差异。"),
    "alone": both("Each change alone", "各项变更单独的影响"),
    "effect": both(
        "  {name}: {before} → {after}: if made first, {forward}; if made last, {backward}",
        "  {name}：{before} → {after}：最先变更时{forward}；最后变更时{backward}",
    ),
    "effect_alike": both(
        "  {name}: {before} → {after}: {forward}", "  {name}：{before} → {after}：{forward}"
    ),
    "idle": both("  {number} other changes have no effect alone", "  另有 {number} 项，单独变更不影响金额"),
    "interaction": both("  effect of changing them together: {shift}", "  各项叠加的影响：{shift}"),
    "steps": both("Step by step", "依次变更的结果"),
    "step": both("  {name}: {shift} → {sum}", "  {name}：{shift} → {sum}"),
    "unknown": both("not possible alone", "不能单独变更"),
}
"""A comparison in words."""
