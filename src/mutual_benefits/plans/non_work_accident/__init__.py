"""非工伤意外伤害及家财损失综合互助保障计划: non-work injury of a member or her child, and home loss."""

from ...sources import Text

NAME = Text(
    en="Combined mutual protection against non-work injury and home loss",
    zh="非工伤意外伤害及家财损失综合互助保障计划",
)
