import { DOCUMENTS as REPAIR_DOCUMENTS } from '../repair/documents.ts';
import type { DocumentClient } from '../repair/graph-client.ts';
import { DOCUMENTS as REVIEW_DOCUMENTS } from './documents.ts';

/** What the command may send: what it decides with, and what a repair is opened with. */
export const DOCUMENTS = { ...REPAIR_DOCUMENTS, ...REVIEW_DOCUMENTS };

/** A client that sends those. */
export type ReviewClient = DocumentClient<typeof DOCUMENTS>;
