"""在职职工意外伤害互助保障活动: accidental injury of a working member, with its 慰问金 route."""

from ...sources import Text

NAME = Text(en="Accidental injury mutual protection for employees", zh="在职职工意外伤害互助保障活动")
