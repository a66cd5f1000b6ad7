/** One algorithm a task, pinned on both sides (RFC 8725 §3.1). Signatures: RFC 8037, Ed25519. */
export const SIGNING = 'EdDSA';
/** Key agreement with the recipient's X25519 or P-256 key, RFC 7518 §4.6. */
export const AGREEMENT = 'ECDH-ES+A256KW';
export const ENCRYPTION = 'A256GCM';
/** Seconds by which the clock of whoever issued a message may run ahead of ours. */
export const CLOCK_SKEW = 30;
/** Characters of an envelope: as many entries as a warrant may hold, each with the longest values. */
export const ENVELOPE_LIMIT = 16 * 1024 * 1024;
/** Characters of a sealed reply: a thousand parties with many contacts each. */
export const REPLY_LIMIT = 32 * 1024 * 1024;
