"""A share of the costs that a member bears for a hospital stay (住院医疗)."""

from ...sources import Text

NAME = Text(en="Hospital medical mutual protection for employees", zh="在职职工住院医疗互助保障活动")
