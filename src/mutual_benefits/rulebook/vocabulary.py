"""The phrases of audits and diffs, in English and in Chinese."""

from typing import Literal

from ..sources import Text
from ..vocabulary import both

FindingKind = Literal[
    "unsourced",
    "inferred",
    "unstated",
    "ambiguous",
    "stale",
    "unusable",
    "unreachable",
    "never_binds",
    "always_holds",
    "above_whole",
    "below_percent",
    "without_row",
    "zero",
    "dated_roughly",
    "shown_until",
    "side_by_side",
]

FINDING_KINDS: dict[FindingKind, Text] = {
    "unsourced": both("source without an address", "出处无网址"),
    "inferred": both("inferred, stated by no source for this version", "推断，公开资料未载明其适用于本版本"),
    "unstated": both("not stated in the record", "公开资料未载明"),
    "ambiguous": both("several readings", "可有多种解读"),
    "stale": both("not checked recently", "近期未核对"),
    "unusable": both(
        "no claim can match it, or no result depends on it", "没有申请能与之相符，或不影响任何结果"
    ),
    "unreachable": both("no claim can reach it", "任何申请都用不到"),
    "never_binds": both("never takes effect", "永不起作用的限额"),
    "always_holds": both("asks for a fact that every claim has", "以申请必有的事项为条件"),
    "above_whole": both("share of more than 100 %", "比例超过100%"),
    "below_percent": both(
        "share of less than 1 %, perhaps a slip of unit (80 % is 8000)",
        "比例不足1%，单位或有误（80%应写8000）",
    ),
    "without_row": both("no row for a value that a claim may have", "申请可能出现而表中无此行"),
    "zero": both(
        "0 throughout, by which nothing is paid, or nothing or everything refused; check it",
        "数值均为0：不予给付、不起作用或一概不予给付，请核对",
    ),
    "dated_roughly": both("first day not known exactly", "起始日不确切"),
    "shown_until": both("last day on which the record shows it in force", "公开资料显示施行的最后一日"),
    "side_by_side": both(
        "products sold side by side, which a claim must name", "并行办理的产品（申请应予注明）"
    ),
}
"""The kinds of findings of an audit."""

DIFF_KINDS = {
    "added": both("new", "新增"),
    "removed": both("removed", "取消"),
    "changed": both("changed", "变更"),
    "sourced_anew": both("same figure, other source", "数值不变，出处不同"),
}
"""The kinds of differences between two versions."""

DETAILS = {
    "name": both("name", "名称"),
    "code": both("code", "代码"),
    "event": both("event", "事件类别"),
    "days": both("days that count", "计给付的天数"),
    "when": both("paid for", "给付情形"),
    "unless": both("not if the claim reports", "除外情形"),
    "unless_diseases": both("diseases for which “unless” holds", "除外情形所适用的疾病"),
    "diseases": both("also for", "亦适用于"),
    "except_diseases": both("not for", "不适用于"),
    "per_share": both("paid for each share", "按份给付"),
    "grades": both("grades that claim it", "据以给付的等级或项目"),
    "kinds": both("sure to be listed", "确定列入"),
    "peril": both("peril", "灾害"),
    "bands": both("bands", "分段"),
    "tops": both("possible top bands", "可能适用的最高段"),
    "by_line": both("outpatient and inpatient costs each fill all the bands", "门诊、住院费用各自分段"),
    "counter": both("counted", "累计"),
    "line_counter": both("counted by setting", "分门诊、住院累计"),
    "yearly_deductible": both("taken off over a period", "期间累计扣除"),
    "limit": both("limit", "限额"),
    "limits": both("limits", "限额"),
    "unit": both("unit", "计量单位"),
    "per": both("period", "计算期间"),
    "subject": both("counted separately by", "分别计算的对象"),
    "period_unstated": both("period not stated", "计算期间未载明"),
    "inclusive": both("the last day included", "是否含末日"),
    "calendar_year": both("the cover is the calendar year", "保障期为自然年度"),
    "setting": both("setting", "就医类别"),
    "sex": both("sex", "性别"),
    "benefits": both("benefits in their order", "互助金及其先后"),
    "conditions": both("conditions in their order", "条件及其先后"),
    "adds": both("paid in addition to each other", "可同时给付"),
    "words": both("words of claims", "申请用语"),
    "fact": both("fact", "所属事项"),
    "facts": both("facts that the rule book declares", "另设事项"),
    "kind": both("kind", "类型"),
    "default": both("default", "未填时视为"),
    "after_event": both("days after the event", "自出险日起算"),
    "among": both("what the fact must be", "须符合的内容"),
    "of": both("what the share is of", "计算比例的金额"),
    "also": both("other names", "其他名称"),
    "product": both("product", "产品"),
    "covers_from": both("covers events from", "事件计入起始日"),
    "fee": both("fee", "会费"),
    "fee_tiers": both("fee tiers", "会费档次"),
    "by": both("depends on, or is due by", "取决于或截止于"),
    "month": both("month", "月"),
    "reason": both("code of the refusal", "不予给付的代码"),
    "day": both("day", "日"),
    "months": both("months", "月数"),
    "years": both("years", "年数"),
    "ceiling": both("ceiling", "最高金额"),
    "upto": both("up to", "该段上限"),
    "rows": both("rows", "各行"),
    "rungs": both("steps", "各档"),
    "beyond": both("afterwards", "其后"),
    "value": both("figure", "数值"),
    "note": both("note", "备注"),
    "what": both("what is not stated", "未载明的内容"),
    "reading": both("reading", "解读"),
    "options": both("options", "选项"),
    "share": both("share", "比例"),
}
"""The fields of rule books as diffs name them; other fields have the names of `vocabulary.FIELDS`."""
