"""The phrases of tables, in English and in Chinese."""

from ...vocabulary import both

ENTITLEMENT = {
    "title": both("Claim {id}", "申请 {id}"),
    "subtitle": both("{plan}, rule book in force from {first}{known}", "{plan}，适用 {first} 版条款{known}"),
    "draft": both("{plan}, amended draft “{label}”", "{plan}，修订稿“{label}”"),
    "benefit": both("benefit", "互助金"),
    "status": both("status", "结果"),
    "units": both("days or payments", "天数或次数"),
    "amount": both("yuan", "元"),
    "why": both("why", "原因"),
    "source": both("source", "出处"),
    "total": both("total", "合计"),
    "none": both("–", "–"),
    "semicolon": both("; ", "；"),
}
"""The sums of one claim."""

CHANGES = {
    "title": both("What changed from {before} to {after}", "自 {before}至 {after}的变更"),
    "clause": both("clause", "条款"),
    "before": both("before", "变更前"),
    "after": both("after", "变更后"),
    "sources": both("sources", "出处"),
    "version": both("the version of {first}", "{first} 版条款"),
    "draft": both("the draft “{label}” of the version of {first}", "{first} 版条款的修订稿“{label}”"),
    "none": both("–", "–"),
    "nothing": both("Nothing differs.", "无差异。"),
    "way": both("{before} → {after}", "{before} → {after}"),
}
"""The changes between two versions."""

REVALUATION = {
    "title": both("Revaluation of {claims} claims: {plan}", "整批测算 {claims} 件申请：{plan}"),
    "books": both("before: {before}; after: {after}", "调整前：{before}；调整后：{after}"),
    "yuan": both("{what}, yuan", "{what}（元）"),
}
"""A portfolio under two rule books."""

GRID = {
    "title": both("Total by {rows} and {columns}, yuan", "合计金额（元）：按{rows}与{columns}"),
    "title_one": both("Total by {rows}, yuan", "合计金额（元）：按{rows}"),
    "version": both("by the rule book of {first}", "适用 {first} 版条款"),
    "total": both("total", "合计"),
    "invalid": both("no answer", "无法适用"),
    "absent": both("–", "–"),
    "comma": both(", ", "、"),
}
"""The table of a grid."""

COMPARISON = {
    "title": both("Side by side: {plan}", "并列比较：{plan}"),
    "claims": both(
        "Sums of {claims} claims to which every rule book applies", "各版条款均可适用的 {claims} 件申请的合计"
    ),
    "difference": both("difference: {book}", "差额：{book}"),
    "benefit": both("benefit, yuan", "互助金（元）"),
    "total": both("total", "合计"),
    "invalid": both("no answer", "无法适用"),
    "reason": both("{book}: {why}", "{book}：{why}"),
    "none": both("–", "–"),
    "both": both("least {low}, most {high}", "最低 {low}，最高 {high}"),
    "open": both("least {low}, most unknown", "最低 {low}，最高未知"),
}
"""Several rule books side by side."""

SHEET = {
    "open": both(
        "Shaded: the record leaves a term unstated, and the sum is within these bounds.",
        "底色：公开资料未载明相关条款，金额在此范围内。",
    )
}
"""The note below tables with undetermined sums."""
