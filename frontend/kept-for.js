// @ts-check
/** How long things last here, as the server has it. */

/** A session, from its last use. */
export const SESSION_DAYS = 30;
/** An invitation at the most. */
export const INVITATION_DAYS = 30;
