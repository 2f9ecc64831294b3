"""What is handed over and to whom, and whether this person may have it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.domain import collecting
from agent_desk.domain.collecting import OwnerFacts, Proof, Right, SeenBy
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.text import clean, fold
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from agent_desk.commands.unit import Work
    from agent_desk.domain.signature import SignedText


class Collector(StrEnum):
    """Who takes the result home; an account takes an electronic one."""

    OWNER = "owner"
    PROXY = "proxy"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """To whom, by which right, and what.

    ``items`` names every sheet given, ``originals`` what the citizen gets back, ``taken_back``
    what the law withdraws. ``authorization`` is the proof in the words of the slip; made from
    ``proof`` where it is empty. ``signature`` None: signed on the paper slip.
    """

    collector_name: str
    collector_number: str
    items: tuple[str, ...]
    right: Right = Right.OWNER
    proof: Proof = Proof()
    authorization: str = ""
    seen_by: SeenBy = SeenBy.TYPED
    originals: tuple[str, ...] = ()
    taken_back: tuple[str, ...] = ()
    owner_is_dead: bool = False
    signature: SignedText | None = None

    @property
    def collector(self) -> Collector:
        """Say whether the owner came, or somebody for them."""
        return Collector.OWNER if self.right is Right.OWNER else Collector.PROXY

    @property
    def words(self) -> str:
        """Give the proof as the slip says it; empty for the owner."""
        return self.authorization or collecting.on_paper(self.right, self.proof)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Whose result it is, as far as known here."""

    subject_id: str
    reference: str
    form: str
    result_id: str
    owner_number: str
    owner_name: str
    owner_birth: str
    submitter_number: str
    submitter_name: str


def check(work: Work, given: HandOver, matter: Matter) -> None:
    """Refuse a hand-over that lacks something, or whose collector is not proved.

    Raises: InvalidInput at every field that is wrong; ``proof`` says what is to be brought.
    """
    _refuse_secret_words(given)
    errors = _lacking(given)
    right = _right_problem(work, given, matter)
    errors |= {"right": right} if right else {}
    number = "" if right else _number_problem(given, matter)
    errors |= {"collector_number": number} if number else {}
    if errors:
        raise InvalidInput(next(iter(errors.values())), errors)


def _refuse_secret_words(given: HandOver) -> None:
    proof = given.proof
    refuse_secrets(
        {
            "collector_name": given.collector_name,
            "collector_number": given.collector_number,
            "authorization": given.authorization,
            "paper": proof.paper,
            "certified_by": proof.certified_by,
            "relation": proof.relation,
            "items": "\n".join((*given.items, *given.originals, *given.taken_back)),
        }
    )


def _lacking(given: HandOver) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not given.collector_name.strip():
        errors["collector_name"] = tr("Write who takes the result, as on their card.")
    if not given.collector_number.strip():
        errors["collector_number"] = tr("Scan the card of who takes it, or type its number.")
    if not any(item.strip() for item in (*given.items, *given.originals)):
        errors["items"] = tr("List what is handed over.")
    lacking = collecting.lacking(given.right, given.proof)
    if lacking:
        errors["proof"] = tr(
            "Not proved yet. To be brought: {what}", what=collecting.what_to_bring(given.right)
        )
    return errors | lacking


def _right_problem(work: Work, given: HandOver, matter: Matter) -> str:
    owner = OwnerFacts(
        number=matter.owner_number, birth=matter.owner_birth, is_dead=given.owner_is_dead
    )
    today = local(work.at).date()
    allowed = collecting.rights_for(owner, today, has_submitter=bool(matter.submitter_name))
    if given.right in allowed:
        return ""
    if given.owner_is_dead:
        return tr(
            "The owner has died; an authorization ended with that. To be brought: {what}",
            what=collecting.what_to_bring(Right.HEIR),
        )
    return tr("This right does not hold for this owner. Choose another one.")


def _number_problem(given: HandOver, matter: Matter) -> str:
    known = {
        Right.OWNER: matter.owner_number,
        Right.SUBMITTER: matter.submitter_number,
    }.get(given.right)
    number = given.collector_number
    if known is None:
        if matter.owner_number and number == matter.owner_number:
            return tr("This is the owner's own number. Choose “The owner”, or read the card again.")
        return ""
    match collecting.compare(known, number):
        case collecting.Compared.SAME:
            return ""
        case collecting.Compared.ONE_DIGIT:
            on_file, read = collecting.side_by_side(known, number)
            return tr(
                "One digit differs. On file: {known}, read: {read}. Read the card again; do not "
                "give the result out.",
                known=on_file,
                read=read,
            )
        case collecting.Compared.OTHER:
            return tr("This is another person's number. Do not give the result out.")
        case collecting.Compared.UNKNOWN:
            return _name_problem(given, matter)


def _name_problem(given: HandOver, matter: Matter) -> str:
    name = matter.owner_name if given.right is Right.OWNER else matter.submitter_name
    if fold(clean(given.collector_name)) == fold(name):
        return ""
    return tr("No number is on file and the name differs. Ask the center before giving it out.")
