"""The phrases of sensitivities, in English and in Chinese."""

from ...vocabulary import both

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
