# SPDX-License-Identifier: MIT
"""The classes of a report. Made from rules/schema/report.schema.json by report_types.py: change that.

Words of Python get a final underscore: ``verdict.from_``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Optional, Union


@dataclass(frozen=True)
class Record:
    """What the team decided (.stayorgo/decision.json); only with a record."""

    decision: Literal['stay', 'migrate', 'split', 'undecided', 'none']
    against_advice: bool
    is_first: bool  # it is not in the base revision


@dataclass(frozen=True)
class Gate:
    gate: Literal['flip', 'drift', 'new-finding', 'undecided']
    failed: bool
    text: str
    level: Optional[Literal['note', 'warning', 'error']] = None  # new-finding: from which on it counts


@dataclass(frozen=True)
class Tool:
    name: Literal['stayorgo']
    version: str
    rules: str  # digest of the rule set


@dataclass(frozen=True)
class Repository:
    name: Optional[str]  # that a manifest in the root gives the package
    git: bool  # listed through a git index
    files: int  # of all kinds


@dataclass(frozen=True)
class Weights:
    """Of the rules, by group and id; each rule's fields in the order given here."""

    numbers: Mapping[str, tuple[float, ...]]  # matrix.json
    criteria: Mapping[str, tuple[float, ...]]  # weight, half
    signals: Mapping[str, tuple[float, ...]]  # weight, half, lean, share
    efforts: Mapping[str, tuple[float, ...]]  # points
    scale: Mapping[str, tuple[float, ...]]  # cost_days, blocker_days, low, high, untested


@dataclass(frozen=True)
class Coverage:
    files: int  # Python files and notebooks
    files_parsed: int
    files_with_errors: int  # facts of their intact parts are kept
    files_skipped: int  # links, devices, submodules
    stubs: int
    notebooks: int
    templates: int
    roles: Mapping[str, int]
    names_resolved: int
    names_unresolved: int
    unresolved: Mapping[str, int]  # by reason
    criteria_speaking: int
    criteria: int


@dataclass(frozen=True)
class Evidence:
    path: str
    line: int
    column: int  # in Unicode code points
    text: str  # the line, trimmed, at most 160 code points; empty if it could not be read again
    detail: Optional[str] = None  # what was matched


@dataclass(frozen=True)
class ProjectFramework:
    id: str
    files: int  # production files that import it
    files_other: int  # tests, docs, examples and the like
    entries: int  # places that make or start an application
    declared: bool
    evidence: tuple[Evidence, ...]
    routes: Optional[int] = None  # endpoints that it serves


@dataclass(frozen=True)
class ProjectHybrid:
    kind: Literal['under', 'both']  # under: one serves the routes, the other is beneath; both serve
    with_: str = field(metadata={"key": 'with'})  # id of the second framework
    text: str


@dataclass(frozen=True)
class Reason:
    signal: str
    text: str


@dataclass(frozen=True)
class Verdict:
    decision: Literal['stay', 'migrate', 'split', 'undecided', 'none']
    from_: Optional[str] = field(metadata={"key": 'from'})  # framework the project is built on
    target: Optional[Literal['django', 'fastapi']]  # where to, for migrate and split
    best_fit: Optional[Literal['django', 'fastapi']]
    pull: Optional[float]  # above 0 draws away from the present framework; null where it does not apply
    margin: float  # distance to the next best verdict
    confidence: float  # how much of the code and of the matrix speaks
    headline: str
    bottleneck: Optional[str]  # what decides this project
    fit: Optional[float] = None  # -1 Django, +1 FastAPI
    effort_days: Optional[float] = None  # person-days to rewrite what is in use
    cost: Optional[float] = None  # what that takes away from the pull
    reasons: Optional[tuple[Reason, ...]] = None
    against: Optional[tuple[Reason, ...]] = None
    carve: Optional[tuple[str, ...]] = None  # split: directories to carve out
    notes: Optional[tuple[str, ...]] = None  # what was not looked at


@dataclass(frozen=True)
class ProjectRobustness:
    trials: int  # other weightings tried
    kept: int  # those that gave the same verdict
    decided: Mapping[str, int]


@dataclass(frozen=True)
class Change:
    signal: str
    from_: int = field(metadata={"key": 'from'})
    to: int


@dataclass(frozen=True)
class ProjectCounterfactual:
    change: Change
    and_: Optional[Change] = field(metadata={"key": 'and'})
    decision: str
    target: Optional[str]
    text: str


@dataclass(frozen=True)
class EffortLine:
    id: str
    count: int
    low: float
    likely: float
    high: float
    text: str


@dataclass(frozen=True)
class ProjectEffort:
    to: Optional[str]
    low: float  # person-days, P10
    likely: float  # person-days, P50
    high: float  # person-days, P90
    lines: tuple[EffortLine, ...]
    blockers: tuple[EffortLine, ...]
    carries: tuple[EffortLine, ...]
    due: tuple[EffortLine, ...]


@dataclass(frozen=True)
class ProjectAdvice:
    id: str
    text: str


@dataclass(frozen=True)
class ProjectCriteria:
    id: str
    title: str
    lean: float  # -1 Django, +1 FastAPI
    weight: float  # weight of the evidence
    django: float  # points of signals that lean there
    fastapi: float
    evidence: tuple[Evidence, ...]
    contribution: Optional[float] = None  # weight of the criterion times weight times lean


@dataclass(frozen=True)
class ProjectSignal:
    id: str
    count: int
    lean: float
    contribution: float
    evidence: tuple[Evidence, ...]
    title: Optional[str] = None
    kind: Optional[Literal['need', 'investment', 'forced']] = None
    claims: Optional[tuple[int, ...]] = None
    criterion: Optional[str] = None
    size: Optional[int] = None  # what the half grows with
    effort_days: Optional[float] = None
    names: Optional[tuple[str, ...]] = None
    names_total: Optional[int] = None


@dataclass(frozen=True)
class ProjectBasisDays:
    django: float
    fastapi: float


@dataclass(frozen=True)
class ProjectBasisCut:
    directory: str
    files: int
    imports_in: int
    imports_out: int
    inside: Mapping[str, int]
    is_separate: Optional[bool] = None


@dataclass(frozen=True)
class ProjectBasis:
    """With the counts of signals all that the decision rests on."""

    none: Optional[str]  # why there is nothing to migrate
    apart: Optional[str]  # framework that only tests, examples or tools use
    counted: Mapping[str, int]  # what the two shares are made of
    sizes: Mapping[str, int]  # of facts that the half of some signal grows with
    idle: Mapping[str, int]  # signals that were counted and do not apply to this framework
    efforts: Optional[Mapping[str, int]]  # counts of what has a price; null: the cost of switching was left out
    is_untested: bool  # no test: the range of the cost is wider
    parsed: float
    resolved: float
    days: ProjectBasisDays
    cuts: tuple[ProjectBasisCut, ...]


@dataclass(frozen=True)
class Project:
    root: str
    name: str
    profile: str  # what it is, in counts
    files: int  # production Python files
    framework: Optional[str]
    frameworks: tuple[ProjectFramework, ...]
    hybrid: Optional[ProjectHybrid]
    verdict: Verdict
    robustness: ProjectRobustness
    counterfactuals: tuple[ProjectCounterfactual, ...]
    effort: ProjectEffort
    advice: tuple[ProjectAdvice, ...]
    criteria: tuple[ProjectCriteria, ...]
    signals: tuple[ProjectSignal, ...]
    basis: ProjectBasis  # with the counts of signals all that the decision rests on


@dataclass(frozen=True)
class CountMove:
    id: str  # of a fact or of a signal
    title: str
    from_: int = field(metadata={"key": 'from'})
    to: int


@dataclass(frozen=True)
class VerdictSide:
    decision: Literal['stay', 'migrate', 'split', 'undecided', 'none']
    target: Optional[str]
    pull: float


@dataclass(frozen=True)
class RevisionChangeVerdict:
    root: str
    state: Literal['kept', 'new', 'gone']
    from_: VerdictSide = field(metadata={"key": 'from'})
    to: VerdictSide
    signals: tuple[CountMove, ...]  # what moved the pull most comes first


@dataclass(frozen=True)
class RevisionChangeFindings:
    """Counts; suppressed findings are in none."""

    new: int
    fixed: int
    unchanged: int


@dataclass(frozen=True)
class RevisionChange:
    """What moved since a commit."""

    base: str  # as the user named it
    commit: str  # that was compared with: the merge base
    facts: tuple[CountMove, ...]
    policy: tuple[str, ...]  # what the change does to configuration, decision or baseline, in sentences
    verdicts: tuple[RevisionChangeVerdict, ...]  # one a project, moved or not; those that only the base has come last
    findings: RevisionChangeFindings  # counts; suppressed findings are in none


@dataclass(frozen=True)
class RescoredFrom:
    """What made the report that was read."""

    version: str
    rules: str


@dataclass(frozen=True)
class RescoredVerdict:
    root: str
    before: Literal['stay', 'migrate', 'split', 'undecided', 'none']
    before_target: Optional[str]
    before_pull: Optional[float]
    decision: Literal['stay', 'migrate', 'split', 'undecided', 'none']
    target: Optional[str]
    explained: bool  # the old verdict comes back with all changes undone


@dataclass(frozen=True)
class RescoredChangeEffect:
    root: str
    moved: bool  # without it the verdict is another
    alone: bool  # it moves the old verdict when nothing else is changed
    together: bool  # no change moves it alone, those with this mark do together
    without: Literal['stay', 'migrate', 'split', 'undecided', 'none']
    target: Optional[str]


@dataclass(frozen=True)
class RescoredChange:
    kind: Literal['set', 'rules', 'signal', 'what_if', 'no_cost']
    name: Optional[str]  # of the weight or signal
    from_: float = field(metadata={"key": 'from'})
    to: float
    text: Optional[str]  # signal: how it counts now
    root: Optional[str]  # the one project that it is about
    effects: tuple[RescoredChangeEffect, ...]  # projects whose verdict it moves


@dataclass(frozen=True)
class Rescored:
    """What `stayorgo rescore` changed; not there when nothing differs from the report it read."""

    from_: RescoredFrom = field(metadata={"key": 'from'})  # what made the report that was read
    verdicts: tuple[RescoredVerdict, ...]
    changes: tuple[RescoredChange, ...]
    gone: tuple[str, ...]  # counted then; these rules do not have it
    lacking: tuple[str, ...]  # these rules ask for it; there is no count of it


@dataclass(frozen=True)
class Route:
    path: str  # with all prefixes; ${name} stands for what only a run can tell
    mounted: bool  # false: nothing is seen to mount it, the path is only its own part
    methods: tuple[str, ...]  # empty when the code does not say
    view: Optional[str]
    async_: bool = field(metadata={"key": 'async'})
    file: str
    line: int  # 1-based
    project: str  # root of its project
    touches: Mapping[str, str]  # by column (auth, schema, template, database): the nearest place that its view leads to


@dataclass(frozen=True)
class FindingStep:
    path: str
    line: int
    column: int
    text: str


@dataclass(frozen=True)
class FindingSuppressed:
    """By a comment; null: it is not."""

    reason: Optional[str]


@dataclass(frozen=True)
class Finding:
    rule: str
    name: str
    level: Literal['note', 'warning', 'error']
    title: str
    message: str
    project: str  # root of the project that it is in
    path: str
    line: int
    column: int
    end_column: int  # one past the end, on the same line
    symbol: Optional[str]  # definition around it, with its module
    text: str  # the line, trimmed
    steps: tuple[FindingStep, ...]  # the way from the place to what it is about, or other places
    fingerprint: str  # of rule, definition, code and number among equals: neither path nor line
    suppressed: Optional[FindingSuppressed]  # by a comment; null: it is not
    state: Optional[Literal['new', 'unchanged', 'fixed']] = None  # there when another report was compared with


@dataclass(frozen=True)
class Problem:
    kind: Literal['unreadable', 'too_large', 'encoding', 'syntax', 'nesting', 'manifest', 'git', 'limit', 'link']
    path: str  # empty for the whole run
    line: int  # 1-based, 0 when it does not apply
    text: str


@dataclass(frozen=True)
class Report:
    """What `stayorgo scan -o json` prints. Keys are never removed or changed in meaning within /1; new ones may come."""

    schema: Literal['stayorgo-report/1']
    tool: Tool
    repository: Repository
    weights: Weights  # of the rules, by group and id; each rule's fields in the order given here
    coverage: Coverage
    facts: Mapping[str, Union[int, Mapping[str, int]]]  # counts by key; maps of counts for modules
    projects: tuple[Project, ...]
    verdict: Verdict
    routes: tuple[Route, ...]  # the ledger of endpoints: every route of the product, one entry a path
    findings: tuple[Finding, ...]  # places worth a person's attention, in the order of the code; those that only the base has come last
    problems: tuple[Problem, ...]
    record: Optional[Record] = None  # what the team decided (.stayorgo/decision.json); only with a record
    gates: Optional[tuple[Gate, ...]] = None  # the conditions that were asked for
    change: Optional[RevisionChange] = None  # with --base; not there when nothing was compared
    rescored: Optional[Rescored] = None  # what `stayorgo rescore` changed; not there when nothing differs from the report it read
