"""Nothing in a plan file runs: its texts enter generated code only as literals, and HTML only escaped."""

import ast
import builtins
import json
from datetime import date

import pytest
from example_counts import examples
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from plan_folders import FIRST, PLAN, VERSION, write_plan

import mutual_benefits as mb
from mutual_benefits.engine.compiled import function_source

HOOK = "mutual_benefits_was_run"
ATTACKS = [
    f'"] or __import__("builtins").__dict__.update({HOOK}=1) or ["',
    f"'] or __import__('builtins').__dict__.update({HOOK}=1) or ['",
    f"'); __import__('builtins').{HOOK} = 1; ('",
    f"0\\n    __import__('builtins').{HOOK} = 1",
    "{0.__class__.__mro__}",
    "{benefits.__init__.__globals__}",
    "%s%n%(x)d",
    "\\",
    "'''",
    '"""',
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "&lt;b&gt;",
    "]]><!--",
    "[bold red]x[/]",
    "[link=file:///etc/passwd]x[/link]",
    "facts",
    "outcome0",
    "__class__",
    "None",
    "True",
    "#",
    "..",
    "../../x",
    "日本語\u3000",
    "🙂",
]


def book(words):
    """The data of a version with a different word in every place that takes any text."""
    give = iter(words)
    source, tier, limit, reading, one, other, product = (next(give) for _ in range(7))
    kind, cause = plain_code(next(give)), plain_code(next(give))
    sourced = {"source": source, "basis": "seed"}

    def text():
        return {"en": next(give), "zh": next(give)}

    def figure(value):
        return {"value": value, **sourced, "note": text()}

    rate = {"reading": reading, "options": {one: figure(3), other: {"what": text()}}}
    counted = {"code": limit, "name": text(), "unit": "day", "per": "cover_period", "ceiling": figure(9)}
    counted |= {"subject": "cause", "unless": ["died"]}
    shares = {"by": "injury_kind", "rows": {kind: 100, plain_code(next(give)): figure(200)}, **sourced}
    return {
        "effective_from": "2020-01-01",
        **sourced,
        "product": product,
        "notes": [text()],
        "doubts": [{"since": "2020-01-01", "only": {"cause": cause}, "text": text()}],
        "fee_tiers": [{"code": tier, "ordinary": 1, "high_risk": 1, **sourced}],
        "sources": {source: {"title": text(), "url": next(give), "dated": next(give)}},
        "benefits": [
            {
                "rule": "per_diem",
                "code": "daily",
                "name": text(),
                "event": "injury",
                "days": "living_days",
                "rate": rate,
                "waiting_days": {"by": "fee_tier", "rows": {tier: 1}, **sourced},
                "limits": [counted],
                "source": source,
            },
            {
                "rule": "graded_sum",
                "code": "graded",
                "name": text(),
                "event": "injury",
                "grades": ["injury_kind"],
                "maximum": figure(1_000_00),
                "percentage": shares,
                "limits": [
                    {"code": next(give), "name": text(), "unit": "fen", "per": "event", "ceiling": figure(9)}
                ],
                "source": source,
            },
        ],
        "adds": [{"benefits": ["daily", "graded"], **sourced}],
        "conditions": [
            {"condition": "excluded_causes", "causes": [cause, plain_code(next(give))], **sourced},
            {
                "condition": "cover_ends",
                "limit": {"code": next(give), "name": text(), "unit": "payment", "per": "lifetime"},
                **sourced,
            },
        ],
    }


WORDS = 64
INNOCENT = [f"word {number}" for number in range(WORDS)]


def loaded(folder, words):
    """The plan with these words, the source that was generated for it, and its texts."""
    sources = []

    def keeping(source, *arguments, **options):
        sources.append(source)
        return compile(source, *arguments, **options)

    patch = pytest.MonkeyPatch()
    patch.setattr(function_source, "compile", keeping, raising=False)
    try:
        (folder / "plan.toml").write_text(PLAN, "utf-8")
        (folder / "2020-01-01.json").write_text(json.dumps(book(words)), "utf-8")
        plan = mb.load_plan(folder)
        assessment = mb.assess(claim(words), plan=plan)
        texts = (
            assessment.explain("en"),
            assessment.explain("zh"),
            assessment._repr_html_(),
            mb.describe(plan, plan.versions[0]),
            mb.audit(plan).text("zh"),
        )
    finally:
        patch.undo()
    return plan, sources, texts


def claim(words):
    enrolment = mb.Enrolment(plan="quay", cover_from=date(2020, 1, 1), fee_tier=words[1], product=words[6])
    event = mb.Injury(happened_on=date(2020, 5, 4), living_days=4, injury_kind=words[7])
    return mb.Claim(id="C", member="M", enrolment=enrolment, event=event)


def outline(source):
    """The syntax tree of a source without its texts: names, calls, numbers and their order."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = "text"
    return ast.dump(tree)


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    _, sources, _ = loaded(tmp_path_factory.mktemp("innocent"), INNOCENT)
    assert len(sources) >= 2, "a function for results and one for reasons"
    return [outline(source) for source in sources]


def test_no_attack_changes_the_generated_functions(expected, tmp_path):
    for turn in range(0, len(ATTACKS), 5):
        turned = [f"{attack}{turn}" for attack in (*ATTACKS[turn:], *ATTACKS[:turn])]
        words = [*turned, *(f"{attack} " + "x" for attack in turned), *INNOCENT][:WORDS]
        _, sources, texts = loaded(tmp_path, words)
        assert [outline(source) for source in sources] == expected
        assert not hasattr(builtins, HOOK)
        assert "<script" not in texts[2]
        assert "<img" not in texts[2]
        assert words[9] in "".join(texts), "words are shown as they are"


def plain_code(word):
    """A word in the form that claims use: lower case, with _ for blanks and hyphens."""
    return word.strip().lower().replace(" ", "_").replace("-", "_")


letters = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Cn"))
    | st.sampled_from("'\"\\{}[]()<>%\n\t#;"),
    min_size=1,
    max_size=12,
)


@settings(max_examples=examples(30))
@given(st.lists(letters.filter(plain_code), min_size=WORDS, max_size=WORDS, unique_by=plain_code))
def test_no_text_changes_the_generated_functions(expected, tmp_path_factory, words):
    try:
        _, sources, _ = loaded(tmp_path_factory.mktemp("any"), words)
    except mb.InvalidPlan:
        assume(any(mark in word for word in words for mark in "\n\t"))
        return
    assert [outline(source) for source in sources] == expected


def test_the_outline_of_a_source_reveals_a_text_that_is_not_quoted():
    """The test above can fail: a missing quotation mark changes the outline."""
    assert outline("x = ['a']") == outline("x = ['b or c']")
    assert outline("x = ['a']") != outline("x = [a]")
    assert outline("x = ['a']") != outline("x = ['a'] or ['b']")


@pytest.mark.parametrize("attack", [attack for attack in ATTACKS if "<" in attack or "&" in attack])
def test_markup_in_names_is_escaped_in_html(attack, tmp_path):
    quoted = json.dumps(attack)
    version = VERSION.replace('"Stay"', quoted).replace('"A book of seals"', quoted)
    plan = mb.load_plan(write_plan(tmp_path, {FIRST: version}))
    enrolment = mb.Enrolment(plan="quay", cover_from=date(2020, 1, 1))
    event = mb.Injury(happened_on=date(2020, 5, 4), hospital_days=4, cause="rope")
    case = mb.Claim(id=attack, member=attack, enrolment=enrolment, event=event)
    assessment = mb.assess(case, plan=plan)
    assert attack in assessment.explain()
    shown = assessment._repr_html_()
    assert attack not in shown
    assert "<script" not in shown
    assert "<img" not in shown
