/** Environment of a gateway in tests: what is slow on a busy machine is not away. */
export const PATIENT = { AGENCY_DEADLINE_MS: '20000' };
