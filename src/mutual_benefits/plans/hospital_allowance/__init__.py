"""A daily allowance for hospital stays (住院津贴)."""

from ...sources import Text

NAME = Text(en="Hospital allowance mutual protection for employees", zh="在职职工住院津贴互助保障活动")
