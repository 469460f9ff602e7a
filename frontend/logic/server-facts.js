// @ts-check
/** Numbers that the server decides, and that the site tells; a test compares them. */

/** A session lives so long from its last use. */
export const SESSION_DAYS = 30;
/** An invitation is good so long at the most. */
export const INVITATION_DAYS = 30;
/** The list of what was done with an account goes back so far. */
export const AUDIT_DAYS = 400;
/** In the cloud, tables can be brought back as they were so long ago. */
export const BACKUP_DAYS = 35;
/** In the cloud, logs are kept so long unless whoever runs it chose otherwise. */
export const LOG_DAYS = 14;
/** Listening that one agreed to have read again is read so often. */
export const REFRESH_DAYS = 7;
/** Requests are counted for so long at the most. */
export const LIMIT_MINUTES = 10;
/** So many artists an anonymous person may let be named. */
export const NAMED_ARTISTS = 8;
/** An artist that is named must be known to so many people. */
export const KNOWN_TO = 10;
/** What Spotify told is kept for so long. */
export const SPOTIFY_DAYS = 30;
