"""The kinds of fact a desk writes and what each may say.

``body`` never holds personal data; what names a person lies in the private payload beside it.
"""

from __future__ import annotations

from enum import StrEnum


class AuthorType(StrEnum):
    """Who acted. An automatic act never wears a person's name (HR-15)."""

    PERSON = "person"
    DESK = "desk"
    CENTER_PERSON = "center_person"
    CENTER = "center"


class FactKind(StrEnum):
    """Every kind of fact; the comment lists the keys of its body, then of its private payload."""

    DESK_ENROLLED = "desk.enrolled"  # site_code, desk_code, public_key
    PRACTICE_BEGUN = "practice.begun"  # as DESK_ENROLLED: how every chain of practice begins
    PRACTICE_STARTED = "practice.started"  # exam, citizens: an exercise with scripted citizens
    PRACTICE_JUDGED = "practice.judged"  # run_id, citizen, version, procedure_code, passed,
    #                                      findings
    PRACTICE_ENDED = "practice.ended"  # state
    CLERK_ADDED = "clerk.added"  # role | name
    VISIT_OPENED = "visit.opened"  # (nothing)
    VISIT_CLOSED = "visit.closed"  # outcome, seconds
    CITIZEN_RECORDED = "citizen.recorded"  # source, is_new | number, name, birth, sex, ...
    CONSENT_RECORDED = "consent.recorded"  # citizen_id, visit_id, purpose, given, method,
    #                                        signature {image_sha256, strokes_sha256, text_sha256}
    CONSENT_WITHDRAWN = "consent.withdrawn"  # citizen_id, visit_id, purpose
    DOSSIER_OPENED = "dossier.opened"  # visit_id, reference, procedure_code, catalog_version,
    #                                    owner_id, submitter_id
    CASE_ANSWERED = "case.answered"  # answers, channel, way, paper_reason, office
    CASE_MOVED = "case.moved"  # from_version, catalog_version, answers, added, removed
    FORM_FILLED = "form.filled"  # form_id, form_version, complete, filled | answers, sources
    FORM_MOVED = "form.moved"  # form_id, from_version, form_version, complete, filled | answers,
    #                            sources
    PAPER_RECORDED = "paper.recorded"  # paper_id, component_id, status, sheets
    BLOB_ATTACHED = "blob.attached"  # attachment_id, paper_id, component_id, sha256, size_bytes,
    #                                  media_type, pages, width_px, height_px | file_name
    BLOB_DETACHED = "blob.detached"  # attachment_id, sha256
    DOSSIER_ADVISED = "dossier.advised"  # reference, missing
    DOSSIER_REOPENED = "dossier.reopened"  # reference
    DOSSIER_CONFIRMED = "dossier.confirmed"  # clerk_id (whose), procedure_code, nth, afterwards;
    #                                          author: the colleague who looked
    DOSSIER_FILED_ALONE = "dossier.filed_alone"  # procedure_code, nth, reason | words
    CLERK_EXAM_PASSED = "clerk.exam_passed"  # exam_id, procedure_code, passed_at
    DOSSIER_WAITING = "dossier.waiting_citizen"  # reference, way
    DOSSIER_LODGED = "dossier.lodged"  # see DOSSIER_TAKEN_IN; channel is "online"
    DOSSIER_FILED_ON_PORTAL = "dossier.filed_on_portal"  # as DOSSIER_LODGED, and official_code
    DOSSIER_TAKEN_IN = "dossier.taken_in"  # reference, procedure_code, procedure_name, channel,
    #                     way, paper_reason,
    #                     office, catalog_version, papers [{component_id, name, status, sheets}],
    #                     blobs [sha256], forms [{form_id, form_version, complete, filled}]
    #                     | owner {number, name, birth, sex, address, phone}, forms {id: answers},
    #                     submitter {number, name, phone}
    DOSSIER_SUPPLEMENTED = "dossier.supplemented"  # notice_id, blobs
    DOCUMENT_PRINTED = "document.printed"  # document, print_number, sha256, reason, subject_kind,
    #                                        template_version
    PRINT_ANSWERED = "document.print_answered"  # print_id, document, print_number, answer
    NOTICE_APPLIED = "notice.applied"  # number, notice_id, notice_kind
    RESULT_RECEIVED = "result.received"  # result_id, reference, form, result_number, source,
    #     bag_number, doubt | number
    RESULT_NAMED = "result.named"  # result_id | owner_name, owner_number
    RESULT_SHELVED = "result.shelved"  # result_id, shelf
    RESULT_SETTLED = "result.settled"  # result_id, standing, dossier_id | note
    RESULT_RETURNED = "result.returned"  # reference, result_id, form, collector, right, seen_by,
    #     item_count, originals_back, taken_back, has_authorization, signature |
    #     collector_name, collector_number, authorization, items, originals, withdrawn
    RETURN_CORRECTED = "return.corrected"  # reason, result_id | note
    CITIZEN_CALLED = "citizen.called"  # about, outcome, tries, retry_at, come_on | note
    SUPPLEMENT_REPEATED = "supplement.repeated"  # notice_id, round: late in the national index
    PAPER_COUNTED = "paper.counted"  # packet_id, lines [{component_id, status, sheets}], originals,
    #     copies, sheets, agreed, destination, seal_number, citizen_signed, clerk_signed,
    #     signatures {citizen, clerk}
    PAPER_REDIRECTED = "paper.redirected"  # packet_id, destination
    PAPER_CAME_BACK = "paper.came_back"  # packet_id, bag_number, place
    PAPER_ELSEWHERE = "paper.elsewhere"  # packet_id, notice_id, bag_number, act
    MONEY_TAKEN = "money.taken"  # entry_id, what, amount_vnd, receipt_number
    MONEY_REMITTED = "money.remitted"  # entry_id, what, amount_vnd, receipt_number, bag_number
    MONEY_RETURNED = "money.returned"  # entry_id, what, amount_vnd, receipt_number
    BAG_OPENED = "bag.opened"  # direction, other_side; subject is the bag's number
    BAG_UNSEALED = "bag.unsealed"  # seal_number, reason_code, references | reason
    BAG_ITEM_ADDED = "bag.item_added"  # reference, packet_id, is_guest, cutoff_at
    BAG_ITEM_REMOVED = "bag.item_removed"  # reference, packet_id
    BAG_SEALED = "bag.sealed"  # seal_number, references, counted_at
    BAG_LEFT = "bag.left"  # references, counted_at | courier
    BAG_ARRIVED = "bag.arrived"  # counted_at
    BAG_HANDED_OVER = "bag.handed_over"  # minutes_number, signed_at, counted_at, references,
    #     items [{reference, outcome, official_code, appointment_at}] | signer, seen_seal
    BAG_RECEIVED = "bag.received"  # seal_number, seal, references, items [{reference, state}],
    #                                listed, counted_at
    DISPUTE_OPENED = "dispute.opened"  # kind, bag_number, reference, source | words
    DISPUTE_ANSWERED = "dispute.answered"  # side | words
    DISPUTE_CLOSED = "dispute.closed"  # outcome | words
    APPOINTMENT_RECORDED = "appointment.recorded"  # packet_id, official_code, appointment_at,
    #                                                sha256 | note, file_name
    CITIZEN_TOLD = "citizen.told"  # about, how
    DELAY_EXPLAINED = "delay.explained"  # packet_id, reference, stage, reason, due_at, is_late,
    #                                      offline_s | words
    PROMISE_MOVED = "promise.moved"  # packet_id, reference, printed_at, told_at, how
    TRIP_COUNTED = "trip.counted"  # trip_id, came_for, cause, is_certain
    TRIP_EXPLAINED = "trip.explained"  # trip_id, cause
    FINDING_ANSWERED = "finding.answered"  # answer | words: the person's own, before any end
    DAY_CLOSED = "day.closed"  # day, number, summary
    ASSIST_OPENED = "assist.opened"  # visit_id, card, card_version, citizen_id, dossier_id
    ASSIST_RECORDED = "assist.recorded"  # visit_id, card, card_version, outcome, reason_code,
    #                                      seconds, steps_done, citizen_id | note
    FOLLOW_UP_OPENED = "follow_up.opened"  # assist_id, card, reason_code, due_on, citizen_id
    #                                        | what, citizen_name, phone
    FOLLOW_UP_CLOSED = "follow_up.closed"  # assist_id, state, due_on
    POOL_IMPORTED = "item_pool.imported"  # source, ranges [{first, last, count}]
    DELIVERY_PREPARED = "delivery.prepared"  # delivery_id, reference, item_code, from_pool, payer,
    #     why, evidence, ward_code | receiver, phone, street, place, items
    DELIVERY_CANCELED = "delivery.canceled"  # delivery_id, item_code | reason
    DELIVERY_SENT = "delivery.sent"  # delivery_id, reference, item_code, payer, rule
    DELIVERY_TRACKED = "delivery.tracked"  # delivery_id, item_code, means, code, at, source | words
    DELIVERY_INVITED = "delivery.invited"  # delivery_id, item_code, number, on | how
    DELIVERY_ENDED = "delivery.ended"  # delivery_id, item_code, state, invitations | words
    POSTAGE_CLAIMED = "postage.claimed"  # count, items [{item_code, reference, rule}]
    SHIFT_GIVEN = "shift.given"  # shift_id, counts | note
    SHIFT_TAKEN = "shift.taken"  # shift_id, giver_id, agrees | differs
    OUTAGE_KIT_MADE = "outage_kit.made"  # batch, first, last, count
    OUTAGE_SLIP_ENTERED = "outage_slip.entered"  # number, happened_at, taken_by
    OUTAGE_SLIP_VOIDED = "outage_slip.voided"  # number, reason | words
    DOSSIER_LOOKED_UP = "dossier.looked_up"  # number, purpose, found, was_online
    EDIT_MADE = "edit.made"  # edit_id, reference, field, lease_id, epoch | value, reason
    EDIT_DECIDED = "edit.decided"  # edit_id, reference, field, accepted | answer
    SUPPLEMENT_ELSEWHERE = "supplement.taken_elsewhere"  # reference, blobs, round, files | words,
    #                                                    clerk, names
    SESSION_PLANNED = "session.planned"  # code, series_id, starts_at, minutes, place, trainer_id,
    #     topics, seats, devices, needs | trainer, helpers, note
    SESSION_CHANGED = "session.changed"  # as SESSION_PLANNED, and moved_from
    SESSION_CANCELED = "session.canceled"  # reason | words
    SESSION_HELD = "session.held"  # attended, absent, unmarked, seats, topics
    LEARNER_REGISTERED = "learner.registered"  # source, is_known_citizen | name, birth, ward_code,
    #     phone
    LEARNER_CHANGED = "learner.changed"  # fields | name, birth, ward_code, phone
    LEARNER_SIGNED_UP = "learner.signed_up"  # session_id, source, is_over_seats
    LEARNER_SIGNED_OFF = "learner.signed_off"  # session_id
    ATTENDANCE_MARKED = "attendance.marked"  # marks [{learner_id, standing}]; of the session
    LEARNER_CONSENTED = "learner.consented"  # session_id, purpose, given, given_by | representative
    LEARNERS_MERGED = "learners.merged"  # merge_id, merged_id, sessions; subject is who stays
    LEARNERS_PARTED = "learners.parted"  # merge_id, merged_id
    LEARNERS_APART = "learners.apart"  # other_id: two people who are called alike
    ROSTER_ATTACHED = "roster.attached"  # page_id; the picture stays at the desk
    ROSTER_DETACHED = "roster.detached"  # page_id
    CERTIFICATE_ISSUED = "certificate.issued"  # learner_id, session_id, topics, held_at, minutes
    #                                            | name; the subject is its number
    QUICK_TAUGHT = "quick.taught"  # topic, outcome, visit_id, citizen_id
    SKILLS_CHECKED = "skills.checked"  # sitting_id, topic, check_version, phase, way, paper_number,
    #     levels {task: level}, feelings {question: 1-3}, replaced | learner_id; subject: session
    CHECK_REMOVED = "skills.check_removed"  # sitting_id; subject is the session
    LEARNER_CALLED = "learner.called"  # session_id, outcome, tries, state, next_on, called_on
    #                                    | note
    TRAINING_REPORTED = "training.reported"  # first, last, report: what is shown, small groups
    #                                          hidden (null); subject is the desk
    DESK_CLOCK_MEASURED = "desk.clock_measured"  # offset_ms


def is_practice_kind(kind: str) -> bool:
    """Say whether only a practice store may write this kind; no center ever takes it."""
    return kind.startswith("practice.")
