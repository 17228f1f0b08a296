"""The words of comparisons, sensitivities and thresholds, in English and in Chinese."""

from ..vocabulary import both

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
    "nothing": both("no change", "不变"),
    "ends": both("the least {low}, the most {high}", "下限{low}，上限{high}"),
    "open": both("not known on one side", "有一方未知"),
}
"""A comparison in words."""

SENSED = {
    "heading": both("How much each term matters: {book}, step {step}", "各项条款的影响：{book}，步长 {step}"),
    "base": both("As it stands, {claims} claim(s) come to {sum}", "现行条款下，{claims} 件申请为{sum}"),
    "term": both("  {name}, now {value}", "  {name}，现为{value}"),
    "turn": both("    {value}: {shift}", "    {value}：{shift}"),
    "stuck_turn": both("    {value}: the rule book would not stand it", "    {value}：条款不能成立"),
    "unstated": both("not stated", "未载明"),
    "idle": both("{number} terms move nothing: {paths}", "{number} 项不影响金额：{paths}"),
    "stuck": both(
        "{number} terms cannot be turned by the step: {paths}", "{number} 项不能按步长变动：{paths}"
    ),
}
"""Sensitivities in words."""

NEAREST = {
    "more": both("{by} more", "再多{by}"),
    "less": both("{by} less", "减少{by}"),
    "fewer": both("{by} fewer", "减少{by}"),
    "later": both("{by} later", "推后{by}"),
    "earlier": both("{by} earlier", "提前{by}"),
    "moved": both(
        "{name}: {way} ({at}), the total would be {sum}, {shift}{changes}",
        "{name}：{way}（{at}），合计将为{sum}，{shift}{changes}",
    ),
    "unmoved": both(
        "{name}: {way} ({at}), the total would stay {sum}{changes}",
        "{name}：{way}（{at}），合计仍为{sum}{changes}",
    ),
    "cap": both(
        "{name}: the cap is reached at {at} ({way}); more makes no difference to the total of {sum}",
        "{name}：达到{at}（{way}）即到上限，再多亦不影响合计{sum}",
    ),
    "floor": both(
        "{name}: from {at} on ({way}) more makes no difference to the total of {sum}",
        "{name}：自{at}（{way}）起再多亦不影响合计{sum}",
    ),
    "now": both("as it is now", "即现值"),
    "plus": both("{sum} more", "增加{sum}"),
    "minus": both("{sum} less", "减少{sum}"),
    "opened": both("which the record leaves open", "公开资料未载明"),
    "refused": both("; {name} would be refused: {why}", "；{name}将不予给付：{why}"),
    "answered": both("; {name} would not be refused any more ({why})", "；{name}将不再被拒（原因：{why}）"),
    "unanswered": both(
        "{name}: {way} ({at}), no rule book would answer", "{name}：{way}（{at}），无条款可适用"
    ),
}
"""The nearest thresholds."""
