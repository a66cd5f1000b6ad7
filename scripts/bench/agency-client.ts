import { randomUUID } from 'node:crypto';
import { CONTACT_KINDS } from '../../schema/contract/codes.ts';
import type { AskedParty, Warrant } from '../../schema/contract/warrant.ts';
import { readParties } from '../../subgraphs/court/intake/read-parties.ts';
import { screenParty } from '../../subgraphs/court/intake/screen-party.ts';
import type { AgencyPolicy } from '../../subgraphs/kit/agency/agency-policy.ts';
import { replyToParties } from '../../subgraphs/kit/agency/reply-to-parties.ts';
import type { LookUp } from '../../subgraphs/kit/agency/reply-to-parties.ts';
import { connect } from '../../subgraphs/kit/database/connect.ts';
import { lookUp as mall } from '../../subgraphs/mall/look-up.ts';
import { policy as mallPolicy } from '../../subgraphs/mall/policy.ts';
import { lookUp as market } from '../../subgraphs/market/look-up.ts';
import { policy as marketPolicy } from '../../subgraphs/market/policy.ts';
import { lookUp as police } from '../../subgraphs/police/look-up.ts';
import { policy as policePolicy } from '../../subgraphs/police/policy.ts';
import { lookUp as population } from '../../subgraphs/population/look-up.ts';
import { policy as populationPolicy } from '../../subgraphs/population/policy.ts';
import { AS_OF } from './region.ts';
import type { Region } from './region.ts';

const AGENCIES: Readonly<Record<string, { lookUp: LookUp; policy: AgencyPolicy }>> = {
  mall: { lookUp: mall, policy: mallPolicy },
  market: { lookUp: market, policy: marketPolicy },
  police: { lookUp: police, policy: policePolicy },
  population: { lookUp: population, policy: populationPolicy },
};

/** The agencies' own work on an inquiry, without sealing and without the network. */
export type AgencyClient = {
  /** Milliseconds that each agency took to look up and decide so many parties, one after another. */
  time(parties: number): Promise<Record<string, number>>;
  close(): Promise<void>;
};

export async function createAgencyClient({ stack, partiesFile }: Region): Promise<AgencyClient> {
  const asked = await askedParties(partiesFile);
  const agencies = Object.entries(AGENCIES).map(([code, { lookUp, policy }]) => {
    const connection = connect(stack.databases[code]?.databaseUrl ?? '', { max: 1 });
    return { code, lookUp, policy, connection };
  });
  let at = 0;
  return {
    async time(parties) {
      const part = Array.from({ length: parties }, (_, nth) => asked[(at + nth) % asked.length]);
      at = (at + parties) % asked.length;
      const warrant = warrantOver(part.flatMap((party) => party ?? []));
      const took: Record<string, number> = {};
      for (const { code, lookUp, policy, connection } of agencies) {
        const from = performance.now();
        await replyToParties(connection.db, lookUp, policy, warrant);
        took[code] = performance.now() - from;
      }
      return took;
    },
    async close() {
      await Promise.all(agencies.map(({ connection }) => connection.close()));
    },
  };
}

/** Those of the list that the court would put to agencies, as it would put them. */
async function askedParties(file: string): Promise<AskedParty[]> {
  const asked: AskedParty[] = [];
  for await (const row of readParties(file, () => undefined)) {
    const screened = 'typed' in row ? screenParty(row.typed, AS_OF) : undefined;
    if (screened === undefined || !('ask' in screened) || !('caseNo' in row)) continue;
    asked.push({ ref: String(asked.length + 1), caseNo: row.caseNo, ...screened.ask });
  }
  return asked;
}

function warrantOver(parties: AskedParty[]): Warrant {
  const iat = Math.floor(Date.now() / 1000);
  return {
    ...{ iss: 'court', aud: Object.keys(AGENCIES), iat, nbf: iat, exp: iat + 60 },
    ...{ jti: randomUUID(), hop: 1, asOf: AS_OF, purpose: 'SERVICE_OF_DOCUMENTS' },
    ...{ actor: 'a'.repeat(43), role: 'CLERK', legalBasis: 'bench' },
    ...{ kinds: [...CONTACT_KINDS], parties },
  };
}
