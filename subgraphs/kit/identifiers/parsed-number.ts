import type { IdReason } from './id-reason.ts';
import type { RegionNote } from './region-note.ts';

/** What one type's rules make of a normalised number. */
export type ParsedNumber =
  | {
      ok: true;
      /** In its one normal form. */
      number: string;
      /** Written with 15 digits. */
      legacy: boolean;
      /** Well-formed, but not sure enough to be put to anybody. */
      needsReview: boolean;
      /** ISO 8601 day, where the number tells it. */
      birthDate?: string;
      sex?: 'M' | 'F';
      note?: RegionNote;
    }
  | { ok: false; reason: IdReason };
