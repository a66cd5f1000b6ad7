import { fileURLToPath } from 'node:url';
import { required } from '../kit/config/service-config.ts';
import { readPinnedKeys } from '../kit/sealing/pinned-keys.ts';
import type { PinnedKeys } from '../kit/sealing/pinned-keys.ts';
import { openReply } from '../kit/sealing/open-reply.ts';
import { sealWarrant } from '../kit/sealing/seal-warrant.ts';
import { loadServiceKeys } from '../kit/service/load-service-keys.ts';
import type { Service, ServiceResources } from '../kit/service/service.ts';
import type { CourtContext, WarrantDraft } from './court-context.ts';
import { courtSchema } from './graph/schema.ts';
import { importParties } from './intake/import-parties.ts';
import * as tables from './tables.ts';
import { loadDataKeys } from './vault/data-keys.ts';
import { createVault } from './vault/vault.ts';

const CODE = 'court';

const { contactReveal, reviewDecision, partyListEntry, partyList, party, courtCase, ...working } =
  tables;

/** The court: cases, parties, repairs; it asks, opens what comes back, and ranks it. */
export const service: Service = {
  code: CODE,
  title: 'Court',
  schema: courtSchema(),
  migrations: fileURLToPath(new URL('migrations', import.meta.url)),
  rights: {
    read: [courtCase, party, partyList, partyListEntry],
    append: [contactReveal, reviewDecision],
    write: Object.values(working),
  },
  open: openCourt,
  importFile: importParties,
};

async function openCourt({ config, connection, log }: ServiceResources): Promise<CourtContext> {
  const own = await loadServiceKeys(config);
  const pinned = await readPinnedKeys(required(config.pinnedKeysDir, 'PINNED_KEYS_DIR'));
  const agencies = [...pinned.keys()].filter((code) => code !== CODE);
  const now = () => new Date();
  return {
    ...{ db: connection.db, vault: createVault(await loadDataKeys(config.dataKeys)), log, now },
    agencies,
    sealWarrant: (draft) =>
      sealWarrant({ iss: CODE, nbf: draft.iat, ...draft }, own, recipientsOf(draft, pinned)),
    openReply: (code, sealed, inquiry) => {
      const agency = pinned.get(code);
      if (agency === undefined) return Promise.resolve({ ok: false, code: 'UNKNOWN_KEY' });
      return openReply(sealed, { code: CODE, own, agency, inquiry, now: now() });
    },
  };
}

function recipientsOf(draft: WarrantDraft, pinned: PinnedKeys) {
  return draft.aud.flatMap((code) => pinned.get(code) ?? []);
}
