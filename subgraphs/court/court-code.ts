/** How agencies, the gateway and ledgers name the court. */
export const COURT_CODE = 'court';
