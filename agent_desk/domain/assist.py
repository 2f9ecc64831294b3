"""How help without a dossier ends, in coded reasons: why people could not go on."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """How an assist ended; the statistic of the pilot. Source: rules 7.2 and 7.4."""

    DONE = "done"
    NEEDS_POLICE = "needs_police"
    NEEDS_OWN_SIM = "needs_own_sim"
    NO_SMARTPHONE = "no_smartphone"
    NEEDS_HOTLINE = "needs_hotline"
    PORTAL_DOWN = "portal_down"
    REFUSED = "refused"
    COME_BACK = "come_back"


class Reason(StrEnum):
    """Why, exactly; every reason belongs to one outcome."""

    COMPLETED = "completed"
    LEVEL_2_VISIT = "level_2_visit"
    IMMIGRATION_VISIT = "immigration_visit"
    CARD_EXPIRED = "card_expired"
    CARD_MISSING = "card_missing"
    RESIDENCE_CARD_MISSING = "residence_card_missing"
    ACCOUNT_LOCKED = "account_locked"
    DATA_MISMATCH = "data_mismatch"
    ORGANIZATION_FORM = "organization_form"
    SIM_NOT_OWN = "sim_not_own"
    SIM_ON_OTHER_ACCOUNT = "sim_on_other_account"
    NO_PHONE = "no_phone"
    PHONE_TOO_OLD = "phone_too_old"
    NO_NFC = "no_nfc"
    NO_STORAGE = "no_storage"
    ACTIVATION_LAPSED = "activation_lapsed"
    OTP_NOT_ARRIVING = "otp_not_arriving"
    APP_FAILS = "app_fails"
    PORTAL_DOWN = "portal_down"
    GUARDIAN_NOT_READY = "guardian_not_ready"
    REPRESENTATIVE_NOT_READY = "representative_not_ready"
    WAITING_APPROVAL = "waiting_approval"
    DECLINED = "declined"
    COME_BACK = "come_back"

    @property
    def outcome(self) -> Outcome:
        """The outcome this reason belongs to."""
        return _OUTCOMES[self]

    @property
    def needs_day(self) -> bool:
        """Say whether the citizen is to come back on a day that must be named."""
        return self is Reason.COME_BACK


_OUTCOMES = {
    Reason.COMPLETED: Outcome.DONE,
    Reason.LEVEL_2_VISIT: Outcome.NEEDS_POLICE,
    Reason.IMMIGRATION_VISIT: Outcome.NEEDS_POLICE,
    Reason.CARD_EXPIRED: Outcome.NEEDS_POLICE,
    Reason.CARD_MISSING: Outcome.NEEDS_POLICE,
    Reason.RESIDENCE_CARD_MISSING: Outcome.NEEDS_POLICE,
    Reason.ACCOUNT_LOCKED: Outcome.NEEDS_POLICE,
    Reason.DATA_MISMATCH: Outcome.NEEDS_POLICE,
    Reason.ORGANIZATION_FORM: Outcome.NEEDS_POLICE,
    Reason.SIM_NOT_OWN: Outcome.NEEDS_OWN_SIM,
    Reason.SIM_ON_OTHER_ACCOUNT: Outcome.NEEDS_OWN_SIM,
    Reason.NO_PHONE: Outcome.NO_SMARTPHONE,
    Reason.PHONE_TOO_OLD: Outcome.NO_SMARTPHONE,
    Reason.NO_NFC: Outcome.NO_SMARTPHONE,
    Reason.NO_STORAGE: Outcome.NO_SMARTPHONE,
    Reason.ACTIVATION_LAPSED: Outcome.NEEDS_HOTLINE,
    Reason.OTP_NOT_ARRIVING: Outcome.PORTAL_DOWN,
    Reason.APP_FAILS: Outcome.PORTAL_DOWN,
    Reason.PORTAL_DOWN: Outcome.PORTAL_DOWN,
    Reason.GUARDIAN_NOT_READY: Outcome.COME_BACK,
    Reason.REPRESENTATIVE_NOT_READY: Outcome.COME_BACK,
    Reason.WAITING_APPROVAL: Outcome.COME_BACK,
    Reason.DECLINED: Outcome.REFUSED,
    Reason.COME_BACK: Outcome.COME_BACK,
}


class FollowUpState(StrEnum):
    """Whether a promised follow-up still waits."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
