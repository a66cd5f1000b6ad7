/** The three that keep registers of numbers: China Mobile, China Unicom, China Telecom. */
export const OPERATORS = ['CMCC', 'CUCC', 'CTCC'] as const;
