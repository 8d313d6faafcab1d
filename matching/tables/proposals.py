"""Proposals: who was asked, who said yes, and the guards that hold whoever is faster."""

from piccolo.columns import UUID, Boolean, Integer, Timestamptz, Varchar
from piccolo.table import Table

from wethaq.platform.database.columns import EncryptedText


class ProposalRow(Table, tablename="matching_proposal"):
    """A proposal (اقتراح) between a woman's and a man's profile (matching/policy/agreement.py).

    `told` and `asked_first` hold codes of `Party`; yeses are rows (`YesRow`). At most one that
    hasn't ended is there for two people (unique index). `version` counts every change.
    """

    id = UUID(primary_key=True)
    woman_id = UUID(default=None, index=True)
    man_id = UUID(default=None, index=True)
    stage = Varchar(length=20, index=True)
    entered_at = Timestamptz()
    asked_first = Varchar(length=8)
    told = Varchar(length=40, default="")
    is_photo_skipped = Boolean(default=False)
    is_frozen = Boolean(default=False)
    met_at = Timestamptz(null=True, default=None)
    round_id = UUID(null=True, default=None, index=True)
    matchmaker_id = UUID(null=True, default=None, index=True)
    made_by = UUID(null=True, default=None)
    made_at = Timestamptz()
    ended_at = Timestamptz(null=True, default=None)
    ended_from = Varchar(length=20, null=True, default=None)
    ended_by = Varchar(length=8, null=True, default=None)
    staff_reason = EncryptedText(record_class="matching", null=True, default=None)
    version = Integer(default=1)


class YesRow(Table, tablename="matching_yes"):
    """A yes to the step out of one stage: each party once a stage (unique index), forgotten with a release.

    One that staff took down for somebody carries the name of the witness.
    """

    id = UUID(primary_key=True)
    proposal_id = UUID(default=None, index=True)
    party = Varchar(length=8)
    stage = Varchar(length=20)
    said_by = UUID(null=True, default=None)
    is_on_behalf = Boolean(default=False)
    witness = EncryptedText(record_class="matching", null=True, default=None)
    said_at = Timestamptz()


class ProposalStepRow(Table, tablename="matching_proposal_step"):
    """A step that was made, for the funnel: from where, to where, when. Who declined stays with the proposal."""

    id = UUID(primary_key=True)
    proposal_id = UUID(default=None, index=True)
    from_stage = Varchar(length=20, null=True, default=None)
    to_stage = Varchar(length=20)
    made_at = Timestamptz()
    made_by = UUID(null=True, default=None)


class PlaceRow(Table, tablename="matching_place"):
    """One of the places that a person has for proposals: 1 and 2 before S4, 0 for the only one after it.

    UNIQUE (profile, place) is the guard: a third open proposal, or a second lock, has no row to
    take, whatever two transactions read before.
    """

    id = UUID(primary_key=True)
    profile_id = UUID(default=None)
    place = Integer()
    proposal_id = UUID(default=None, index=True)
    taken_at = Timestamptz()


class PhotoOpeningRow(Table, tablename="matching_photo_opening"):
    """A photo or description opened for one reader of one proposal; 72 hours, then it is closed."""

    id = UUID(primary_key=True)
    proposal_id = UUID(default=None, index=True)
    party = Varchar(length=8)
    opened_at = Timestamptz()
    expires_at = Timestamptz()


class FreezeRow(Table, tablename="matching_freeze"):
    """Why a proposal stands still (somebody asked for money, a threat), and what staff decided."""

    id = UUID(primary_key=True)
    proposal_id = UUID(default=None, index=True)
    kind = Varchar(length=16)
    reported_by_party = Varchar(length=8)
    words = EncryptedText(record_class="matching", null=True, default=None)
    reported_at = Timestamptz()
    decided_at = Timestamptz(null=True, default=None)
    decided_by = UUID(null=True, default=None)
    decision = Varchar(length=16, null=True, default=None)
    decision_words = EncryptedText(record_class="matching", null=True, default=None)
