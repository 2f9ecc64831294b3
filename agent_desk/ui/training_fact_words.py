"""What a fact of training is called on the screen. No Qt."""

from __future__ import annotations

from agent_desk.domain.facts import FactKind
from agent_desk.i18n import tr


def say_training_fact(kind: str) -> str:
    """Name a kind of fact of training; empty if it is another one."""
    return {
        FactKind.SESSION_PLANNED.value: tr("Class planned"),
        FactKind.SESSION_CHANGED.value: tr("Class changed"),
        FactKind.SESSION_CANCELED.value: tr("Class canceled"),
        FactKind.SESSION_HELD.value: tr("Class held"),
        FactKind.LEARNER_REGISTERED.value: tr("Learner recorded"),
        FactKind.LEARNER_CHANGED.value: tr("Learner corrected"),
        FactKind.LEARNER_SIGNED_UP.value: tr("Signed up for a class"),
        FactKind.LEARNER_SIGNED_OFF.value: tr("Taken off the list of a class"),
        FactKind.ATTENDANCE_MARKED.value: tr("Attendance ticked"),
        FactKind.LEARNER_CONSENTED.value: tr("Answer of a learner to a consent"),
        FactKind.LEARNERS_MERGED.value: tr("Two entries of one learner merged"),
        FactKind.LEARNERS_PARTED.value: tr("Merged entries parted again"),
        FactKind.LEARNERS_APART.value: tr("Noted that two learners are two people"),
        FactKind.ROSTER_ATTACHED.value: tr("Picture of a paper list added"),
        FactKind.ROSTER_DETACHED.value: tr("Picture of a paper list erased"),
        FactKind.CERTIFICATE_ISSUED.value: tr("Certificate of attendance given"),
        FactKind.SKILLS_CHECKED.value: tr("Somebody was asked what they can do"),
        FactKind.CHECK_REMOVED.value: tr("A check was taken back"),
        FactKind.LEARNER_CALLED.value: tr("Learner called two weeks later"),
        FactKind.TRAINING_REPORTED.value: tr("Report of classes made"),
        FactKind.QUICK_TAUGHT.value: tr("Five minutes of learning"),
    }.get(kind, "")
