"""What the laws found: violations with the claims that show them, in English and in Chinese."""

from datetime import date
from decimal import Decimal
from html import escape

from ...claims import Claim
from ...errors import MutualBenefitsError
from ...frozen import Frozen
from ...sources import Text
from ...vocabulary import both
from .claim_text import LANGUAGES, told

SAYS = {
    "none": both("{plan}: all {count} laws hold.", "{plan}：{count} 项规则全部符合。"),
    "some": both(
        "{plan}: {broken} of {count} laws are broken.", "{plan}：{count} 项规则中有 {broken} 项不符。"
    ),
    "version": both("rule book in force from {first}", "{first} 版条款"),
    "paid": both("paid", "给付"),
    "nothing": both("nothing", "无"),
    "unknown": both("not known", "未知"),
}


class LawsBroken(MutualBenefitsError, AssertionError):
    """A payout function breaks laws of a rule book; the message is the report."""


class Violation(Frozen):
    """One law that is broken, in the smallest example that was found.

    `law` is the law's code and `rule` its words; `text` says what is wrong with the `claims`, for each of
    which `paid` gives what was paid, in yuan by benefit (under `total` where one sum was given for all).
    `version` is the first day of the version that answers them.
    """

    law: str
    rule: Text
    text: Text
    version: date
    claims: tuple[Claim, ...]
    paid: tuple[tuple[tuple[str, Decimal | None], ...], ...]

    def __str__(self) -> str:
        return self.in_("en")

    def in_(self, lang: str) -> str:
        """The violation in one language, `en` or `zh`; a claim is shown as Python that makes it."""
        version = SAYS["version"].in_(lang).format(first=self.version)
        colon = "：" if lang == "zh" else ": "
        lines = [f"{self.law} [{version}]{colon}{self.rule.in_(lang)}", f"  {self.text.in_(lang)}"]
        for claim, paid in zip(self.claims, self.paid, strict=True):
            lines += [f"  {line}" for line in told(claim).splitlines()]
            lines.append(f"  # {SAYS['paid'].in_(lang)}{colon}{_sums(paid, lang)}")
        return "\n".join(lines)


def _row(violation: Violation) -> str:
    said = "<br>".join(
        escape(text.in_(lang)) for text in (violation.rule, violation.text) for lang in LANGUAGES
    )
    claims = escape("\n".join(told(claim) for claim in violation.claims))
    return (
        f"<tr><th>{escape(violation.law)}<br>{violation.version}</th><td>{said}</td>"
        f"<td><pre>{claims}</pre></td></tr>"
    )


def _sums(paid: tuple[tuple[str, Decimal | None], ...], lang: str) -> str:
    known = [
        f"{name} {SAYS['unknown'].in_(lang) if sum_ is None else sum_}"
        for name, sum_ in paid
        if sum_ is None or sum_ != 0
    ]
    return ", ".join(known) or SAYS["nothing"].in_(lang)


class Report(Frozen):
    """What came of holding a payout function to laws: which were tried, and which are broken.

    `laws` are the codes of those that were tried, `passed_over` of those that speak of nothing in the
    plan; `violations` is empty when all hold.
    """

    plan: str
    laws: tuple[str, ...]
    passed_over: tuple[str, ...]
    violations: tuple[Violation, ...]

    @property
    def broken(self) -> tuple[str, ...]:
        """The codes of the laws that are broken."""
        return tuple(dict.fromkeys(violation.law for violation in self.violations))

    def __str__(self) -> str:
        return self.text("en")

    def text(self, lang: str = "en") -> str:
        """The report in English (`en`) or Chinese (`zh`).

        Raises:
            ValueError: `lang` is neither `en` nor `zh`.
        """
        if lang not in LANGUAGES:
            raise ValueError(f"lang is {lang!r}; give 'en' or 'zh'")
        return "\n\n".join([self._head(lang), *(violation.in_(lang) for violation in self.violations)])

    def _head(self, lang: str) -> str:
        form = SAYS["some" if self.violations else "none"].in_(lang)
        return form.format(plan=self.plan, count=len(self.laws), broken=len(self.broken))

    def _repr_html_(self) -> str:
        """The report in a notebook: a row for each law that is broken, in both languages."""
        head = f"<p>{escape(self._head('en'))} {escape(self._head('zh'))}</p>"
        rows = "".join(_row(violation) for violation in self.violations)
        return f"{head}<table><tbody>{rows}</tbody></table>" if rows else head

    def raise_if_any(self) -> None:
        """Raise what was found.

        Raises:
            LawsBroken: there are violations. It is an `AssertionError` too.
        """
        if self.violations:
            raise LawsBroken(f"\n{self}")
