"""A share of the medical costs that basic insurance leaves to the member (暖·互助)."""

from ...sources import Text

NAME = Text(
    en="Warm Mutual Aid, the medical mutual aid plan for employees", zh="暖·互助（在职职工医疗互助保障计划）"
)
