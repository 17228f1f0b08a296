"""The phrases of audits and diffs, in English and in Chinese."""

from ..vocabulary import both

FINDING_KINDS = {
    "unsourced": both("source without an address", "出处无网址"),
    "inferred": both("inferred, stated by no source for this version", "推断，公开资料未载明其适用于本版本"),
    "unstated": both("not stated in the record", "公开资料未载明"),
    "ambiguous": both("several readings", "可有多种解读"),
    "stale": both("not checked recently", "近期未核对"),
    "unreachable": both("no claim can reach it", "任何申请都用不到"),
    "never_binds": both("never takes effect", "永不起作用的限额"),
    "above_whole": both("share of more than 100 %", "比例超过100%"),
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
