"""Claims tell every word that a fact may be, so that a payout that is wrong for one word is noticed.

The laws, and where need be the comparison, are run for each plan with a right payout and the default
number of claims: a payout that is wrong for one word is asked about the same claims until it is noticed.
"""

from datetime import date
from decimal import Decimal
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import seed as seeded
from small_plans import SOURCED, benefit, by, figure, plan, version
from strategies_tables import THOROUGH

import mutual_benefits as mb
from mutual_benefits import rules, testing
from mutual_benefits.events import KINDS
from mutual_benefits.rules.words import Word
from mutual_benefits.testing import laws
from mutual_benefits.testing.laws.law import VersionUnderTest, claimed_benefits
from mutual_benefits.testing.laws.minimum import least
from mutual_benefits.testing.oracle import is_met
from mutual_benefits.testing.strategies.claims import single_claim
from mutual_benefits.testing.strategies.told_words import UNLISTED, words_of
from mutual_benefits.testing.version_view import version_views
from mutual_benefits.vocabulary import both

OF_EVENTS = ("cause", "injury_kind", "severity", "hospital_level", "setting", "peril", "disease")
OF_ENROLMENTS = ("member_class", "occupation", "sex", "fee_tier")
SEEDS = range(3)
"""The first nearly always tells every word; which claims it draws depends on the modules that are loaded."""
COVER = rules.WithinCover(years=figure(1), **SOURCED)


def by_benefit(claim, book):
    return {part.benefit: part.amount for part in mb.assess(claim, plan=book).entitlements}


def told(claim):
    for part, facts in ((claim.event, OF_EVENTS), (claim.enrolment, OF_ENROLMENTS)):
        yield from ((fact, getattr(part, fact, None)) for fact in facts)


def words_in(claim):
    return {(claim.event.kind, *each) for each in told(claim)}


@cache
def noticed_by_laws(code, seed):
    """The kind of event, the fact and the word of each claim for which a wrong payment breaks a law."""
    views, found = version_views(code), set()

    def pay(claim):
        view = next(view for view in views if view.applies_to(claim))
        claimed = claimed_benefits(view, claim)
        conditions = [condition for part in claimed for condition in view.conditions_of(part)]
        refused = any(is_met(view, each, claim) is False for each in conditions)
        if any(least(view, part, claim) for part in claimed) or (claimed and refused):
            found.update(words_in(claim))
        return by_benefit(claim, code)

    excluding = any(isinstance(each, rules.ExcludedCauses) for view in views for each in view.parts)
    chosen = ["full_sum", *["excluded_cause"] * excluding]
    assert not laws.check(pay, code, only=chosen, seed=seed).violations
    return found


@cache
def noticed_by_comparison(code, seed):
    """The same of each claim for which a wrong payment differs from the engine's."""
    found = set()

    def pay(claim):
        assessment = mb.assess(claim)
        if assessment.low > 0 or assessment.low == assessment.high:
            found.update(words_in(claim))
        return {part.benefit: part.amount for part in assessment.entitlements}

    assert not laws.differential(pay, code, seed=seed).violations
    return found


def vocabularies():
    """Each plan, its kinds of events and their facts; all plans in a thorough run, and few in another."""
    for book in mb.all_plans() if THOROUGH else map(mb.get_plan, ("accident", "warm_aid")):
        for kind in dict.fromkeys(kind for view in version_views(book) for kind in view.kinds):
            for fact in (*OF_EVENTS, *OF_ENROLMENTS):
                if fact in KINDS[kind].model_fields or fact in OF_ENROLMENTS:
                    yield book.code, kind, fact


@pytest.mark.parametrize(("code", "kind", "fact"), tuple(vocabularies()))
def test_a_wrong_payment_for_any_word_is_noticed(code, kind, fact):
    words = set()
    for view in version_views(code):
        words |= set(view.codes.values() if fact == "disease" else words_of(view, fact))
    missing = {(kind, fact, word) for word in words}
    for noticed, seed in product((noticed_by_laws, noticed_by_comparison), SEEDS):
        missing = missing and missing - noticed(code, seed)
    assert not missing


@pytest.mark.usefixtures("unshrunk")
@pytest.mark.parametrize(("fact", "word"), [("injury_kind", "sprain"), ("cause", "sport")])
def test_a_payout_that_pays_nothing_for_a_word_is_reported(fact, word):
    def pay(claim):
        return Decimal(0) if getattr(claim.event, fact) == word else mb.assess(claim).low

    report = laws.check(pay, "accident", only=["full_sum"])
    assert report.broken == ("full_sum",)
    assert f"{fact}={word!r}" in str(report)


def test_the_diseases_of_a_check_are_given_by_code():
    told = set()

    def pay(claim):
        told.add(claim.event.disease)
        return {}

    laws.check(pay, "female_illness", only=["never_negative"], max_examples=60)
    codes = {code for view in version_views("female_illness") for code in view.codes.values()}
    assert len(told & codes) > 5
    assert told - codes <= set(UNLISTED)


AMONG = (
    ("hospital_level", "three"),
    ("setting", "outpatient"),
    ("occupation", "high_risk"),
    ("member_class", "hardship"),
    ("sex", "female"),
    ("renewed", True),
    ("renewed", False),
    ("died", False),
    ("in_situ", True),
    ("surgery", True),
    ("surgery", False),
)
COST = benefit(rules.ExpenseShare, "cost", "medical_expense", share=figure(8_000))
DAILY = benefit(rules.PerDiem, "daily", days="living_days", rate=figure(100))
ILL = benefit(rules.LumpSum, "ill", "diagnosis", when="disease", sum=figure(900))
PARTS = {"died": DAILY, "in_situ": ILL, "surgery": ILL}


def among(fact, word):
    words = both("not covered", "不在保障范围内")
    return rules.FactAmong(fact=fact, among=(word,), reason="not_covered", words=words, **SOURCED)


@pytest.mark.usefixtures("unshrunk")
@pytest.mark.parametrize(("fact", "word"), AMONG)
def test_a_payout_that_forgets_which_words_are_covered_breaks_the_law(fact, word):
    part = PARTS.get(fact, COST)
    own, forgetful = (plan(version(part, conditions=each)) for each in ((COVER, among(fact, word)), (COVER,)))
    assert laws.check(
        lambda claim: by_benefit(claim, forgetful), own, max_examples=30, only=["fact_among"]
    ).broken == ("fact_among",)
    only = ["fact_among", "full_sum"]
    assert not laws.check(lambda claim: by_benefit(claim, own), own, max_examples=15, only=only).violations
    assert "full_sum" in laws.check(lambda claim: {}, own, max_examples=15, only=only).broken


@pytest.mark.parametrize(("fact", "word"), AMONG)
def test_claims_that_are_to_be_covered_tell_the_words_that_are(fact, word):
    own = plan(version(PARTS.get(fact, COST), conditions=(COVER, among(fact, word))))
    (view,) = version_views(own)
    claims = drawn(single_claim(VersionUnderTest(view).eligible), 15)
    assert {mb.assess(claim, plan=own).status for claim in claims} == {"payable"}


DEATH = plan(version(benefit(rules.LumpSum, "death", when="died", sum=figure(900)), conditions=(COVER,)))


@pytest.mark.usefixtures("unshrunk")
@pytest.mark.parametrize(
    ("fact", "word"), [("sex", "female"), ("member_class", "hardship"), ("occupation", "high_risk")]
)
def test_a_payout_that_reads_a_word_of_the_member_that_no_rule_reads_is_noticed(fact, word):
    def pay(claim):
        return {} if getattr(claim.enrolment, fact) == word else by_benefit(claim, DEATH)

    assert laws.differential(pay, DEATH).broken == ("differential",)
    assert laws.check(pay, DEATH, only=["full_sum"]).broken == ("full_sum",)


def asked_about(book, **how):
    claims = []

    def pay(claim):
        claims.append(claim)
        return by_benefit(claim, book)

    assert not laws.check(pay, book, **how).violations
    return claims


def test_what_is_due_is_asked_again_with_other_words():
    asked = asked_about(DEATH, only=["full_sum"], max_examples=20)
    due = [claim.event for claim in asked if claim.event.cause and by_benefit(claim, DEATH)["death"]]
    causes = {
        each: {other.cause for other in due if other.model_copy(update={"cause": each.cause}) == each}
        for each in due
    }
    assert max(map(len, causes.values())) > 2


def test_laws_ask_about_words_by_their_codes():
    (*_, view) = version_views("accident")
    asked = asked_about("accident", only=["full_sum"], max_examples=40)
    for fact in ("cause", "injury_kind"):
        assert {getattr(claim.event, fact) for claim in asked} - {None} <= set(words_of(view, fact))


def drawn(strategy, count):
    """Examples of a strategy, always the same."""
    found = []

    @seeded(1)
    @settings(max_examples=count, database=None, deadline=None)
    @given(strategy)
    def collect(example):
        found.append(example)

    collect()
    return found


def ill(code, when, **terms):
    return benefit(rules.LumpSum, code, "diagnosis", when=when, **terms)


DEGREES = {"mild": 500, "severe": 600}


@pytest.mark.parametrize(
    ("parts", "fact", "words"),
    [
        (
            (ill("ill", "disease", sum=by("severity", DEGREES)), ill("cut", "surgery", sum=figure(300))),
            "severity",
            {"mild", "severe"},
        ),
        ((ill("ill", "disease", sum=by("surgery", {0: 300, 1: 400})),), "surgery", {False, True}),
    ],
    ids=["word", "yes or no"],
)
def test_every_diagnosis_tells_the_word_on_which_the_sum_for_any_disease_depends(parts, fact, words):
    own = plan(version(*parts, conditions=(COVER,)))
    assert {getattr(claim.event, fact) for claim in drawn(testing.claims(own), 40)} == words


def test_diseases_that_only_another_version_lists_are_drawn():
    def lists(*codes):
        names = (mb.Disease(code=code, name=mb.Text(en=code, zh=code)) for code in codes)
        return (mb.DiseaseList(diseases=tuple(names), **SOURCED),)

    def of(day, *codes):
        listed = rules.OnList(diseases=lists(*codes)[0], **SOURCED)
        return version(ill("ill", "disease", sum=figure(300)), effective_from=day, conditions=(COVER, listed))

    book = plan(of(date(2020, 1, 1), "measles"), of(date(2021, 1, 1), "mumps"))
    for day, elsewhere in ((date(2020, 6, 1), "mumps"), (date(2021, 6, 1), "measles")):
        claims = drawn(testing.claims(book, version=day), 40)
        assert elsewhere in {claim.event.disease for claim in claims}


def test_a_class_of_members_that_the_rule_book_names_itself_is_drawn():
    retired = Word(fact="member_class", code="retired", name=both("Pensioner", "退休职工"))
    own = plan(version(ill("ill", "disease", sum=figure(300)), words=(retired,), conditions=(COVER,)))
    assert "retired" in {claim.enrolment.member_class for claim in drawn(testing.claims(own), 60)}


def test_no_other_word_than_its_own_is_drawn_for_the_kind_of_an_event():
    among = rules.FactAmong(
        fact="kind", among=("diagnosis",), reason="other", words=both("other", "其他"), **SOURCED
    )
    own = plan(version(ill("ill", "disease", sum=figure(300)), conditions=(COVER, among)))
    assert {claim.event.kind for claim in drawn(testing.claims(own), 20)} == {"diagnosis"}
