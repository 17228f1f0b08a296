"""Frames that note each step of a run, so that the next table of the same shape goes through the same steps.

Building the expressions of a run takes longer than most tables take to go through them. They depend on the
plan, its readings and the types of the columns alone, never on cells; so a run is built once on `Frame`s,
which note every step, and `KeptRuns` takes them with further tables.
"""

from collections.abc import Callable
from threading import Lock
from typing import Any

import narwhals.stable.v2 as nw

Step = Callable[..., Any]
"""Makes a frame of one or more earlier frames; it holds expressions, and no cells."""


def type_of(api: Any, kind: Any) -> Any:
    """A type of narwhals as that of the module that makes the engine's expressions."""
    if api is nw:
        return kind
    return api.Decimal(kind.precision, kind.scale) if kind == nw.Decimal else getattr(api, kind.__name__)


class Leg:
    """The steps of a run up to the next question about cells, or up to its end."""

    def __init__(self) -> None:
        self.steps: list[tuple[Step, tuple[int, ...]]] = []
        """Each step with the numbers of the frames that it needs; the frame that it makes has the next."""
        self.question: tuple[Step, int] | None = None
        self.last = 0


Answers = tuple[bool, ...]
"""The answers to the questions that a run has asked so far."""


class Frame:
    """A table at one point of a run.

    `value` is a frame of the run's `api`: of Polars itself for Polars, whose expressions narwhals writes in
    the same words, and of narwhals for all other engines.
    """

    __slots__ = ("notes", "number", "value")

    def __init__(self, value: Any, notes: "Notes", number: int) -> None:
        self.value = value
        self.notes = notes
        self.number = number

    @property
    def api(self) -> Any:
        """The module that makes the engine's expressions: Polars or narwhals."""
        return self.notes.api

    @property
    def lazy(self) -> bool:
        """Whether results are computed only when the frame is collected."""
        return self.notes.lazy

    @property
    def engine(self) -> Any:
        """The engine, as narwhals names it."""
        return self.notes.engine

    def then(self, step: Step, *others: "Frame") -> "Frame":
        """The frame that a step makes of this frame and others; the step may hold no cells."""
        return self.notes.step(step, (self, *others))

    def with_columns(self, **columns: Any) -> "Frame":
        """The frame with further columns."""
        return self.then(lambda frame: frame.with_columns(**columns))

    def select(self, *names: Any, **columns: Any) -> "Frame":
        """The frame with these columns alone."""
        return self.then(lambda frame: frame.select(*names, **columns))

    def filter(self, rows: Any) -> "Frame":
        """The frame with these rows alone."""
        return self.then(lambda frame: frame.filter(rows))

    def over(self, other: "Frame", *, since: "Frame") -> "Frame":
        """The frame that the steps from an earlier frame to this one make of another frame."""
        return self.notes.taken_again(since, self, other)

    def ask(self, question: Step) -> bool:
        """The answer to a question about the cells of an eager frame, on which the further steps depend."""
        return self.notes.ask(question, self)


class Notes:
    """The notes of one run over a narwhals frame, which begins with `first`."""

    def __init__(self, frame: Any) -> None:
        self.engine = frame.implementation
        self.lazy = isinstance(frame, nw.LazyFrame)
        self.api: Any = nw
        if self.engine.is_polars():
            import polars

            self.api = polars
        self.legs: dict[Answers, Leg] = {(): Leg()}
        self.answers: Answers = ()
        self.count = 1
        self.first = Frame(of_run(frame), self, 0)

    def step(self, step: Step, frames: tuple[Frame, ...]) -> Frame:
        """The frame that a step makes; the step is noted."""
        self.legs[self.answers].steps.append((step, tuple(frame.number for frame in frames)))
        self.count += 1
        return Frame(step(*(frame.value for frame in frames)), self, self.count - 1)

    def taken_again(self, since: Frame, last: Frame, over: Frame) -> Frame:
        """The frame that the steps between two frames make of another frame."""
        legs = (self.legs[self.answers[:number]] for number in range(len(self.answers) + 1))
        steps = [step for leg in legs for step in leg.steps]
        frames = {since.number: over}
        for number in range(since.number + 1, last.number + 1):
            step, (needed,) = steps[number - 1]
            frames[number] = frames[needed].then(step)
        return frames[last.number]

    def ask(self, question: Step, frame: Frame) -> bool:
        """The answer to a question; the question is noted, and the answer opens another leg."""
        answer = bool(question(frame.value))
        self.legs[self.answers].question = question, frame.number
        self.answers = (*self.answers, answer)
        self.legs[self.answers] = Leg()
        return answer

    def end(self, last: Frame) -> Any:
        """The narwhals frame that the run ends with."""
        self.legs[self.answers].last = last.number
        return nw.from_native(last.value)


class KeptRuns:
    """The runs that were built last, each by its way: all that its steps depend on, but for the cells."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.runs: dict[Any, dict[Answers, Leg]] = {}
        self.lock = Lock()

    def over(self, way: Any, frame: Any, build: Callable[[Frame], Frame]) -> Any:
        """The narwhals frame that a run over a frame ends with; `build` builds the run if none is kept.

        A run whose way is None is not kept.
        """
        result = taken(self.runs.get(way, {}), frame)
        if result is not None:
            return result
        notes = Notes(frame)
        result = notes.end(build(notes.first))
        if way is not None:
            self.keep(way, notes.legs)
        return result

    def keep(self, way: Any, legs: dict[Answers, Leg]) -> None:
        """Keep the steps of a run, in place of those of the run that was built first."""
        with self.lock:
            legs = self.runs.pop(way, {}) | legs
            if len(self.runs) >= self.most:
                del self.runs[next(iter(self.runs))]
            self.runs[way] = legs


def taken(legs: dict[Answers, Leg], frame: Any) -> Any:
    """The narwhals frame that noted steps end with; None where no run has come to the same answers."""
    frames = [of_run(frame)]
    answers: Answers = ()
    while (leg := legs.get(answers)) is not None:
        for step, numbers in leg.steps:
            frames.append(step(*(frames[number] for number in numbers)))
        if leg.question is None:
            return nw.from_native(frames[leg.last])
        question, number = leg.question
        answers = (*answers, bool(question(frames[number])))
    return None


def of_run(frame: Any) -> Any:
    """A narwhals frame as the frames of its run are."""
    return frame.to_native() if frame.implementation.is_polars() else frame
