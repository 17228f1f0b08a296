"""A plan and its versions: whole rule books, each in force from its first day."""

from collections.abc import Iterable
from datetime import date
from itertools import combinations, pairwise, permutations
from typing import Any, Self

from pydantic import Field, model_validator

from .._arguments import checked
from .._texts import OR, both, joined, listed
from ..diseases import names_in, plain
from ..errors import InvalidPlan, NoVersionInForce
from ..frozen import Frozen
from ..rules.own_facts import facts_declared
from ..sources import Text
from ..terms import choices
from .contradictions import column_taken, counts_of
from .version import PlanVersion
from .version_in_force import PRODUCT_UNNAMED, VERSION_DATE, Timelines


class Plan(Frozen):
    """A plan: its code, its official name, and its versions by first day.

    Raises:
        InvalidPlan: there is no version, the first days do not rise, a correction corrects nothing, or the
            versions contradict each other in names, declared facts, readings or how a limit is counted.
    """

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: Text
    versions: tuple[PlanVersion, ...]

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        return (("code", self.code), ("versions", self.versions))

    @model_validator(mode="after")
    def _rising(self) -> Self:
        if not self.versions:
            raise InvalidPlan(
                both(
                    "plan {code}: no version; give at least one",
                    "活动 {code}：没有版本，请至少给出一个",
                    code=self.code,
                )
            )
        for earlier, later in pairwise(self.versions):
            if later.answers_from < earlier.answers_from:
                message = both(
                    "plan {code}: the version of {later} comes after that of {earlier}; first days must rise",
                    "活动 {code}：{later} 版本排在 {earlier} 版本之后；起始日须依次递增",
                    code=self.code,
                    later=later.effective_from,
                    earlier=earlier.effective_from,
                )
                raise InvalidPlan(message)
        for one, other in combinations(self.versions, 2):
            if (one.product, one.answers_from) == (other.product, other.answers_from) and not (
                other.known_from and (one.known_from is None or one.known_from < other.known_from)
            ):
                message = both(
                    "plan {code}: two versions of {day}; first days must rise, or else the days from which"
                    " the versions were known",
                    "活动 {code}：有两个 {day} 版本；起始日须依次递增，否则获知日须依次递增",
                    code=self.code,
                    day=other.effective_from,
                )
                raise InvalidPlan(message)
        for version in self.versions:
            self._check_correction(version)
        return self

    @model_validator(mode="after")
    def _names_mean_one_disease(self) -> Self:
        meanings: dict[str, str] = {}
        for version in self.versions:
            for name, code in names_in(version):
                if meanings.setdefault(plain(name), code) != code:
                    message = both(
                        "{place}: {name!r} names {code}, elsewhere {other}; a name means one disease",
                        "{place}：“{name}”指 {code}，在别处指 {other}；一个名称只能指一种病种",
                        place=self._place(version),
                        name=name,
                        code=code,
                        other=meanings[plain(name)],
                    )
                    raise InvalidPlan(message)
        return self

    @model_validator(mode="after")
    def _limits_counted_alike(self) -> Self:
        counts = {id(version): counts_of(version) for version in self.versions}
        for earlier, later in combinations(self.versions, 2):
            one, other = counts[id(earlier)], counts[id(later)]
            differ = [code for code in one if code in other and one[code] != other[code]]
            if differ and self._known_together(earlier, later):
                message = both(
                    "{place}: the limit {code} is counted otherwise than in the version of {day} ({here};"
                    " there {there}); count it alike, or give it another code",
                    "{place}：限额 {code} 的计法与 {day} 版本不同（{here}；该版本为 {there}）；"
                    "请统一计法，或改用另一代码",
                    place=self._place(later),
                    code=differ[0],
                    day=earlier.effective_from,
                    here=listed(sorted(map(str, other[differ[0]])), by=OR),
                    there=listed(sorted(map(str, one[differ[0]])), by=OR),
                )
                raise InvalidPlan(message)
        return self

    def _known_together(self, one: PlanVersion, other: PlanVersion) -> bool:
        """Whether both versions stand on some day, so that a correction may count a limit as it should be."""
        last = max(one.known_from or date.min, other.known_from or date.min)
        known = self.as_known(last).versions
        return any(each is one for each in known) and any(each is other for each in known)

    @model_validator(mode="after")
    def _readings_offered_alike(self) -> Self:
        for reading in choices(self.versions):  # raises if two versions offer one with other options
            if reading in VERSION_DATE | PRODUCT_UNNAMED:
                message = both(
                    "plan {code}: the reading {reading} is the library's own; give this one another name",
                    "活动 {code}：解读 {reading} 为本库所用；请改用另一名称",
                    code=self.code,
                    reading=reading,
                )
                raise InvalidPlan(message)
        return self

    @model_validator(mode="after")
    def _columns_apart(self) -> Self:
        codes = dict.fromkeys(rule.code for version in self.versions for rule in version.benefits)
        for code, text in column_taken(codes):
            place = both(
                "plan {plan}, benefit {code}", "活动 {plan}，互助金 {code}", plan=self.code, code=code
            )
            raise InvalidPlan(joined(place, [text]))
        return self

    @model_validator(mode="after")
    def _facts_declared_alike(self) -> Self:
        declared = facts_declared(self.versions)
        for version in self.versions:
            for name, fact in version.facts:
                if fact != declared[name]:
                    raise InvalidPlan(
                        both(
                            "plan {code}, version of {day}: the fact {name} is declared otherwise in another"
                            " version; declare it alike",
                            "活动 {code}，{day} 版本：事项 {name} 与其他版本所设不同；请改为一致",
                            code=self.code,
                            day=version.effective_from,
                            name=name,
                        )
                    )
        return self

    def _check_correction(self, version: PlanVersion) -> None:
        corrected = [
            other
            for other in self.versions
            if other.product == version.product
            and other.effective_from == version.corrects
            and other is not version
        ]
        if version.corrects is not None and (version.known_from is None or not corrected):
            message = both(
                "{place}: it corrects {day}; give the first day of another version of the product, and"
                " known_from",
                "{place}：所更正的是 {day}；请给出该产品另一版本的起始日，并给出 known_from",
                place=self._place(version),
                day=version.corrects,
            )
            raise InvalidPlan(message)
        if corrected and not any(_replaces(version, other) for other in corrected):
            message = both(
                "{place}: it corrects the version of {day}, but was known no later; give a later known_from",
                "{place}：所更正的是 {day} 版本，但获知日不晚于该版本；请给出更晚的 known_from",
                place=self._place(version),
                day=version.corrects,
            )
            raise InvalidPlan(message)
        for other in self.versions:
            again = other.corrects == version.corrects != other.effective_from
            if corrected and again and _known_before(other, version):
                message = both(
                    "{place}: it corrects the version of {day}, which that of {other} had replaced; correct"
                    " that of {other}",
                    "{place}：所更正的 {day} 版本已由 {other} 版本取代；请更正 {other} 版本",
                    place=self._place(version),
                    day=version.corrects,
                    other=other.effective_from,
                )
                raise InvalidPlan(message)

    def _place(self, version: PlanVersion) -> Text:
        return both(
            "plan {code}, version of {day}",
            "活动 {code} {day} 版本",
            code=self.code,
            day=version.effective_from,
        )

    @checked
    def as_known(self, day: date | None = None) -> Self:
        """The plan as its authors knew it on a day, or as they know it now.

        Versions not yet known are left out, and so are those that another had replaced by then.

        Raises:
            NoVersionInForce: no version was known on that day.
        """
        known = [v for v in self.versions if day is None or v.known_from is None or v.known_from <= day]
        replaced = {id(old) for old, new in permutations(known, 2) if _replaces(new, old)}
        current = tuple(version for version in known if id(version) not in replaced)
        if not current:
            message = both(
                "plan {code}: no version of it was known on {day}",
                "活动 {code}：{day} 尚不知道任何版本",
                code=self.code,
                day=day,
            )
            raise NoVersionInForce(message, field="known_on", given=day)
        if len(current) == len(self.versions):
            return self
        return self.trusted(code=self.code, name=self.name, versions=current)

    @checked
    def version_on(self, day: date, product: str | None = None) -> PlanVersion:
        """The version that covers events of a day, of one product or else the newest, as known now.

        That is the version in force, or one that covers events from before its first day. Where several
        products are sold side by side, a claim must name its own: see the reading `product.unnamed`.

        Raises:
            NoVersionInForce: the day is before the first that any version covers.
            UnknownProduct: the plan sells no product of this name.
        """
        versions = self.as_known().versions
        return versions[Timelines(self.code, versions).place_on(day, product)]


def _replaces(new: PlanVersion, old: PlanVersion) -> bool:
    """Whether a version, once it is known, stands in place of another."""
    same = old.product == new.product and old.effective_from == (new.corrects or new.effective_from)
    return same and _known_before(old, new)


def _known_before(one: PlanVersion, other: PlanVersion) -> bool:
    return (one.known_from or date.min) < (other.known_from or date.min)
