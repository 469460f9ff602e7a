"""What callers get back; every field is always there, ``null`` when not known."""

from __future__ import annotations

from msgspec import Struct

from backend.http_api.requests import ProofKind
from backend.taste_profile import TimeRange, Visibility
from backend.use_cases.accounts.api_keys import Scope
from backend.use_cases.people.relationships import WaveState


class HealthReply(Struct):
    """The service answers; ``contact`` is whom to write to about it, if told."""

    status: str
    algorithm: str
    contact: str | None


class SourceReply(Struct):
    """A music source: what it takes, and what its sign-in page needs to know."""

    source: str
    name: str
    takes: list[ProofKind]
    authorize_url: str | None
    client_id: str | None
    scope: str | None
    is_invented: bool


class SourcesReply(Struct):
    """The music sources that people can come from here."""

    sources: list[SourceReply]


class SignedOutReply(Struct):
    """The session cookie is gone."""

    is_signed_out: bool


class SessionsEndedReply(Struct):
    """All sessions but the one that comes with this reply are ended."""

    user_id: str
    are_ended: bool


class RecoveryCodeReply(Struct):
    """A recovery code, shown this one time."""

    recovery_code: str


class RecoveredReply(Struct):
    """A session of the code's holder comes with this reply."""

    user_id: str
    is_recovered: bool


class ApiKeyReply(Struct):
    """A key of a program, as its owner sees it after it was made.

    ``last_used_at`` is the hour in which it was last used within 400 days, or null.
    """

    key_id: str
    name: str
    scopes: list[Scope]
    made_at: str
    last_used_at: str | None


class NewApiKeyReply(Struct):
    """A new key; ``key`` is shown this one time."""

    key: str
    api_key: ApiKeyReply


class ApiKeysReply(Struct):
    """One's keys, oldest first."""

    api_keys: list[ApiKeyReply]


class RevokedReply(Struct):
    """The key is useless."""

    key_id: str
    is_revoked: bool


class PersonReply(Struct):
    """Somebody as one may know them; anonymous people by an alias."""

    user_id: str
    display_name: str
    is_anonymous: bool
    is_verified: bool


class WaveReply(Struct):
    """Somebody with whom there is a wave: sent, received or mutual, since a day."""

    person: PersonReply
    wave: WaveState
    on: str


class WavesReply(Struct):
    """One's waves, the newest first."""

    waves: list[WaveReply]


class WaveTakenBackReply(Struct):
    """The wave is taken back, and what it revealed is closed again."""

    user_id: str
    is_taken_back: bool


class BlockedReply(Struct):
    """Both never meet here again, until the block is lifted."""

    user_id: str
    is_blocked: bool


class BlockReply(Struct):
    """A block; whom it holds is kept as a hash only."""

    block_id: str
    at: str


class BlocksReply(Struct):
    """One's blocks, the newest first."""

    blocks: list[BlockReply]


class LiftedReply(Struct):
    """The block is lifted."""

    block_id: str
    is_lifted: bool


class InvitationReply(Struct):
    """An invitation as its maker sees it after it was made."""

    invitation_id: str
    shows_name: bool
    is_reusable: bool
    made_at: str
    expires_at: str


class NewInvitationReply(Struct):
    """A new invitation; ``code`` is shown this one time."""

    code: str
    invitation: InvitationReply


class InvitationsReply(Struct):
    """One's invitations that stand, the newest first."""

    invitations: list[InvitationReply]


class InvitationRevokedReply(Struct):
    """The invitation is useless; whoever accepted it before stays."""

    invitation_id: str
    is_revoked: bool


class OpenedInvitationReply(Struct):
    """An invitation as whoever holds its code sees it."""

    display_name: str | None
    is_reusable: bool
    expires_at: str


class CompanionReply(Struct):
    """Somebody whom one compares with by invitation."""

    user_id: str
    display_name: str
    is_named: bool
    at: str


class CompanionsReply(Struct):
    """Whom one compares with by invitation, the newest first."""

    companions: list[CompanionReply]


class PartedReply(Struct):
    """The comparison is over, for both."""

    user_id: str
    is_over: bool


class SavedReply(Struct):
    """What was saved; ``has_little_data`` says that matches will be vague."""

    user_id: str
    is_new: bool
    visibility: Visibility
    display_name: str | None
    revision: int
    updated_at: str
    artists: int
    tracks: int
    genres: int
    has_little_data: bool


class DeletedReply(Struct):
    """The taste profile is gone."""

    user_id: str
    is_deleted: bool


class MeReply(Struct):
    """Who is calling."""

    user_id: str
    has_taste_profile: bool
    visibility: Visibility | None
    display_name: str | None
    is_verified: bool
    updated_at: str | None


class TopItemReply(Struct):
    """An artist or track as it is kept."""

    kind: str
    name: str
    artists: list[str]
    time_range: TimeRange
    rank: int | None
    plays: int | None
    genres: list[str]
    release_date: str | None
    links: dict[str, str]
    source: str
    fetched_at: str | None


class FeatureReply(Struct):
    """One axis of taste; ``weight`` is relative to the strongest of its kind."""

    name: str
    artist: str | None
    weight: float


class SavedSourceReply(Struct):
    """Where top items came from, whether it proved who you are, and when.

    ``is_invented`` where it was a stand-in of a demo world. What it told goes by itself
    at ``expires_at``, unless it is saved again.
    """

    source: str
    is_verified: bool
    saved_at: str
    is_invented: bool
    expires_at: str | None


class RefreshReply(Struct):
    """Where your listening is read again from time to time."""

    source: str
    user_name: str
    tried_at: str


class MutedReply(Struct):
    """What one does not want to count."""

    artists: list[str]
    genres: list[str]
    sources: list[str]


class TasteProfileReply(Struct):
    """All that is kept about one's taste; ``refresh`` is the next of ``refreshes``."""

    user_id: str
    visibility: Visibility
    display_name: str | None
    named_artists: list[str]
    is_verified: bool
    revision: int
    updated_at: str
    refresh: RefreshReply | None
    muted: MutedReply
    refreshes: list[RefreshReply]
    sources: list[SavedSourceReply]
    top_items: list[TopItemReply]
    features: dict[str, list[FeatureReply]]


class AuditEntryReply(Struct):
    """Something that was done with one's account."""

    at: str
    event: str


class ExportReply(Struct):
    """Everything that is kept about one."""

    user_id: str
    taste_profile: TasteProfileReply | None
    linked_sources: list[str]
    api_keys: list[ApiKeyReply]
    waves: list[WaveReply]
    blocks: list[BlockReply]
    invitations: list[InvitationReply]
    companions: list[CompanionReply]
    audit_log: list[AuditEntryReply]


class RemnantReply(Struct):
    """What cannot go at once, and when it does."""

    what: str
    until: str


class ReceiptReply(Struct):
    """What was erased, and what of it expires when."""

    user_id: str
    is_erased: bool
    had_taste_profile: bool
    linked_sources: int
    remnants: list[RemnantReply]


class TopItemsReply(Struct):
    """Top artists or top tracks."""

    user_id: str
    time_range: TimeRange | None
    items: list[TopItemReply]


class EvidenceReply(Struct):
    """How much a score rests on; counts are not told of anonymous people."""

    level: str
    shared_artists: int | None
    all_artists: int | None


class ContributionReply(Struct):
    """One row of the sum; without a kind it sums up all others."""

    kind: str | None
    name: str | None
    artist: str | None
    points: int
    is_assumed: bool


class MatchReply(Struct):
    """One match; ``contributions`` sum to ``points``, ``score`` is points / 10,000.

    ``wave`` is null for somebody who is known by invitation alone.
    """

    user_id: str
    display_name: str
    is_anonymous: bool
    is_verified: bool
    wave: WaveState | None
    updated_at: str | None
    band: str
    score: float | None
    points: int | None
    one_in: int | None
    evidence: EvidenceReply
    shared_artists: list[str]
    contributions: list[ContributionReply]


class StatisticsReply(Struct):
    """The population that scores and rarities refer to."""

    version: str
    people: int
    is_young: bool


class MatchesReply(Struct):
    """One page of a ranking; when not ``is_complete``, somebody near may be missing."""

    user_id: str
    matches: list[MatchReply]
    next_cursor: str | None
    is_complete: bool
    artists: int
    has_little_data: bool
    algorithm: str
    statistics: StatisticsReply


class PlaceReply(Struct):
    """An item's place in somebody's taste, and its best rank or plays as kept."""

    place: int
    rank: int | None
    plays: int | None


class SharedItemReply(Struct):
    """An item that both have."""

    kind: str
    name: str
    artist: str | None
    you: PlaceReply
    them: PlaceReply


class OwnItemReply(Struct):
    """An item that one has and the other has not."""

    kind: str
    name: str
    artist: str | None
    place: int
    rank: int | None
    plays: int | None


class DiscoveryReply(Struct):
    """Something one could show the other, and why."""

    kind: str
    name: str
    artist: str | None
    place: int
    shared_genres: list[str]


class ComparisonReply(Struct):
    """What both have, what one has, what each could bring."""

    shared: list[SharedItemReply]
    only_you: list[OwnItemReply]
    only_them: list[OwnItemReply]
    discoveries_for_you: list[DiscoveryReply]
    discoveries_for_them: list[DiscoveryReply]


class PairReply(Struct):
    """Two people side by side; ``comparison`` is null unless the other is open."""

    user_id: str
    match: MatchReply
    comparison: ComparisonReply | None
    algorithm: str
    statistics: StatisticsReply
