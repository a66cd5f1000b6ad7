import type { NameReason } from '../../../schema/contract/codes.ts';

/** How two names compare, and why when they are not plainly equal. */
export type NameComparison =
  | { verdict: 'MATCH'; reason?: Extract<NameReason, 'MIDDLE_DOT'> }
  | { verdict: 'VARIANT' | 'SIMILAR'; reason: NameReason }
  | { verdict: 'MISMATCH' };
