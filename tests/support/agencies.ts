import { join } from 'node:path';
import { listAgencies } from '../../scripts/compose/list-agencies.ts';

/** Codes of the agencies; the other subgraphs hold no register. */
export const AGENCIES = await listAgencies(join(import.meta.dirname, '..', '..'));
