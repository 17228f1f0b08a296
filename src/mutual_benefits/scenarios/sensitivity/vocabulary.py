"""The phrases of sensitivities, in English and in Chinese."""

from ...vocabulary import both

SENSED = {
    "heading": both(
        "How much each term matters: {book}, step {step}", "各项条款的影响：{book}，变动幅度 {step}"
    ),
    "base": both(
        "Under the present terms, {claims} claim(s) come to {sum}", "按现行条款，{claims} 件申请合计{sum}"
    ),
    "term": both("  {name}, now {value}", "  {name}，现为{value}"),
    "turn": both("    {value}: {shift}", "    {value}：{shift}"),
    "stuck_turn": both("    {value}: the rule book would be invalid", "    {value}：条款无效，不予计算"),
    "unstated": both("not stated", "公开资料未载明"),
    "idle": both("{number} terms have no effect: {paths}", "{number} 项不影响金额：{paths}"),
    "stuck": both(
        "{number} terms cannot be changed by the step: {paths}", "{number} 项不能按此幅度变动：{paths}"
    ),
}
"""Sensitivities in words."""
