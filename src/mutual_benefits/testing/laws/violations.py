"""Reports of broken laws: violations with example claims, in English and in Chinese."""

from decimal import Decimal
from html import escape

from ..._language import chosen_language
from ..._texts import Lang, both, language_of
from ...claims import Claim
from ...errors import MutualBenefitsError
from ...frozen import Day, Frozen
from ...sources import Text
from .claim_text import LANGUAGES, claim_as_python

TEXTS = {
    "none": both("{plan}: no law is broken (checked: {count}).", "{plan}：{count} 项规则全部符合。"),
    "some": both("{plan}: laws broken: {broken} of {count}.", "{plan}：{count} 项规则中有 {broken} 项不符。"),
    "unanswered": both(
        "It was asked {asked} times, and {unanswered} times it returned None, which was not checked.",
        "共计算 {asked} 次，其中 {unanswered} 次返回 None，未予检验。",
    ),
    "unrepeated": both(
        "Asked again at the end, it paid some of the first claims otherwise: it keeps something from claim to"
        " claim, and an example may not show its fault by itself. Let it begin anew for each claim;"
        " `laws.histories` is for systems that count limits.",
        "最后重新计算最初的若干申请，结果与先前不同：该函数在申请之间保留了状态，反例未必能单独重现。请让它对每件申请"
        "重新开始；累计限额的系统用 `laws.histories` 检验。",
    ),
    "version": both("rule book in force from {first}", "{first} 版条款"),
    "paid": both("paid", "给付"),
    "nothing": both("nothing", "无"),
    "unknown": both("not known", "未知"),
}


COMPARISONS = ("differential", "histories")
"""Laws of which each violation is told with its own claims."""


class LawsBroken(MutualBenefitsError, AssertionError):
    """A payout function breaks laws of a rule book; the message is the report's text."""


class Violation(Frozen):
    """One broken law, with the smallest example that was found.

    `law` is the law's code and `rule` its statement; `text` describes what is wrong with the `claims`. For
    each of them, `paid` is what was paid, in yuan by benefit (under `total` if one sum was given for all).
    `version` is the first day of the version under which they are assessed.
    """

    law: str
    rule: Text
    text: Text
    version: Day
    claims: tuple[Claim, ...]
    paid: tuple[tuple[tuple[str, Decimal | None], ...], ...]

    def __str__(self) -> str:
        return self.in_(chosen_language())

    def in_(self, lang: str) -> str:
        """The violation in one language, `en` or `zh`; each claim is written as a Python expression."""
        version = TEXTS["version"].in_(lang).format(first=self.version)
        colon = "：" if lang == "zh" else ": "
        lines = [f"{self.law} [{version}]{colon}{self.rule.in_(lang)}", f"  {self.text.in_(lang)}"]
        for claim, paid in zip(self.claims, self.paid, strict=True):
            lines += [f"  {line}" for line in claim_as_python(claim).splitlines()]
            lines.append(f"  # {TEXTS['paid'].in_(lang)}{colon}{_sums(paid, lang)}")
        return "\n".join(lines)


def _row(violation: Violation) -> str:
    texts = "<br>".join(
        escape(text.in_(lang)) for text in (violation.rule, violation.text) for lang in LANGUAGES
    )
    claims = escape("\n".join(claim_as_python(claim) for claim in violation.claims))
    return (
        f"<tr><th>{escape(violation.law)}<br>{violation.version}</th><td>{texts}</td>"
        f"<td><pre>{claims}</pre></td></tr>"
    )


def _sums(paid: tuple[tuple[str, Decimal | None], ...], lang: str) -> str:
    known = [
        f"{name} {TEXTS['unknown'].in_(lang) if sum_ is None else sum_}"
        for name, sum_ in paid
        if sum_ is None or sum_ != 0
    ]
    return ", ".join(known) or TEXTS["nothing"].in_(lang)


class Report(Frozen):
    """The result of checking a payout function: the laws that were checked, and those that are broken.

    `laws` has the codes of the laws that were checked, `passed_over` of those that do not apply to the plan;
    `violations` is empty if no law is broken. The function was called `asked` times, and returned None
    `unanswered` times. `repeats` is false if it paid the first claims otherwise when it was asked again.
    """

    plan: str
    laws: tuple[str, ...]
    passed_over: tuple[str, ...]
    violations: tuple[Violation, ...]
    asked: int
    unanswered: int
    repeats: bool = True

    @property
    def broken(self) -> tuple[str, ...]:
        """The codes of the laws that are broken."""
        return tuple(dict.fromkeys(violation.law for violation in self.violations))

    def __str__(self) -> str:
        return self.text()

    def text(self, lang: Lang | None = None) -> str:
        """The report in English (`en`) or Chinese (`zh`).

        Raises:
            ValueError: `lang` is neither `en` nor `zh`.
        """
        return self.in_(language_of(lang))

    def in_(self, lang: str) -> str:
        """The report in one language."""
        blocks = [self._head(lang)]
        last: Violation | None = None
        for violation in self.violations:
            same = last is not None and last.law == violation.law not in COMPARISONS
            if same:  # one law that several benefits break is one block, with the example of the first
                blocks[-1] += f"\n  {violation.text.in_(lang)}"
            else:
                blocks.append(violation.in_(lang))
            last = violation
        return "\n\n".join(blocks)

    def _head(self, lang: str) -> str:
        remarks = {"unanswered": self.unanswered, "unrepeated": not self.repeats}
        keys = ("some" if self.violations else "none", *(key for key in remarks if remarks[key]))
        form = (" " if lang == "en" else "").join(TEXTS[key].in_(lang) for key in keys)
        return form.format(
            plan=self.plan,
            count=len(self.laws),
            broken=len(self.broken),
            asked=self.asked,
            unanswered=self.unanswered,
        )

    def _repr_html_(self) -> str:
        """The report in a notebook: a row for each broken law, in both languages."""
        head = f"<p>{escape(self._head('en'))} {escape(self._head('zh'))}</p>"
        rows = "".join(_row(violation) for violation in self.violations)
        return f"{head}<table><tbody>{rows}</tbody></table>" if rows else head

    def raise_if_any(self) -> None:
        """Raise an error if a law is broken.

        Raises:
            LawsBroken: there are violations. It is also an `AssertionError`.
        """
        if self.violations:
            raise LawsBroken(both(*(f"\n{self.in_(lang)}" for lang in LANGUAGES)))
