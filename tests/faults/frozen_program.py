"""The frozen program: built, started offscreen, and made to play the headless demo."""

import os
import subprocess
from pathlib import Path

from huisbezoek.app.plan_worker import COMMAND
from huisbezoek.model.domain.plan_rules import PlanWeights
from huisbezoek.model.planning.plans import best_plan
from huisbezoek.model.planning.worker import WorkerPlanner
from huisbezoek.model.usecases.ports.planning import NeverStopped
from tests.faults.guard_results import GuardResult
from tests.plan_problems import small

REPOSITORY = Path(__file__).resolve().parents[2]
MINUTES = 15


def frozen_program(folder: Path) -> GuardResult:
    """The demo must hold with the frozen program; one without its resources must fail it."""
    result = GuardResult("frozen program plays the demo")
    built = subprocess.run(
        [str(REPOSITORY / "installer" / "linux" / "build")],
        capture_output=True,
        text=True,
        check=False,
        timeout=60 * MINUTES,
    )
    if built.returncode != 0:
        last = (built.stderr.strip().splitlines() or ["no word"])[-1]
        result.skipped = f"it could not be built here: {last}"
        return result
    program = Path(built.stdout.strip().splitlines()[-1])
    result.case(held=_play(program, folder / "demo"), note="the demo failed")
    result.case(held=any((folder / "demo").rglob("*.png")), note="no pictures")
    result.case(held=_plans(program), note="it does not start its own planner")
    guides = next(iter(program.parent.rglob("guides")), None)
    if guides is not None:
        hidden = guides.with_name("guides-hidden")
        guides.rename(hidden)
        try:
            result.plant(caught=not _play(program, folder / "broken"), note="without guides")
        finally:
            hidden.rename(guides)
    return result


def _plans(program: Path) -> bool:
    """The frozen program is its own worker, and the solver came along."""
    planner = WorkerPlanner((str(program), COMMAND), os.environ)
    problem = small(3)
    plan = planner.plan(problem, PlanWeights(), lambda percent: None, NeverStopped())
    return plan == best_plan(problem, PlanWeights(), lambda percent: None)


def _play(program: Path, out: Path) -> bool:
    home = out.with_name(f"{out.name}-home")
    home.mkdir()
    done = subprocess.run(
        [str(program), "demo", "--headless", "--out", str(out), "--json"],
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "QT_QPA_PLATFORM": "offscreen",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60 * MINUTES,
    )
    return done.returncode == 0
