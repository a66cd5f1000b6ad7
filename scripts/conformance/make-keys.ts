import { AUDIT } from '../../subgraphs/kit/audit/answer-audit.ts';
import { GATEWAY } from '../../subgraphs/kit/channel/call-claims.ts';
import { createKeys } from '../../subgraphs/kit/service/create-keys.ts';
import { COURT } from './open-suite.ts';
import { privateKeysFile, publicKeysFile } from './party.ts';
import { dirname } from 'node:path';

/** Makes keys of a test court, gateway and audit service, with the halves that the tested agency pins. */
export async function makeKeys(folder: string): Promise<void> {
  const pinnedKeysDir = dirname(publicKeysFile(folder, COURT));
  for (const code of [COURT, GATEWAY, AUDIT]) {
    const keys = { file: privateKeysFile(folder, code), text: undefined };
    await createKeys({ code }, { keys, pinnedKeysDir });
  }
}
