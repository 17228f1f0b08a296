"""Accidental injury of a working member (在职职工意外伤害), with its consolation route (慰问金)."""

from ...sources import Text

NAME = Text(en="Accidental injury mutual protection for employees", zh="在职职工意外伤害互助保障活动")
