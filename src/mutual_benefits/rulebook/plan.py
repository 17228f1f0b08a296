"""A plan and its versions: whole rule books, each in force from its first day."""

from collections.abc import Iterable
from datetime import date
from itertools import combinations, pairwise, permutations
from typing import Any, Self

from pydantic import Field, model_validator

from .._arguments import checked
from ..diseases import names_in, plain
from ..errors import InvalidPlan, NoVersionInForce
from ..frozen import Frozen
from ..sources import Text
from .version import PlanVersion
from .version_in_force import Timelines


class Plan(Frozen):
    """A plan: its code, its official name, and its versions by first day.

    Raises:
        InvalidPlan: there is no version, or the first days do not rise.
    """

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: Text
    versions: tuple[PlanVersion, ...]

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        return (("code", self.code), ("versions", self.versions))

    @model_validator(mode="after")
    def _rising(self) -> Self:
        if not self.versions:
            raise InvalidPlan(f"plan {self.code}: no version; give at least one")
        for earlier, later in pairwise(self.versions):
            if later.answers_from < earlier.answers_from:
                raise InvalidPlan(
                    f"plan {self.code}: the version of {later.effective_from} comes after that of"
                    f" {earlier.effective_from}; first days must rise"
                )
        for one, other in combinations(self.versions, 2):
            if (one.product, one.answers_from) == (other.product, other.answers_from) and not (
                other.known_from and (one.known_from is None or one.known_from < other.known_from)
            ):
                raise InvalidPlan(
                    f"plan {self.code}: two versions of {other.effective_from}; first days must rise, or"
                    " else the days from which the versions were known"
                )
        for version in self.versions:
            self._check_correction(version)
        return self

    @model_validator(mode="after")
    def _names_mean_one_disease(self) -> Self:
        meanings: dict[str, str] = {}
        for version in self.versions:
            for name, code in names_in(version):
                if meanings.setdefault(plain(name), code) != code:
                    raise InvalidPlan(
                        f"plan {self.code}, version of {version.effective_from}: {name!r} names"
                        f" {code}, elsewhere {meanings[plain(name)]}; a name means one disease"
                    )
        return self

    def _check_correction(self, version: PlanVersion) -> None:
        corrected = [
            other
            for other in self.versions
            if other.product == version.product and other.effective_from == version.corrects
        ]
        if version.corrects is not None and (version.known_from is None or not corrected):
            raise InvalidPlan(
                f"plan {self.code}, version of {version.effective_from}: it corrects {version.corrects};"
                " give the first day of another version of the product, and known_from"
            )

    @checked
    def as_known(self, day: date | None = None) -> Self:
        """The plan as its authors knew it on a day, or as they know it now.

        Versions not yet known are left out, and so are those that another had replaced by then.

        Raises:
            NoVersionInForce: no version was known on that day.
        """
        known = [v for v in self.versions if day is None or v.known_from is None or v.known_from <= day]
        replaced = {
            id(old)
            for old, new in permutations(known, 2)
            if old.product == new.product
            and old.effective_from == (new.corrects or new.effective_from)
            and (old.known_from or date.min) < (new.known_from or date.min)
        }
        current = tuple(version for version in known if id(version) not in replaced)
        if not current:
            message = f"plan {self.code}: no version of it was known on {day}"
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
