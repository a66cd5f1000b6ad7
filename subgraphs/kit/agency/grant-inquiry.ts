import type { RefusalCode } from '../../../schema/contract/codes.ts';
import type { Warrant } from '../../../schema/contract/warrant.ts';
import { newestValid } from '../sealing/dated-key.ts';
import { openWarrant } from '../sealing/open-warrant.ts';
import type { OpenedWarrant } from '../sealing/open-warrant.ts';
import type { KeyRing } from '../service/key-ring.ts';
import { refusedByPolicy } from './agency-policy.ts';
import type { AgencyPolicy } from './agency-policy.ts';

/** Why an envelope is refused, and what was in it where it could be opened and is a court's. */
export type RefusedInquiry = { ok: false; code: RefusalCode; warrant?: Warrant };

export type Granting = { code: string; policy: AgencyPolicy; now: () => Date };

/** Opens an envelope and holds it against the policy. Whether it was met before is asked later. */
export async function grantInquiry(
  { code, policy, now }: Granting,
  ring: KeyRing,
  envelope: string,
): Promise<OpenedWarrant | RefusedInquiry> {
  const at = now();
  // all that are pinned: whether a signer is a court is for the policy to say
  const reader = { code, own: ring.own, signers: [...ring.pinned.values()], now: at };
  const opened = await openWarrant(envelope, reader);
  if (!opened.ok) return opened;
  const { warrant, court } = opened;
  const refusal = refusedByPolicy(policy, warrant);
  if (refusal !== undefined) return { ok: false, code: refusal, warrant };
  // there is nobody to seal an answer to
  const isDeaf = newestValid(court.sealing, at) === undefined;
  return isDeaf ? { ok: false, code: 'RETIRED_KEY', warrant } : opened;
}
