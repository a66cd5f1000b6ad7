import { fileURLToPath } from 'node:url';
import { NO_AGENCIES } from '../../schema/contract/parties.ts';
import type { LedgerBody } from '../kit/ledger/entry.ts';
import type { PinnedKeys } from '../kit/sealing/pinned-keys.ts';
import { openReply } from '../kit/sealing/open-reply.ts';
import { sealWarrant } from '../kit/sealing/seal-warrant.ts';
import { openKeyRing } from '../kit/service/key-ring.ts';
import type { Service, ServiceResources } from '../kit/service/service.ts';
import { reasonsOf } from './authority/reasons-of.ts';
import { importClerks } from './conflicts/import-clerks.ts';
import { COURT_CODE } from './court-code.ts';
import type { CourtContext, WarrantDraft } from './court-context.ts';
import { expireCommand } from './expire/expire-command.ts';
import { expireHourly } from './expire/expire-hourly.ts';
import { courtSchema } from './graph/schema.ts';
import { importParties } from './intake/import-parties.ts';
import * as tables from './tables.ts';
import { loadDataKeys } from './vault/data-keys.ts';
import { createVault } from './vault/vault.ts';

const { partyListEntry, partyList, party, clerkProfile, ...served } = tables;
const { act, approvedBatch, caseAssignment, contactReveal, ...changing } = served;
const { protectedOpening, reviewDecision, warningAgency, ...working } = changing;

/** The court: cases, parties, repairs; it asks, opens what comes back, and ranks it. */
export const service: Service = {
  code: COURT_CODE,
  title: 'Court',
  titleZh: '法院',
  servesPeople: true,
  schema: courtSchema(),
  migrations: fileURLToPath(new URL('migrations', import.meta.url)),
  rights: {
    // taken in by whoever owns the tables
    read: [party, partyList, partyListEntry, clerkProfile],
    // what people did stays as it was written
    append: [
      ...[act, approvedBatch, caseAssignment, contactReveal],
      ...[protectedOpening, reviewDecision, warningAgency],
    ],
    write: Object.values(working),
  },
  open: openCourt,
  importFile: importParties,
  commands: {
    'import-clerks': {
      description: 'take in what clerks declare of themselves, for conflicts of interest (CSV)',
      importFile: importClerks,
    },
    expire: { description: 'delete what may be kept no longer', run: expireCommand },
  },
};

/** What requests share: the context but for who asks, and the reasons that an audit is told. */
type CourtResources = Omit<CourtContext, 'caller'> & {
  reasonOf: (bodies: readonly LedgerBody[]) => Promise<ReadonlyMap<number, string>>;
};

async function openCourt({
  config,
  connection,
  log,
  ledger,
}: ServiceResources): Promise<CourtResources> {
  const now = () => new Date();
  // a key that is rotated or accepted counts at once, an agency that is new from the next start on
  const keys = await openKeyRing({ config, log, now });
  const accepted = [...(await keys()).pinned.keys()];
  const agencies = accepted.filter((code) => !NO_AGENCIES.has(code));
  const vault = createVault(await loadDataKeys(config.dataKeys));
  expireHourly({ db: connection.db, log, now });
  return {
    ...{ db: connection.db, vault, ledger, log, now, agencies },
    reasonOf: (bodies) => reasonsOf(connection.db, bodies),
    pseudonymOf: (subject) => vault.pseudonym(subject),
    sealWarrant: async (draft) => {
      const { own, pinned } = await keys();
      return sealWarrant(
        { iss: COURT_CODE, nbf: draft.iat, ...draft },
        own,
        recipientsOf(draft, pinned),
      );
    },
    openReply: async (code, sealed, inquiries) => {
      const { own, pinned } = await keys();
      const agency = pinned.get(code);
      if (agency === undefined) return { ok: false, code: 'UNKNOWN_KEY' };
      return openReply(sealed, { code: COURT_CODE, own, agency, inquiries, now: now() });
    },
  };
}

function recipientsOf(draft: WarrantDraft, pinned: PinnedKeys) {
  return draft.aud.flatMap((code) => pinned.get(code) ?? []);
}
