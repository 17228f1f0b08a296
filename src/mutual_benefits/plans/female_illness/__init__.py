"""Certain diseases of women members (女职工特殊疾病), in two products sold side by side."""

from ...sources import Text

ALSO = ("女工特疾",)
NAME = Text(
    en="Mutual protection of women employees against certain diseases", zh="在职女职工特殊疾病互助保障活动"
)
