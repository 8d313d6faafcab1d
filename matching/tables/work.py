"""The matchmakers' work: rounds, notes, reasoned openings, and the board's switches."""

from piccolo.columns import UUID, Boolean, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from wethaq.platform.database.columns import EncryptedText


class RoundRow(Table, tablename="matching_round"):
    """A round: its terms and seed, its report of counts, and the certificate that its plan was the best.

    Its pairs are proposals in draft; report and certificate (JSON) name nobody.
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
