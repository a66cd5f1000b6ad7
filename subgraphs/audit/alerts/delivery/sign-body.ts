import { CompactSign } from 'jose';
import { ALERT_TYP } from '../../../../schema/contract/alert.ts';
import { SIGNING } from '../../../kit/sealing/algorithms.ts';
import { newestValid } from '../../../kit/sealing/dated-key.ts';
import { KeysError } from '../../../kit/sealing/keys-error.ts';
import type { OwnKeys } from '../../../kit/sealing/keys.ts';

/**
 * A JWS over the bytes of a body, without them (RFC 7515, appendix F): `header..signature`. Whoever
 * has the body puts it back as base64url between the points and verifies with the audit service's
 * published key.
 *
 * @throws KeysError when none of the keys is valid now
 */
export async function signBody(body: string, own: OwnKeys, now: Date): Promise<string> {
  const signing = newestValid(own.signing, now);
  if (signing === undefined) throw new KeysError('no own key is valid now; run: keys rotate');
  const jws = await new CompactSign(new TextEncoder().encode(body))
    .setProtectedHeader({ alg: SIGNING, typ: ALERT_TYP, kid: signing.kid })
    .sign(signing.key);
  const [header = '', , signature = ''] = jws.split('.');
  return `${header}..${signature}`;
}
