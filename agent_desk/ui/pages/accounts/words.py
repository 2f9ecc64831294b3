"""The words of the account help page: who does a step, why it could not be done. No Qt."""

from __future__ import annotations

from agent_desk.catalog.accounts import Doer
from agent_desk.domain.assist import Outcome, Reason
from agent_desk.i18n import tr
from agent_desk.ui.tokens import Tone

DOER_TONE = {
    Doer.CITIZEN: Tone.BRAND,
    Doer.CLERK: Tone.NEUTRAL,
    Doer.TOGETHER: Tone.BRAND,
    Doer.POLICE: Tone.WAITING,
    Doer.IMMIGRATION: Tone.WAITING,
    Doer.OPERATOR: Tone.WAITING,
    Doer.GUARDIAN: Tone.BRAND,
    Doer.REPRESENTATIVE: Tone.BRAND,
}


def say_doer(doer: Doer) -> str:
    """Name who does a step."""
    return {
        Doer.CITIZEN: tr("Citizen"),
        Doer.CLERK: tr("You explain"),
        Doer.TOGETHER: tr("Together"),
        Doer.POLICE: tr("Police"),
        Doer.IMMIGRATION: tr("Immigration office"),
        Doer.OPERATOR: tr("Phone operator"),
        Doer.GUARDIAN: tr("Guardian"),
        Doer.REPRESENTATIVE: tr("Representative"),
    }[doer]


def say_reason(reason: Reason) -> str:
    """Say why it could not be done, in the fewest words."""
    return {
        Reason.COMPLETED: tr("Everything was done"),
        Reason.LEVEL_2_VISIT: tr("Level 2: must go to the police"),
        Reason.IMMIGRATION_VISIT: tr("Must go to the immigration office"),
        Reason.CARD_EXPIRED: tr("Card expired: to the police"),
        Reason.CARD_MISSING: tr("No card: to the police"),
        Reason.RESIDENCE_CARD_MISSING: tr("No residence card"),
        Reason.ACCOUNT_LOCKED: tr("Account locked: form TK03"),
        Reason.DATA_MISMATCH: tr("Data do not match: to the police"),
        Reason.ORGANIZATION_FORM: tr("Organization files form TK02"),
        Reason.SIM_NOT_OWN: tr("SIM not in own name"),
        Reason.SIM_ON_OTHER_ACCOUNT: tr("Number is bound to another account"),
        Reason.NO_PHONE: tr("No smartphone"),
        Reason.PHONE_TOO_OLD: tr("Phone too old"),
        Reason.NO_NFC: tr("Phone without NFC"),
        Reason.NO_STORAGE: tr("Phone has no room left"),
        Reason.ACTIVATION_LAPSED: tr("More than 7 days: call the hotline"),
        Reason.OTP_NOT_ARRIVING: tr("Code does not arrive"),
        Reason.APP_FAILS: tr("App or network fails"),
        Reason.PORTAL_DOWN: tr("Portal is busy or down"),
        Reason.GUARDIAN_NOT_READY: tr("Guardian absent or without level 2"),
        Reason.REPRESENTATIVE_NOT_READY: tr("Representative absent or without level 2"),
        Reason.WAITING_APPROVAL: tr("Still waiting for approval"),
        Reason.DECLINED: tr("Citizen does not want to"),
        Reason.COME_BACK: tr("Comes back on another day"),
    }[reason]


def say_outcome(outcome: Outcome) -> str:
    """Say how the help ended, as a whole sentence."""
    return {
        Outcome.DONE: tr("Done at the counter."),
        Outcome.NEEDS_POLICE: tr("The citizen goes to the police. Print the slip for the address."),
        Outcome.NEEDS_OWN_SIM: tr("The citizen needs a SIM in their own name first."),
        Outcome.NO_SMARTPHONE: tr("No usable phone. Take the dossier on paper if it is urgent."),
        Outcome.NEEDS_HOTLINE: tr("The citizen calls the hotline shown in the VNeID app."),
        Outcome.PORTAL_DOWN: tr("The system failed today. Arrange a day to try again."),
        Outcome.REFUSED: tr("The citizen does not want to go on. That is their right."),
        Outcome.COME_BACK: tr("The citizen comes back. Write the day."),
    }[outcome]
