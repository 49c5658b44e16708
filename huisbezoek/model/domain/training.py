"""What visitors learn before they visit, and which group asks for which training."""

from enum import StrEnum
from typing import Final

from huisbezoek.model.domain.target_groups import TargetGroup


class Module(StrEnum):
    """Training that a visitor can have followed; the codes stand on the visitor's card."""

    BASIC = "basic"
    LIFE_QUESTIONS = "life_questions"
    REPORTING_CODE = "reporting_code"
    FIRST_VISIT_TOGETHER = "first_visit_together"


MODULES_FOR: Final = ((TargetGroup.FORMER_CARER.value, Module.LIFE_QUESTIONS.value),)
"""Which group asks for which training: who lost somebody has life questions (seed 000)."""


def modules_followed(modules: str) -> frozenset[str]:
    """The codes on a card ('basic life_questions'); unknown ones stay, they harm nobody."""
    return frozenset(modules.split())
