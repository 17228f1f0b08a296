"""The phrases of sensitivities, in English and in Chinese."""

from ...vocabulary import both

SENSITIVITY = {
    "heading": both(
        "Sensitivity to each term: {book}, step {step}", "各项条款的影响：{book}，变动幅度 {step}"
    ),
    "base": both(
        "Total of {claims} claims with the terms unchanged: {sum}", "条款不变时，{claims} 件申请合计{sum}"
    ),
    "term": both("  {name}, now {value}", "  {name}，现为{value}"),
    "turn": both("    {value}: {shift}", "    {value}：{shift}"),
    "stuck_turn": both("    {value}: the rule book would be invalid", "    {value}：条款无效，不予计算"),
    "step": both("{name} ± {by}", "{name} ± {by}"),
    "unstated": both("not stated", "公开资料未载明"),
    "idle": both("{number} terms have no effect: {paths}", "{number} 项不影响金额：{paths}"),
    "stuck": both(
        "{number} terms cannot be changed by this step: {paths}", "{number} 项不能按此幅度变动：{paths}"
    ),
}
"""Sensitivities in words."""
