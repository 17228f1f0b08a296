"""The phrases of explanations, receipts and verifications, in English and in Chinese."""

from ..vocabulary import both

EXPLANATION = {
    "claim": both("Claim {id} of member {member}, event on {day}", "申请 {id}，会员 {member}，{named} {day}"),
    "book": both("Rule book in force from {day}{known} {cited}", "适用版本：自 {day} 起施行{known} {cited}"),
    "covers": both("; events and costs from {day} count", "；自 {day} 起的出险及费用均予计入"),
    "draft": both("Amended draft “{label}”, which was never in force", "修订稿“{label}”，并未施行"),
    "refused": both("refused: {why}", "不予给付：{why}"),
    "nil": both("Not claimed, or nothing due: {names}.", "未申请或无应付：{names}。"),
    "total": both("Total: {sum}", "合计：{sum}"),
    "notes": both("Notes:", "说明："),
    "colon": both(": ", "："),
    "comma": both(", ", "、"),
    "semicolon": both("; ", "；"),
}
"""The phrases between the figures of an explanation."""

CARD = {
    "label": both("Claim {id} of member {member}", "申请 {id}，会员 {member}"),
    "total": both("total", "合计"),
    "why": both("Reasons, sources and notes ({notes})", "理由、出处与说明（{notes} 条）"),
}
"""The phrases of the card that a notebook shows."""

KNOWN_TO = {
    "day": both("", ""),
    "month": both(" (known to the month)", "（仅知月份）"),
    "year": both(" (known to the year)", "（仅知年份）"),
}
"""How exactly the record dates a version."""

RECEIPT_PARTS = {
    "library": both("release of the library", "程序库版本"),
    "plan": both("plan", "活动"),
    "version": both("first day of the version", "版本起始日"),
    "product": both("product", "产品"),
    "rule_book": both("hash of the rule book", "条款哈希值"),
    "claim_id": both("id of the claim", "申请编号"),
    "claim": both("hash of the claim", "申请哈希值"),
    "readings": both("readings", "条款解读"),
    "before": both("usage before", "申请前已用额度"),
    "after": both("usage after", "申请后已用额度"),
    "result": both("result", "结果"),
    "seal": both("seal of the receipt", "回执校验值"),
}
"""The names of a receipt's parts."""

REVISIONS = {
    "none": both("No result differs.", "结果均无变化。"),
    "one": both("Claim {id} ({benefits}): {before} → {after}", "申请 {id}（{benefits}）：{before} → {after}"),
    "comma": both(", ", "、"),
}
"""The text of what became known later."""

VERIFICATION = {
    "same": both("Nothing differs.", "完全一致。"),
    "part": both("{}: {} in the receipt, {} now", "{}：回执记为 {}，现为 {}"),
    "benefit": both("{} ({})", "{}（{}）"),
    "absent": both("nothing", "无"),
}
"""The text of a verification."""

NOT_SO = {
    "no_benefit": both(
        "this claim has no entitlement for the benefit {benefit!r}; it has {known}",
        "该申请没有互助金“{benefit}”；现有：{known}",
    ),
    "sum": both(
        "{name} is {given!r}; the entitlements come to {sum}", "{name} 为“{given}”；各项互助金合计为 {sum}"
    ),
    "total": both(
        "a total of {low} to {high} fen is not within the bounds of the entitlements",
        "合计 {low} 至 {high} 分，不在各项互助金的上下限之内",
    ),
}
"""What does not fit an assessment."""

WHY_OPEN = {
    "word": both("{path} {word!r} is no word that the plan knows", "该活动不认识{path}的“{word}”"),
    "fact": both("the claim does not tell {path}", "申请未填{path}"),
    "terms": both("the record does not state {path}", "公开资料未载明{path}"),
    "no_maximum": both("is {low} yuan or more, with no known maximum", "为 {low} 元以上，上限未知"),
    "between": both("lies between {low} yuan and {high} yuan", "在 {low} 元至 {high} 元之间"),
    "total": both(
        "claim {id}: the total {bounds}, since {why}; read `low` and `high`",
        "申请 {id}：合计{bounds}，因为{why}；请读取 `low` 和 `high`",
    ),
}
"""Why a total is not one number."""
