"""The matchmakers' work: who they are, rounds, notes, reasoned openings, and the board's switches."""

from piccolo.columns import UUID, Boolean, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from wethaq.platform.database.columns import EncryptedText


class MatchmakerRow(Table, tablename="matching_matchmaker"):
    """A colleague who keeps a portfolio: who may describe a woman, and how many drafts they have time for.

    `room` is how many drafts a round may give them for the women they keep, and as many for the men.
    """

    id = UUID(primary_key=True)
    account_id = UUID(default=None, unique=True)
    sex = Varchar(length=8)
    room = Integer()
    is_taking = Boolean(default=True)
    appointed_at = Timestamptz()
    appointed_by = UUID(null=True, default=None)
    version = Integer(default=1)


class RoundRow(Table, tablename="matching_round"):
    """A round: its terms and seed, its report of counts, and the certificate that its plan was the best.

    Its pairs are proposals in draft; report and certificate (JSON) name nobody. `number` is taken
    once: of two who begin a round at a time the second finds it taken.
    """

    id = UUID(primary_key=True)
    number = Integer(unique=True)
    state = Varchar(length=12)
    seed = Integer()
    terms = Text()
    report = Text(null=True, default=None)
    certificate = Text(null=True, default=None)
    problem = Varchar(length=80, null=True, default=None)
    made_at = Timestamptz()
    made_by = UUID(null=True, default=None)
    planned_at = Timestamptz(null=True, default=None)
    closed_at = Timestamptz(null=True, default=None)


class RoundPersonRow(Table, tablename="matching_round_person"):
    """Somebody in a round: their drafts, or why there are none, and how many rounds they had waited before."""

    id = UUID(primary_key=True)
    round_id = UUID(default=None, index=True)
    profile_id = UUID(default=None, index=True)
    drafts = Integer()
    unseen = Varchar(length=20, null=True, default=None)
    waited = Integer()


class RoundTermsRow(Table, tablename="matching_round_terms"):
    """Under what rounds are made, in versions; the newest counts for the next one."""

    id = UUID(primary_key=True)
    version = Integer(unique=True)
    is_weekly = Boolean()
    most_each = Integer()
    reason = Varchar(length=240)
    changed_at = Timestamptz()
    changed_by = UUID(null=True, default=None)


class MatchmakerNoteRow(Table, tablename="matching_note"):
    """What a matchmaker writes down about a profile; a correction names the note that it replaces."""

    id = UUID(primary_key=True)
    profile_id = UUID(default=None, index=True)
    author_id = UUID(default=None)
    body = EncryptedText(record_class="matching")
    written_at = Timestamptz()
    replaces_id = UUID(null=True, default=None)


class BreakGlassRow(Table, tablename="matching_break_glass"):
    """A reasoned opening of a profile outside one's portfolio; the board is told of each."""

    id = UUID(primary_key=True)
    profile_id = UUID(default=None, index=True)
    opened_by = UUID(default=None)
    reason = EncryptedText(record_class="matching")
    opened_at = Timestamptz()
    expires_at = Timestamptz()


class TraitSwitchRow(Table, tablename="matching_trait_switch"):
    """The board's decision that a trait is asked or not; the newest of a trait counts."""

    id = UUID(primary_key=True)
    trait = Varchar(length=32, index=True)
    is_active = Boolean()
    reason = Varchar(length=240)
    decided_at = Timestamptz()
    decided_by = UUID(null=True, default=None)
