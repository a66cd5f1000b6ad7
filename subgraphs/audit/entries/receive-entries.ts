import { hubEntriesSchema } from '../../../schema/contract/audit.ts';
import type { HubEntry } from '../../../schema/contract/audit.ts';
import { EVENTS } from '../../../schema/contract/events.ts';
import type { EventKind } from '../../../schema/contract/events.ts';
import { LedgerError } from '../../kit/ledger/ledger-error.ts';
import type { ServiceEntry, ServiceLedger } from '../../kit/ledger/service-ledger.ts';
import type { Logger } from '../../kit/log/logger.ts';
import { HttpRefusal } from '../../kit/server/http-refusal.ts';

export type EntryReceiver = { ledger: ServiceLedger; log: Logger; now: () => Date };

/** Seconds that the gateway's clock may be ahead of ours. */
const AHEAD = 60;
/** Seconds that an entry may have waited for us: refusals are told again when we were away. */
const LATE = 24 * 60 * 60;

/**
 * Commits what the gateway has to record.
 *
 * @throws HttpRefusal 400 when it is not of the form, 503 when it could not be committed
 */
export async function receiveEntries(
  body: unknown,
  { ledger, log, now }: EntryReceiver,
): Promise<void> {
  const parsed = hubEntriesSchema.safeParse(body);
  if (!parsed.success || !parsed.data.entries.every((entry) => isOfCatalogue(entry, now()))) {
    throw new HttpRefusal(400, 'BAD_REQUEST');
  }
  try {
    await ledger.commit(parsed.data.entries.map(entryOf));
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    if (error.code === 'NOT_AN_ENTRY') throw new HttpRefusal(400, 'BAD_REQUEST');
    log.error({ alert: 'LEDGER', failure: error.code, cause: error.causeCode }, 'nothing recorded');
    throw new HttpRefusal(503, 'LEDGER_UNAVAILABLE');
  }
}

/** Members of `detail` are those that the catalogue names, and the time is about now. */
function isOfCatalogue({ event, at, detail }: HubEntry, now: Date): boolean {
  const kind: EventKind = EVENTS[event];
  const age = (now.getTime() - new Date(at).getTime()) / 1000;
  const isKnown = Object.keys(detail).every((name) => Object.hasOwn(kind.detail, name));
  return isKnown && kind.writers.includes('HUB') && age >= -AHEAD && age <= LATE;
}

function entryOf({ at, ...entry }: HubEntry): ServiceEntry {
  return { ...entry, at: new Date(at) };
}
