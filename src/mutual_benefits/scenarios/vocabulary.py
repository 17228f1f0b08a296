"""The labels of the rule books in scenarios, in English and in Chinese."""

from ..vocabulary import both

BOOK_LABELS = {
    "plan": both(
        "{plan} ({code}), by the version in force on each day", "{plan}（{code}），按当日施行的版本"
    ),
    "version": both(
        "the version of {first}{product}, as if always in force", "{first} 版条款{product}，不分日期适用"
    ),
    "draft": both(
        "the amended draft “{label}” of the version of {first}{product}, as if always in force",
        "{first} 版条款{product}的修订稿“{label}”，不分日期适用",
    ),
    "one_year": both(" (one_year)", "（一年期）"),
    "two_year": both(" (two_year)", "（两年期）"),
    "three_year": both(" (three_year)", "（三年期）"),
    "readings": both("the plan with {readings}", "按当日施行的版本，{readings}"),
    "reading": both("{reading} read as {option}", "{reading}按{option}"),
    "no_readings": both("no readings of its own", "不另取解读"),
}

CLAIM_OF = both("Claim {id} ({facts}).", "申请 {id}（{facts}）。")
"""The claim that a picture shows."""
CLAIMS_OF = both("Sums of {claims} claims.", "{claims} 件申请的合计。")
"""The claims that a picture shows."""
