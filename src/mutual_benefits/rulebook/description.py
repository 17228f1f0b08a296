"""Describes a rule book in words: every figure with its source and basis, and every unstated term."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from .._arguments import checked
from .._texts import Lang, language_of
from ..claims import COUNTED_FACTS
from ..diseases import Disease, DiseaseList
from ..formatting import (
    cited,
    known_only,
    option_name,
    options_text,
    outward,
    own_words,
    product_name,
    product_names,
    quantity,
    reading_name,
    roughly,
)
from ..frozen import every
from ..intervals import Interval
from ..limits import Limit
from ..rules.fact_names import described, key_name, names_of, rung_name, word_name
from ..sources import Basis, Source, Text
from ..terms import Choice, DayOfYear, Figure, Ladder, Table, Unstated, choices
from ..vocabulary import CONDITIONS, FACTS, FIELDS, KEYS, PHRASES, SPANS, WORDS, name_of, way_of
from .amendment import amendment_text
from .plan import Plan
from .registry.book import AnyPlan, plan_of
from .version import PlanVersion
from .version_in_force import sold_beside

AGES = ("least", "below")
"""Terms whose years are years of age, for which Chinese has a separate unit."""


@checked
def describe(plan: AnyPlan, version: PlanVersion | date, lang: Lang | None = None) -> str:
    """The rule book of one version as text.

    `plan` is the plan, by its code or its name, or a `Plan`; `version` is one of its versions, or a day that
    one covers; `lang` is `en` or `zh`.
    """
    lang, plan = language_of(lang), plan_of(plan)
    chosen = plan.version_on(version) if isinstance(version, date) else version
    return "\n".join(_Description(lang).lines(plan, chosen))


class _Description:
    """Writes the lines of one rule book in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.colon, self.comma, self.separator = ("：", "，", "、") if lang == "zh" else (": ", ", ", ", ")
        self.own_facts: dict[str, Text] = {}
        self.disease_names: dict[str, str] = {}
        self.benefit_names: dict[str, str] = {}

    def phrase(self, key: str, **details: object) -> str:
        return PHRASES[key].in_(self.lang).format(**details)

    def lines(self, plan: Plan, version: PlanVersion) -> Iterator[str]:
        diseases = every(Disease, (*plan.versions, version))  # what one version lists, another may leave out
        self.own_facts = dict(names_of(version.facts, version.words))
        self.disease_names = {disease.code: disease.name.in_(self.lang) for disease in diseases}
        if self.lang == "zh":  # in English benefits are told by their codes
            self.benefit_names = {rule.code: rule.name.zh for rule in version.benefits}
        yield self.phrase("named", name=plan.name.in_(self.lang), code=plan.code)
        known = known_only(version.known_to, self.lang)
        first = self.phrase("in_force", day=version.effective_from, known=known)
        yield first + cited(version.source, version.basis, self.lang)
        if version.draft:
            yield self.phrase("draft", label=version.label)
            yield from (f"  - {amendment_text((change,), self.lang)}" for change in version.made_from)
        if version.covers_from:
            yield self.phrase("covers_from", day=version.covers_from)
        if shown := version.shown_until:
            last = self.phrase("shown_until", day=roughly(shown.day, shown.known_to, self.lang))
            yield last + cited(shown.source, None, self.lang)
        if version.product:
            yield self.phrase("product", product=product_name(version.product, self.lang))
        if beside := sold_beside(plan.versions, version):
            yield self.phrase("side_by_side", products=product_names(beside, self.lang))
        yield from self.fees(version)
        yield from self.section("facts", [[described(*each, self.lang)] for each in version.facts])
        yield from self.section("benefits", [self.benefit(rule) for rule in version.benefits])
        yield from self.section("conditions", [self.condition(guard) for guard in version.conditions])
        offered = [(name, options_text(name, each).in_(self.lang)) for name, each in choices(version).items()]
        readings = [[f"{reading_name(name, self.lang)}{self.colon}{options}"] for name, options in offered]
        yield from self.section("readings", readings)
        unstated = dict.fromkeys(term.what.in_(self.lang) for term in every(Unstated, version))
        yield from self.section("unstated", [[what] for what in unstated])
        notes = (*version.notes, *(doubt.text for doubt in version.doubts))
        yield from self.section("notes", [[note.in_(self.lang)] for note in notes])

    def section(self, title: str, entries: list[list[str]]) -> Iterator[str]:
        yield from ("", self.phrase(title)) if entries else ()
        for entry in entries:
            yield f"  - {entry[0]}"
            yield from (f"      {line}" for line in entry[1:])

    def fees(self, version: PlanVersion) -> Iterator[str]:
        for tier in version.fee_tiers:
            ordinary, risky = (self.amount(fen, "fen") for fen in (tier.ordinary, tier.high_risk))
            text = self.phrase("tier_fee", tier=tier.code, ordinary=ordinary, high_risk=risky)
            yield text + cited(tier.source, tier.basis, self.lang)
        if version.fee is not None:
            shared = any(getattr(rule, "per_share", False) for rule in version.benefits)
            yield from self.term(self.phrase("fee" if shared else "fee_of_period"), version.fee, "fen")
        if version.group is not None:
            share = self.amount(version.group.share.value, "basis_points")
            text = self.phrase("group", share=share, whole=version.group.whole_up_to.value)
            yield text + cited(version.group.share.source, version.group.share.basis, self.lang)

    def benefit(self, rule: Any) -> list[str]:
        title = self.phrase("named", name=rule.name.in_(self.lang), code=rule.code) + self.colon
        title += way_of(rule).in_(self.lang) + cited(rule.source, None, self.lang)
        return [title, *self.terms_of(rule)]

    def condition(self, guard: Any) -> list[str]:
        title = CONDITIONS[guard.condition].in_(self.lang)
        if guard.benefits:
            names = self.separator.join(self.benefit_names.get(code, code) for code in guard.benefits)
            title += self.phrase("guards", benefits=names)
        return [title + cited(guard.source, guard.basis, self.lang), *self.terms_of(guard)]

    def terms_of(self, part: Any) -> list[str]:
        """The contents of a benefit or a condition: terms, limits, lists, and whom or what it is for."""
        lines: list[str] = []
        for name, value in part.__dict__.items():
            if name in part.units and value is not None:
                unit = "age" if name in AGES else part.units[name]
                lines += self.term(self.field(part, name), value, unit)
            elif isinstance(value, Limit):
                lines += self.limit(value, "deducted" if name == "yearly_deductible" else "limit")
            elif isinstance(value, DiseaseList):
                lines += self.diseases(value)
            elif name == "limits":
                lines += [line for limit in value for line in self.limit(limit)]
            else:
                lines += self.particular(name, value, getattr(part, "fact", ""))
        return lines

    def field(self, part: Any, name: str) -> str:
        """The name of a term, which may depend on other fields of its benefit or condition."""
        if name == "sum" and part.per_share:
            name = "sum_of_a_share"
        if name == "days" and hasattr(part, "inclusive"):
            name = "days_through" if part.inclusive else "days_before"
        return FIELDS[name].in_(self.lang)

    def particular(self, name: str, value: Any, fact: str = "") -> list[str]:
        """The line for a field that is not a term, if it needs one."""
        if isinstance(value, Choice):
            return self.options(value, lambda option: self.particular(name, option))
        if name in ("bands", "tops"):
            key = "top" if name == "tops" and len(value) == 1 else name
            titled = [(self.phrase(key, number=n), self.terms_of(band)) for n, band in enumerate(value, 1)]
            return [line for title, lines in titled for line in (title, *(f"  {one}" for one in lines))]
        if isinstance(value, DayOfYear | Text):
            return own_words(name, value, self.lang)
        if name == "waiver" and value is not None:
            return [self.waived("waiver", value)]
        if name in ("sex", "setting", "fact") or (name == "days" and value in COUNTED_FACTS):
            return [(KEYS.get(value) or self.own_facts.get(value) or name_of(value)).in_(self.lang)]
        if name in ("of", "among") and value:
            named = (word_name(fact, word, self.own_facts) for word in ((value,) if name == "of" else value))
            return [self.phrase(name, words=self.separator.join(each.in_(self.lang) for each in named))]
        if name in ("calendar_year", "by_line", "after_event") and value:
            return [self.phrase(name)]
        if name in ("causes", "kinds") and value:
            of = "cause" if name == "causes" else "injury_kind"
            words = self.separator.join(self.word(of, code) for code in value)
            return [words if name == "causes" else self.phrase("listed_kinds", words=words)]
        if name in ("unless", "unless_diseases", "diseases", "except_diseases") and value:
            known = self.disease_names | {fact: text.in_(self.lang) for fact, text in FACTS.items()}
            joined = "、" if self.lang == "zh" else " or " if len(value) < 4 else ", "
            words = joined.join(known.get(word) or name_of(word).in_(self.lang) for word in value)
            return [self.phrase(name, words=words)]
        return []

    def word(self, fact: str, code: str) -> str:
        """A cause or a kind of injury by the code that claims use, in Chinese after its name."""
        name = self.own_facts.get(f"{fact}.{code}") or WORDS[fact].get(code)
        return code if name is None else self.phrase("coded", name=name.in_(self.lang), code=code)

    def waived(self, field: str, waiver: Any) -> str:
        """Whether a waiting period or a ladder is waived for a renewal, or that the record does not say."""
        answer = self.phrase("yes" if getattr(waiver, "value", 0) else "no")
        if isinstance(waiver, Unstated):
            answer = self.phrase("not_said", what=waiver.what.in_(self.lang))
        answer += cited(waiver.source, waiver.basis, self.lang)
        return f"{FIELDS[field].in_(self.lang)}{self.colon}{answer}"

    def limit(self, limit: Any, key: str = "limit") -> list[str]:
        if isinstance(limit, Choice):
            return self.options(limit, self.limit)
        key, span = key if limit.ceiling else "counted", SPANS[limit.per].in_(self.lang)
        if limit.subject:
            span += self.comma + self.phrase("for_each", fact=name_of(limit.subject).in_(self.lang))
        title = self.phrase(key, name=limit.name.in_(self.lang), span=span)
        title += self.phrase("period_unstated") if limit.period_unstated else ""
        unit = f"none_or_{limit.unit}" if key == "deducted" else limit.unit  # a deductible of 0 is none
        lifted = [f"  {line}" for line in self.particular("unless", limit.unless)]
        return [*(self.term(title, limit.ceiling, unit) if limit.ceiling else [title]), *lifted]

    def options(self, choice: Choice[Any], lines_of: Any) -> list[str]:
        lines = []
        for index, (name, option) in enumerate(choice.options):
            default = "" if index else self.phrase("default")
            text = option_name(choice.reading, name, self.lang)
            reading = reading_name(choice.reading, self.lang)
            lines.append(self.phrase("under", reading=reading, option=text, default=default))
            lines += [f"  {line}" for line in lines_of(option)] or [f"  {self.phrase('always')}"]
        return lines

    def amount(self, value: int | Interval, unit: str) -> str:
        if value == 0 and unit.startswith("none_or_"):
            return self.phrase("no_limit")
        return quantity(*outward(value, unit.removeprefix("none_or_")), self.lang)

    def term(
        self, name: str, term: Any, unit: str, source: Source | None = None, basis: Basis | None = None
    ) -> Iterator[str]:
        if isinstance(term, int):
            yield f"{name}{self.colon}{self.amount(term, unit)}{cited(source, basis, self.lang)}"
        elif isinstance(term, Figure):
            (line,) = self.term(name, term.value, unit, term.source, term.basis)
            yield line + (self.phrase("note", note=term.note.in_(self.lang)) if term.note else "")
        elif isinstance(term, Unstated):
            bounds = self.amount(Interval(term.low, term.high), unit)
            text = self.phrase("not_stated", what=term.what.in_(self.lang), bounds=bounds)
            yield f"{name}{self.colon}{text}{cited(term.source, term.basis, self.lang)}"
        elif isinstance(term, Choice):
            yield from self.options(term, lambda option: self.term(name, option, unit))
        elif isinstance(term, Table):
            for key, row in term.rows:
                label = key_name(term.by, key, self.own_facts).in_(self.lang)
                yield from self.term(f"{name}{self.comma}{label}", row, unit, term.source, term.basis)
        elif isinstance(term, Ladder):
            yield from self.ladder(name, term, unit)

    def ladder(self, name: str, ladder: Ladder, unit: str) -> Iterator[str]:
        for rung in ladder.rungs:
            at = rung_name(ladder, rung, self.own_facts).in_(self.lang)
            yield from self.term(f"{name}{self.comma}{at}", rung.value, unit)
        yield from self.term(f"{name}{self.comma}{self.phrase('beyond')}", ladder.beyond, unit)
        if ladder.waiver is not None:
            yield f"{name}{self.comma}{self.waived('ladder_waiver', ladder.waiver)}"

    def diseases(self, listed: DiseaseList) -> list[str]:
        named, count = len(listed.diseases), listed.count
        extent = "some" if count is None else "all" if named == count else "part" if named < count else "more"
        text = self.phrase(f"diseases_{extent}", named=named, count=count)
        names = ("、" if self.lang == "zh" else "; ").join(one.name.in_(self.lang) for one in listed.diseases)
        return [text, *([names] if names else [])]
