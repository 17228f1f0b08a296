"""A fact among some: a word is one of these, or a fact that is yes or no is so, or the benefit is refused.

fact among the words, or true or false; unsure where the word is unknown or a declared fact is not told
"""

from typing import Any, Literal

from pydantic import Field

from ...sources import Text
from ..calculator import Calculator, Value
from ..condition import Condition
from .number_bounds import LEFT_OUT


class FactAmong(Condition):
    """The fact `fact` is one of the words, or of true and false, in `among`.

    A fact of every claim that this one leaves out, such as a cause, is not checked. `reason` is the code of
    the refusal and `words` its words.
    """

    condition: Literal["fact_among"] = "fact_among"
    fact: str
    among: tuple[str | bool, ...] = Field(min_length=1)
    reason: str = Field(pattern=r"^[a-z][a-z0-9_]*$")  # type: ignore[misc]  # each rule book has its own
    words: Text

    @property
    def needs(self) -> tuple[str, ...]:  # type: ignore[override]  # it depends on the fact
        """The fact itself, if a claim may leave it out."""
        return (self.fact,) if self.fact in LEFT_OUT else ()

    def holds(self, facts: Any, do: Calculator) -> Value:
        among = do.fact_among(self.fact, self.among)
        unit = "flag" if isinstance(self.among[0], bool) else "word"
        do.step(f"fact.{self.fact}", getattr(facts, self.fact), unit, self)
        return among
