import { join } from 'node:path';
import { AUDIT } from '../../subgraphs/kit/audit/answer-audit.ts';
import { GATEWAY } from '../../subgraphs/kit/channel/call-claims.ts';
import { generateKeys } from '../../subgraphs/kit/sealing/generate-keys.ts';
import { writeJwks } from '../../subgraphs/kit/sealing/jwks.ts';
import { readKeys } from '../../subgraphs/kit/sealing/keys.ts';
import { createAgencyClient } from './agency-client.ts';
import type { Suite } from './check.ts';
import { forgerOfNow } from './forge-envelope.ts';
import type { SuiteOptions } from './options.ts';
import { publicKeysFile, readParty, readPublicParty } from './party.ts';
import { signCallsAs } from './sign-calls.ts';
import { VECTORS, readDecisions, readRegister } from './vector-files.ts';

/** The code of the court that asks. */
export const COURT = 'court';

/**
 * Reads keys, register and decision table.
 *
 * @param heard given every text that the agency says
 * @throws when a file is not there or does not hold what it should
 */
export async function openSuite(
  options: SuiteOptions,
  heard: (text: string) => void,
): Promise<Suite> {
  const { url, code, keys } = options;
  const [court, gateway, audit] = await Promise.all([
    readParty(keys, COURT),
    readParty(keys, GATEWAY),
    readParty(keys, AUDIT),
  ]);
  const agency = await readPublicParty(options.agencyKeys ?? publicKeysFile(keys, code), code);
  const stranger = await readKeys(writeJwks(await generateKeys()));
  const register = await readRegister(options.register ?? join(VECTORS, 'register.jsonl'));
  const known = new Set(register.map(({ key }) => key));
  const decisions = (await readDecisions()).filter(({ held }) =>
    held.every((one) => known.has(one)),
  );
  const sign = signCallsAs(gateway, agency);
  return {
    ...{ options, agency, audit, register, decisions },
    forger: forgerOfNow({ court, gateway, stranger, agency }),
    client: createAgencyClient({ url, code, sign }, heard),
  };
}
