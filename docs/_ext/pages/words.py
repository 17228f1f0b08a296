"""Phrases of the generated pages, in English and in Chinese."""

from mutual_benefits.sources import Text


def both(en: str, zh: str) -> Text:
    """Pairs an English phrase with its Chinese translation."""
    return Text(en=en, zh=zh)


EVENTS = {
    "injury": both("Injury of the member", "会员意外伤害"),
    "child_injury": both("Injury of a child", "子女意外伤害"),
    "diagnosis": both("Diagnosis of a disease", "疾病确诊"),
    "hospital_stay": both("Stay in hospital", "住院"),
    "medical_expense": both("Medical costs", "医疗费用"),
    "home_loss": both("Loss at home", "家财损失"),
}
"""Names of the kinds of event."""

SAID = {
    "other_language": both("中文", "English"),
    "generated": both(
        "This page is generated from the rule books at each build of the site.",
        "本页在生成网站时由条款数据自动生成。",
    ),
    "code": both("code", "代码"),
    "at_a_glance": both("At a glance", "概览"),
    "version": both("Version", "版本"),
    "in_force": both("First day", "起始日"),
    "product": both("product", "产品"),
    "known_day": both("", ""),
    "known_month": both("known to the month", "仅知月份"),
    "known_year": both("known to the year", "仅知年份"),
    "covers_from": both("covers events from {day}", "自 {day} 起的出险及费用均予计入"),
    "shown_until": both("shown until {day} [{id}]", "资料显示施行至 {day} [{id}]"),
    "figures": both("figures", "数值"),
    "open_terms": both("not stated", "未载明"),
    "readings": both("Readings", "条款解读"),
    "source": both("Source", "出处"),
    "sources": both("Sources", "出处"),
    "from": both("from {day}", "自 {day} 起"),
    "timeline_open": both("{count} terms not stated", "{count} 项未载明"),
    "timeline_open_one": both("1 term not stated", "1 项未载明"),
    "timeline_whole": both("every term stated", "各项均已载明"),
    "path": both("Calculation of a claim", "如何计算"),
    "path_lead": both(
        "A claim must first meet the conditions, from the top down. Each benefit claimed is then paid within"
        " its limits. Limits with the same letter are one limit: what one benefit uses, another cannot use.",
        "申请先依次核对各项条件，再就所申请的各项互助金在限额内计算给付。字母相同的为同一限额：一项互助金已用的额度，其他互助金不能再用。",
    ),
    "path_of": both("{event}, version from {day}", "{event}，{day} 版条款"),
    "conditions": both("Conditions", "条件"),
    "no_conditions": both("No condition of its own", "无其他条件"),
    "limits": both("Limits", "限额"),
    "no_limits": both("No limit", "无限额"),
    "fees": both("Fees", "会费"),
    "side_by_side": both("Versions side by side", "各版本对照"),
    "side_by_side_lead": both(
        "Each row is one term, with the path used to look it up or amend it. The source is in brackets,"
        " followed by the basis unless both are `seed`. Differences from the previous column"
        " are in **bold**.",
        "每行为一项条款，附其路径（可据此查找或修改）。括号内为出处及依据；与前一列不同者以**粗体**显示。",
    ),
    "term": both("Term", "条款"),
    "unit": both("Unit", "单位"),
    "not_stated": both("not stated", "未载明"),
    "absent": both("–", "–"),
    "no_limit": both("does not apply", "不适用"),
    "conditions_lead": both(
        "If a condition fails, the benefit is refused with the condition's reason.",
        "条件不符的，不予给付并说明理由。",
    ),
    "for_all": both("all", "全部"),
    "for": both("For", "适用于"),
    "diseases": both("Diseases", "病种"),
    "diseases_lead": both("The public record names these diseases.", "公开资料载明下列病种。"),
    "disease": both("Disease", "病种"),
    "other_names": both("also", "又称"),
    "listed": both("✓", "✓"),
    "on_the_list": both("number on the official list", "清单载明病种数"),
    "not_counted": both("number not stated", "未载明"),
    "readings_lead": both(
        "The record can be read in several ways on these points. The first option is the default."
        " [Meaning of each option]({page})",
        "公开资料可作多种解读之处，首项为默认。[各项含义]({page})",
    ),
    "options": both("Options", "选项"),
    "unstated": both("Unstated terms", "公开资料未载明的条款"),
    "unstated_lead": both(
        "A sum that depends on such a term is undetermined; only its bounds are known.",
        "此类条款使金额无法确定，只能给出上下限。",
    ),
    "unstated_none": both("Every term is stated.", "各项条款均已载明。"),
    "bounds": both("Bounds", "上下限"),
    "versions": both("Versions", "版本"),
    "changes": both("Changes", "变更"),
    "changes_from": both("From {before} to {after}", "{before} 至 {after}"),
    "change": both("Change", "变更"),
    "before": both("Before", "变更前"),
    "after": both("After", "变更后"),
    "nothing_changed": both("Nothing differs.", "无差异。"),
    "know": both("Audit findings", "使用前须知"),
    "know_lead": both(
        "Results of `mutual-benefits audit {plan}`.", "`mutual-benefits audit {plan} --lang zh` 的结果。"
    ),
    "finding": both("Finding", "事项"),
    "kind": both("Kind", "类别"),
    "notes": both("Notes", "说明"),
    "whole": both("Full text of the rule book", "条款全文"),
    "whole_of": both("Version from {day}", "{day} 版条款"),
}
"""Headings and phrases of the plan pages."""


def say(phrase: str, lang: str, **given: object) -> str:
    """Returns a phrase in one language, with its placeholders filled in."""
    return SAID[phrase].in_(lang).format(**given)
