// What the server takes and replies, made from its OpenAPI document by
// ./scripts/site-types: not to be edited. Types alone, so nothing of it is served.

export interface AcceptInvitation {
  code: string;
  shows_name: boolean;
}

export interface ApiKeyReply {
  key_id: string;
  name: string;
  scopes: ("matches:read" | "profile:read" | "profile:write")[];
  made_at: string;
  last_used_at: string | null;
}

export interface ApiKeysReply {
  api_keys: ApiKeyReply[];
}

export interface AuditEntryReply {
  at: string;
  event: string;
}

export interface BlockPerson {
  user_id: string;
}

export interface BlockReply {
  block_id: string;
  at: string;
}

export interface BlockedReply {
  user_id: string;
  is_blocked: boolean;
}

export interface BlocksReply {
  blocks: BlockReply[];
}

export interface ChangeChoices {
  visibility?: "anonymous" | "hidden" | "open" | null;
  display_name?: string | null;
  named_artists?: string[] | null;
  muted?: Mute | null;
}

export interface CompanionReply {
  user_id: string;
  display_name: string;
  is_named: boolean;
  at: string;
}

export interface CompanionsReply {
  companions: CompanionReply[];
}

export interface ComparisonReply {
  shared: SharedItemReply[];
  only_you: OwnItemReply[];
  only_them: OwnItemReply[];
  discoveries_for_you: DiscoveryReply[];
  discoveries_for_them: DiscoveryReply[];
}

export interface ContributionReply {
  kind: string | null;
  name: string | null;
  artist: string | null;
  points: number;
  is_assumed: boolean;
}

export interface DeletedReply {
  user_id: string;
  is_deleted: boolean;
}

export interface DiscoveryReply {
  kind: string;
  name: string;
  artist: string | null;
  place: number;
  shared_genres: string[];
}

export interface ErrorBody {
  code: string;
  message: string;
  source?: string | null;
  cause?: string | null;
}

export interface ErrorReply {
  error: ErrorBody;
}

export interface EvidenceReply {
  level: string;
  shared_artists: number | null;
  all_artists: number | null;
}

export interface ExportReply {
  user_id: string;
  taste_profile: TasteProfileReply | null;
  linked_sources: string[];
  api_keys: ApiKeyReply[];
  waves: WaveReply[];
  blocks: BlockReply[];
  invitations: InvitationReply[];
  companions: CompanionReply[];
  audit_log: AuditEntryReply[];
}

export interface FeatureReply {
  name: string;
  artist: string | null;
  weight: number;
}

export interface HealthReply {
  status: string;
  algorithm: string;
  contact: string | null;
}

export interface InvitationReply {
  invitation_id: string;
  shows_name: boolean;
  is_reusable: boolean;
  made_at: string;
  expires_at: string;
}

export interface InvitationRevokedReply {
  invitation_id: string;
  is_revoked: boolean;
}

export interface InvitationsReply {
  invitations: InvitationReply[];
}

export interface Invite {
  shows_name?: boolean;
  is_reusable?: boolean;
  days?: number;
}

export interface LiftedReply {
  block_id: string;
  is_lifted: boolean;
}

export interface MakeApiKey {
  name: string;
  scopes: ("matches:read" | "profile:read" | "profile:write")[];
}

export interface MatchReply {
  user_id: string;
  display_name: string;
  is_anonymous: boolean;
  is_verified: boolean;
  wave: "mutual" | "none" | "received" | "sent" | null;
  updated_at: string | null;
  band: string;
  score: number | null;
  points: number | null;
  one_in: number | null;
  evidence: EvidenceReply;
  shared_artists: string[];
  contributions: ContributionReply[];
}

export interface MatchesQuery {
  limit?: number;
  cursor?: string | null;
  people?: "all" | "unverified" | "verified";
}

export interface MatchesReply {
  user_id: string;
  matches: MatchReply[];
  next_cursor: string | null;
  is_complete: boolean;
  artists: number;
  has_little_data: boolean;
  algorithm: string;
  statistics: StatisticsReply;
}

export interface MeReply {
  user_id: string;
  has_taste_profile: boolean;
  visibility: "anonymous" | "hidden" | "open" | null;
  display_name: string | null;
  is_verified: boolean;
  updated_at: string | null;
}

export interface Mute {
  artists?: string[];
  genres?: string[];
  sources?: string[];
}

export interface MutedReply {
  artists: string[];
  genres: string[];
  sources: string[];
}

export interface NewApiKeyReply {
  key: string;
  api_key: ApiKeyReply;
}

export interface NewInvitationReply {
  code: string;
  invitation: InvitationReply;
}

export interface NoQuery {
}

export interface OpenInvitation {
  code: string;
}

export interface OpenedInvitationReply {
  display_name: string | null;
  is_reusable: boolean;
  expires_at: string;
}

export interface OwnItemReply {
  kind: string;
  name: string;
  artist: string | null;
  place: number;
  rank: number | null;
  plays: number | null;
}

export interface PairReply {
  user_id: string;
  match: MatchReply;
  comparison: ComparisonReply | null;
  algorithm: string;
  statistics: StatisticsReply;
}

export interface PartedReply {
  user_id: string;
  is_over: boolean;
}

export interface PersonReply {
  user_id: string;
  display_name: string;
  is_anonymous: boolean;
  is_verified: boolean;
}

export interface PlaceReply {
  place: number;
  rank: number | null;
  plays: number | null;
}

export interface ReceiptReply {
  user_id: string;
  is_erased: boolean;
  had_taste_profile: boolean;
  linked_sources: number;
  remnants: RemnantReply[];
}

export interface Recover {
  recovery_code: string;
}

export interface RecoveredReply {
  user_id: string;
  is_recovered: boolean;
}

export interface RecoveryCodeReply {
  recovery_code: string;
}

export interface RefreshReply {
  source: string;
  user_name: string;
  tried_at: string;
}

export interface RemnantReply {
  what: string;
  until: string;
}

export interface RevokedReply {
  key_id: string;
  is_revoked: boolean;
}

export interface SaveHistory {
  source: "history";
  artists?: (string | TopArtist)[];
  tracks?: TopTrack[];
  visibility?: "anonymous" | "hidden" | "open" | null;
  display_name?: string | null;
  named_artists?: string[] | null;
  muted?: Mute | null;
  is_added?: boolean;
}

export interface SaveLastfm {
  source: "lastfm";
  user_name?: string | null;
  token?: string | null;
  is_refreshed?: boolean | null;
  visibility?: "anonymous" | "hidden" | "open" | null;
  display_name?: string | null;
  named_artists?: string[] | null;
  muted?: Mute | null;
  is_added?: boolean;
}

export interface SaveListenBrainz {
  source: "listenbrainz";
  user_name?: string | null;
  token?: string | null;
  is_refreshed?: boolean | null;
  visibility?: "anonymous" | "hidden" | "open" | null;
  display_name?: string | null;
  named_artists?: string[] | null;
  muted?: Mute | null;
  is_added?: boolean;
}

export interface SaveSpotify {
  source: "spotify";
  code?: string | null;
  code_verifier?: string | null;
  redirect_uri?: string | null;
  access_token?: string | null;
  visibility?: "anonymous" | "hidden" | "open" | null;
  display_name?: string | null;
  named_artists?: string[] | null;
  muted?: Mute | null;
  is_added?: boolean;
}

export interface SaveTopItems {
  source: "top_items";
  artists?: (string | TopArtist)[];
  tracks?: TopTrack[];
  visibility?: "anonymous" | "hidden" | "open" | null;
  display_name?: string | null;
  named_artists?: string[] | null;
  muted?: Mute | null;
  is_added?: boolean;
}

export interface SavedReply {
  user_id: string;
  is_new: boolean;
  visibility: "anonymous" | "hidden" | "open";
  display_name: string | null;
  revision: number;
  updated_at: string;
  artists: number;
  tracks: number;
  genres: number;
  has_little_data: boolean;
}

export interface SavedSourceReply {
  source: string;
  is_verified: boolean;
  saved_at: string;
  is_invented: boolean;
  expires_at: string | null;
}

export interface SessionsEndedReply {
  user_id: string;
  are_ended: boolean;
}

export interface SharedItemReply {
  kind: string;
  name: string;
  artist: string | null;
  you: PlaceReply;
  them: PlaceReply;
}

export interface SignedOutReply {
  is_signed_out: boolean;
}

export interface SourceReply {
  source: string;
  name: string;
  takes: ("code" | "pasted_token" | "returned_token" | "user_name")[];
  authorize_url: string | null;
  client_id: string | null;
  scope: string | null;
  is_invented: boolean;
}

export interface SourcesReply {
  sources: SourceReply[];
}

export interface StatisticsReply {
  version: string;
  people: number;
  is_young: boolean;
}

export interface TasteProfileReply {
  user_id: string;
  visibility: "anonymous" | "hidden" | "open";
  display_name: string | null;
  named_artists: string[];
  is_verified: boolean;
  revision: number;
  updated_at: string;
  refresh: RefreshReply | null;
  muted: MutedReply;
  refreshes: RefreshReply[];
  sources: SavedSourceReply[];
  top_items: TopItemReply[];
  features: Record<string, FeatureReply[]>;
}

export interface TopArtist {
  name: string;
  time_range?: "long_term" | "medium_term" | "short_term" | null;
  rank?: number | null;
  plays?: number | null;
  genres?: string[] | Record<string, number> | null;
  links?: Record<string, string> | null;
}

export interface TopItemReply {
  kind: string;
  name: string;
  artists: string[];
  time_range: "long_term" | "medium_term" | "short_term";
  rank: number | null;
  plays: number | null;
  genres: string[];
  release_date: string | null;
  links: Record<string, string>;
  source: string;
  fetched_at: string | null;
}

export interface TopItemsQuery {
  time_range?: "long_term" | "medium_term" | "short_term" | null;
  limit?: number;
}

export interface TopItemsReply {
  user_id: string;
  time_range: "long_term" | "medium_term" | "short_term" | null;
  items: TopItemReply[];
}

export interface TopTrack {
  artist?: string | null;
  artists?: string[] | null;
  release_date?: string | null;
  name: string;
  time_range?: "long_term" | "medium_term" | "short_term" | null;
  rank?: number | null;
  plays?: number | null;
  genres?: string[] | Record<string, number> | null;
  links?: Record<string, string> | null;
}

export interface WaveReply {
  person: PersonReply;
  wave: "mutual" | "none" | "received" | "sent";
  on: string;
}

export interface WaveTakenBackReply {
  user_id: string;
  is_taken_back: boolean;
}

export interface WavesReply {
  waves: WaveReply[];
}

/** By method and path: what is given with the call, and what comes back. */
export interface Operations {
  "GET /api-keys": {
    given: {};
    reply: ApiKeysReply;
  };
  "POST /api-keys": {
    given: { body: MakeApiKey };
    reply: NewApiKeyReply;
  };
  "DELETE /api-keys/{key_id}": {
    given: { at: { key_id: string } };
    reply: RevokedReply;
  };
  "GET /blocks": {
    given: {};
    reply: BlocksReply;
  };
  "POST /blocks": {
    given: { body: BlockPerson };
    reply: BlockedReply;
  };
  "DELETE /blocks/{block_id}": {
    given: { at: { block_id: string } };
    reply: LiftedReply;
  };
  "GET /companions": {
    given: {};
    reply: CompanionsReply;
  };
  "DELETE /companions/{other_id}": {
    given: { at: { other_id: string } };
    reply: PartedReply;
  };
  "GET /health": {
    given: {};
    reply: HealthReply;
  };
  "GET /invitations": {
    given: {};
    reply: InvitationsReply;
  };
  "POST /invitations": {
    given: { body: Invite };
    reply: NewInvitationReply;
  };
  "POST /invitations/accept": {
    given: { body: AcceptInvitation };
    reply: CompanionReply;
  };
  "POST /invitations/open": {
    given: { body: OpenInvitation };
    reply: OpenedInvitationReply;
  };
  "DELETE /invitations/{invitation_id}": {
    given: { at: { invitation_id: string } };
    reply: InvitationRevokedReply;
  };
  "GET /matches/{user_id}": {
    given: { at: { user_id: string }; query?: { limit?: number; cursor?: string | null; people?: "all" | "unverified" | "verified" } };
    reply: MatchesReply;
  };
  "GET /matches/{user_id}/{other_id}": {
    given: { at: { user_id: string; other_id: string } };
    reply: PairReply;
  };
  "DELETE /me": {
    given: {};
    reply: ReceiptReply;
  };
  "GET /me": {
    given: {};
    reply: MeReply;
  };
  "PATCH /me": {
    given: { body: ChangeChoices };
    reply: MeReply;
  };
  "GET /me/export": {
    given: {};
    reply: ExportReply;
  };
  "GET /openapi.json": {
    given: {};
    reply: Record<string, unknown>;
  };
  "POST /recovery-code": {
    given: {};
    reply: RecoveryCodeReply;
  };
  "DELETE /session": {
    given: {};
    reply: SignedOutReply;
  };
  "POST /session": {
    given: { body: Recover };
    reply: RecoveredReply;
  };
  "DELETE /sessions": {
    given: {};
    reply: SessionsEndedReply;
  };
  "GET /sources": {
    given: {};
    reply: SourcesReply;
  };
  "DELETE /taste-profile": {
    given: {};
    reply: DeletedReply;
  };
  "GET /taste-profile": {
    given: {};
    reply: TasteProfileReply;
  };
  "POST /taste-profile": {
    given: { body: SaveTopItems | SaveHistory | SaveSpotify | SaveListenBrainz | SaveLastfm };
    reply: SavedReply;
  };
  "POST /taste-profile/refresh": {
    given: {};
    reply: SavedReply;
  };
  "DELETE /taste-profile/sources/{source}": {
    given: { at: { source: string } };
    reply: SavedReply;
  };
  "GET /top-artists": {
    given: { query?: { time_range?: "long_term" | "medium_term" | "short_term" | null; limit?: number } };
    reply: TopItemsReply;
  };
  "GET /top-tracks": {
    given: { query?: { time_range?: "long_term" | "medium_term" | "short_term" | null; limit?: number } };
    reply: TopItemsReply;
  };
  "GET /waves": {
    given: {};
    reply: WavesReply;
  };
  "DELETE /waves/{other_id}": {
    given: { at: { other_id: string } };
    reply: WaveTakenBackReply;
  };
  "PUT /waves/{other_id}": {
    given: { at: { other_id: string } };
    reply: WaveReply;
  };
}
