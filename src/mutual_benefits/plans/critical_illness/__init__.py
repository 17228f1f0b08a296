"""Critical illness (重大疾病), in two products sold side by side."""

from ...sources import Text

NAME = Text(en="Mutual protection of employees against critical illness", zh="在职职工重大疾病互助保障活动")
