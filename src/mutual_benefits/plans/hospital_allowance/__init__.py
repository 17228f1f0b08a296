"""住院津贴: a daily allowance for stays in hospital."""

from ...sources import Text

NAME = Text(en="Hospital allowance mutual protection for employees", zh="在职职工住院津贴互助保障活动")
