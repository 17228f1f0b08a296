"""The reference of fields: every field of a claim and of its result, from the models, and what reads it."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from mutual_benefits import Assessment, Claim, Enrolment, Entitlement, Plan, all_plans
from mutual_benefits.engine.facts_read import facts_read
from mutual_benefits.engine.prepare import prepare
from mutual_benefits.engine.prepared_plan import PreparedVersion
from mutual_benefits.events import KINDS
from mutual_benefits.rules.words import known_words
from mutual_benefits.scenarios.fact_words import fact_text, fact_unit
from mutual_benefits.sources import Text
from mutual_benefits.vocabulary import CONDITIONS, EVENTS, KEYS, STATUSES, UNITS, WORDS, name_of

from .markdown import cell, code, table
from .words import both

if TYPE_CHECKING:
    from pydantic import BaseModel

_SAID = {
    "title": both("Fields of a claim and of its result", "申请与结果的各项内容"),
    "lead": both(
        "Every field of an enrolment, a claim, an event, an entitlement and an assessment: its unit, what may"
        " stand in it, what holds if it is left out, and which benefits and conditions of the rule books read"
        " it. The page is generated from the models at each build of the site.",
        "参保、申请、各类事件、各项互助金及计算结果的每项内容：单位、可填内容、未填时的取值，以及读取它的互助金与条件。本页在生成网站时由数据模型自动生成。",
    ),
    "field": both("field", "字段"),
    "meaning": both("meaning, unit", "含义与单位"),
    "allowed": both("allowed", "可填内容"),
    "default": both("if left out", "未填时"),
    "read": both("read by", "读取它的项目"),
    "holds": both("holds", "内容"),
    "enrolment": both("Enrolment", "参保"),
    "claim": both("Claim", "申请"),
    "entitlement": both("Entitlement: the result of one benefit", "互助金：一项互助金的结果"),
    "assessment": both("Assessment: the result of a claim", "计算结果：一件申请的结果"),
    "needed": both("must be given", "必填"),
    "nothing": both("nothing", "无"),
    "nothing_reads": both("no rule", "无"),
    "every_rule": both(
        "every rule book: which version answers, and what is owed at all", "各版条款：据以确定适用版本与保障"
    ),
    "day": both("day, `YYYY-MM-DD`", "日期，`YYYY-MM-DD`"),
    "text": both("text of 1 to 200 characters", "1 至 200 字的文字"),
    "truth": both("`true` or `false`", "`true` 或 `false`"),
    "whole": both("whole number{ends}", "整数{ends}"),
    "money": both(
        "yuan with at most two decimal places, as `Decimal`, text or a whole number",
        "元，至多两位小数，`Decimal`、文字或整数",
    ),
    "area": both("square metres with at most two decimal places", "平方米，至多两位小数"),
    "from_to": both(" from {low} to {high}", "，{low} 至 {high}"),
    "object": both("see {model}", "见 {model}"),
    "list": both("list: {of}", "列表：{of}"),
    "declared": both("the names and values that the rule book declares", "条款所设的名称和值"),
    "or_none": both("{of}, or nothing", "{of}，或无"),
    "or_own": both("{of}, or a word that the rule book declares", "{of}，或条款自设的词语"),
    "one_of": both("{of}; other words leave the sum open", "{of}；其他词语使金额无法确定"),
    "diseases": both(
        "a disease by any of its names, see the [plans]({plans})", "病种的任一名称，见[各项活动]({plans})"
    ),
    "sum": both("yuan, two decimal places", "元，两位小数"),
}
RESULTS = {
    "claim": both("the claim as it was given", "所给的申请"),
    "plan": both("code of the plan", "活动代码"),
    "version": both("first day of the version that answered", "适用版本的起始日"),
    "rule_book": both("the rule book that answered, with its source", "适用的条款及其出处"),
    "readings": both("readings in force, and the option of each", "采用的条款解读及其选项"),
    "entitlements": both("one for each benefit that answers such an event", "可用于该事件的各项互助金"),
    "caveats": both("what to know before relying on the result", "使用结果前须知的事项"),
    "drawn": both(
        "units used of each limit, for the member's next claim", "各项限额的已用额度，用于该会员的下一件申请"
    ),
    "receipt": both("what to keep, to verify the result later", "应留存的回执，供日后核对"),
    "least_in_all": both(
        "the least of all benefits together, where they share a limit", "共用限额时各项互助金合计的下限"
    ),
    "most_in_all": both(
        "the most of all benefits together, where they share a limit", "共用限额时各项互助金合计的上限"
    ),
    "benefit": both("code of the benefit", "互助金代码"),
    "name": both("name in English and in Chinese", "中英文名称"),
    "status": both("how the benefit ends", "给付状态"),
    "amount": both("sum due; nothing where it is undetermined", "应付金额；无法确定时为无"),
    "low": both("least that is due", "最低应付"),
    "high": both("most that can be due; nothing where no maximum is known", "最高应付；上限未知时为无"),
    "units": both(
        "days or payments granted; costs or a loss that a share is of, in fen; an area, in hundredths of m²",
        "给付的天数或次数；按比例给付的为其费用或损失（分），按面积给付的为面积（百分之一平方米）",
    ),
    "unit": both("unit of `units`", "`units` 的单位"),
    "steps": both("steps of the calculation, each with its source", "计算步骤及其出处"),
    "source": both("source of the benefit", "互助金的出处"),
    "missing": both(
        "terms that the record does not state, or facts that the claim leaves open",
        "公开资料未载明的条款，或申请未能确定的内容",
    ),
    "reason": both("code of the reason of a refusal", "不予给付的理由代码"),
    "refusal": both("the reason in the words of the rule book, where it gives its own", "条款自有的理由文字"),
    "total": both("sum due; an error where it is undetermined", "应付合计；无法确定时报错"),
}
OWN = {
    "plan": both("code of the plan", "活动代码"),
    "id": both("id of the claim", "申请编号"),
    "member": both("id of the member", "会员编号"),
    "facts": both("facts of a rule book of your own", "自有条款所设的事项"),
}
"""Fields that the vocabulary of facts does not name."""
READ_BY = {
    "id": both("the order of a member's claims, and duplicates", "同一会员各件申请的顺序，以及重复申请"),
    "facts": both("the rule book that declares them", "设定这些事项的条款"),
    "member": both("limits across the claims of one member", "同一会员各件申请共用的限额"),
    "occupation": both("`fee_due`", "`fee_due`（会费）"),
    "discharged_on": both(
        "rule books of your own that count nights; whether stays overlap, and whether `days` agree with it",
        "按住院夜数给付的自有条款；住院是否重叠，以及 `days` 是否与之相符",
    ),
}
"""What reads a field that no benefit and no condition reads."""
ALWAYS = ("plan", "cover_from", "happened_on", "fee_tier", "product")
"""What every rule book reads before any benefit."""


def field_page(lang: str) -> str:
    """The page in one language."""
    return "\n".join(_lines(lang))


def _lines(lang: str) -> Iterator[str]:
    plans = "../../zh/plans.md" if lang == "zh" else "../plans.md"
    yield f"# {_SAID['title'].in_(lang)}"
    yield ""
    yield _SAID["lead"].in_(lang)
    yield ""
    head = [_SAID[name].in_(lang) for name in ("field", "meaning", "allowed", "default", "read")]
    readers = _readers()
    colon = "：" if lang == "zh" else ": "
    parts: list[tuple[str, type[BaseModel], str | None]] = [
        (_SAID["enrolment"].in_(lang), Enrolment, None),
        (_SAID["claim"].in_(lang), Claim, None),
        *(
            (f"{EVENTS[kind].in_(lang)}{colon}`{model.__name__}`", model, kind)
            for kind, model in KINDS.items()
        ),
    ]
    for title, model, kind in parts:
        yield f"## {title[:1].upper()}{title[1:]}"
        yield ""
        yield from table(
            head,
            (
                _claim_row(name, field, kind, readers, plans, lang)
                for name, field in model.model_fields.items()
                if name not in ("kind", "enrolment", "event")
            ),
        )
    head = [_SAID[name].in_(lang) for name in ("field", "holds", "allowed")]
    for title, model, more in (
        ("entitlement", Entitlement, ()),
        ("assessment", Assessment, ("total", "low", "high", "status")),
    ):
        yield f"## {_SAID[title].in_(lang)}"
        yield ""
        rows = [
            [code(name), cell(RESULTS[name].in_(lang)), _allowed(name, field, plans, lang)]
            for name, field in model.model_fields.items()
        ]
        sums = {"status": ", ".join(f"`{one}` ({STATUSES[one].in_(lang)})" for one in STATUSES)}
        rows += [
            [code(name), cell(RESULTS[name].in_(lang)), sums.get(name, _SAID["sum"].in_(lang))]
            for name in more
        ]
        yield from table(head, rows)


def _claim_row(
    name: str, field: FieldInfo, kind: str | None, readers: Any, plans: str, lang: str
) -> list[str]:
    own = f"{kind}.{name}" if kind and name == "happened_on" else name
    meaning = (OWN.get(name) or name_of(own)).in_(lang)
    unit = UNITS.get(fact_unit(name))
    if unit and fact_unit(name) != "ordinal":
        meaning += f" ({unit.in_(lang)})" if lang == "en" else f"（{unit.in_(lang)}）"
    return [
        code(name),
        cell(meaning),
        _allowed(name, field, plans, lang),
        _default(name, field, lang),
        _read(name, kind, readers, lang),
    ]


def _default(name: str, field: FieldInfo, lang: str) -> str:
    if field.is_required():
        return f"**{_SAID['needed'].in_(lang)}**"
    value = field.get_default(call_default_factory=True)
    if value is None or value == {}:
        return _SAID["nothing"].in_(lang)
    if isinstance(value, str):
        return f"`{value}`"
    return fact_text(name, value).in_(lang)


def _allowed(name: str, field: FieldInfo, plans: str, lang: str) -> str:
    comma = "、" if lang == "zh" else ", "
    if name == "facts":
        return _SAID["declared"].in_(lang)
    if name == "plan":
        return comma.join(f"`{plan.code}`" for plan in all_plans())
    if name == "disease":
        return _SAID["diseases"].in_(lang).format(plans=plans)
    if name in WORDS:
        known = known_words([version for plan in all_plans() for version in plan.versions])
        words = {word.code: word.name for word in known[name].words}
        return _SAID["one_of"].in_(lang).format(of=_words(words, lang))
    if name == "fee_tier":
        return comma.join(
            f"`{tier}`" for tier in _every(lambda version: (tier.code for tier in version.fee_tiers))
        )
    if name == "product":
        return comma.join(
            f"`{one}`" for one in _every(lambda version: (version.product,) if version.product else ())
        )
    return _kind(field.annotation, field.metadata, name, lang)


def _every(of: Any) -> list[str]:
    return list(
        dict.fromkeys(one for plan in all_plans() for version in plan.versions for one in of(version))
    )


def _words(words: dict[str, Text], lang: str) -> str:
    gap = "、" if lang == "zh" else ", "
    return gap.join(f"`{one}`" if lang == "en" else f"{name.zh} `{one}`" for one, name in words.items())


def _kind(annotation: Any, metadata: Iterable[Any], name: str, lang: str) -> str:
    """What a type allows, in words."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _kind(inner[0], [*metadata, *inner[1:]], name, lang)
    if origin in (Union, UnionType):
        others = [one for one in inner if one is not NoneType]
        if str in others:
            return _SAID["or_own"].in_(lang).format(of=_kind(others[0], [], name, lang))
        if len(others) > 1:
            return _objects(others, lang)
        return _kind(others[0], metadata, name, lang)
    if origin is Literal:
        return ("、" if lang == "zh" else ", ").join(_literal(name, one, lang) for one in inner)
    if origin in (tuple, list):
        return _SAID["list"].in_(lang).format(of=_kind(inner[0], [], name, lang))
    return _plain(annotation, list(metadata), name, lang)


def _objects(models: Iterable[Any], lang: str) -> str:
    names = [getattr(get_args(one)[0] if get_args(one) else one, "__name__", str(one)) for one in models]
    return _SAID["object"].in_(lang).format(model=", ".join(f"`{one}`" for one in names))


def _literal(name: str, value: str, lang: str) -> str:
    known = STATUSES.get(value) or KEYS.get(value)
    text = known.in_(lang) if known else fact_text(name, value).in_(lang)
    return (
        f"`{value}`" if text == value else f"`{value}` ({text})" if lang == "en" else f"`{value}`（{text}）"
    )


def _plain(kind: Any, metadata: list[Any], name: str, lang: str) -> str:
    label = getattr(kind, "__name__", "")
    if label == "date":
        return _SAID["day"].in_(lang)
    if kind is bool:
        return _SAID["truth"].in_(lang)
    if kind is Decimal:
        return _SAID["sum" if name in RESULTS else "area" if name == "area" else "money"].in_(lang)
    if kind is int:
        ends = {
            end: getattr(part, end)
            for part in _constraints(metadata)
            for end in ("ge", "le")
            if getattr(part, end, None) is not None
        }
        text = (
            _SAID["from_to"].in_(lang).format(low=ends["ge"], high=f"{ends['le']:,}")
            if {"ge", "le"} <= set(ends)
            else ""
        )
        return _SAID["whole"].in_(lang).format(ends=text)
    if kind is str:
        return _SAID["text"].in_(lang)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return ", ".join(f"`{one.value}`" for one in kind)
    return f"`{label}`"


def _constraints(metadata: Iterable[Any]) -> Iterator[Any]:
    for part in metadata:
        yield from getattr(part, "metadata", None) or [part]


def _readers() -> dict[tuple[str, str], dict[str, Text]]:
    """The benefits and conditions, by their names, that read a field of an event of a kind."""
    found: dict[tuple[str, str], dict[str, Text]] = {}
    for version in (one.version for plan in all_plans() for one in _under_every_reading(plan)):
        for rule in version.benefits:
            for fact in facts_read(rule):
                found.setdefault((rule.event, fact), {})[rule.name.en] = rule.name
        for guard in version.conditions:
            guarded = [rule for rule in version.benefits if not guard.benefits or rule.code in guard.benefits]
            for fact in facts_read(guard):
                for rule in guarded:
                    found.setdefault((rule.event, fact), {})[guard.condition] = CONDITIONS[guard.condition]
    return found


def _under_every_reading(plan: Plan) -> Iterator[PreparedVersion]:
    prepared = prepare(plan, {})
    yield from prepared.versions
    for name, option in prepared.alternatives:
        yield from prepared.under(name, option).versions


def _read(name: str, kind: str | None, readers: dict[tuple[str, str], dict[str, Text]], lang: str) -> str:
    if name in READ_BY:
        return READ_BY[name].in_(lang)
    if name in ALWAYS:
        return _SAID["every_rule"].in_(lang)
    names: dict[str, Text] = {}
    for (event, fact), parts in readers.items():
        if fact == name and kind in (None, event):
            names |= {each.en: each for each in parts.values()}
    return cell(("、" if lang == "zh" else ", ").join(one.in_(lang) for one in names.values())) or _SAID[
        "nothing_reads"
    ].in_(lang)
