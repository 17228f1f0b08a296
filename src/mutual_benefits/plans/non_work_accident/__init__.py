"""Non-work injury of a member or a member's child (非工伤意外伤害), and home loss (家财损失)."""

from ...sources import Text

NAME = Text(
    en="Combined mutual protection against non-work injury and home loss",
    zh="非工伤意外伤害及家财损失综合互助保障计划",
)
