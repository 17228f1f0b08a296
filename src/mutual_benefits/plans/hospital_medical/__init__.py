"""住院医疗: a share of what a member paid herself for a stay in hospital."""

from ...sources import Text

NAME = Text(en="Hospital medical mutual protection for employees", zh="在职职工住院医疗互助保障活动")
