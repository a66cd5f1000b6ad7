import { compactDecrypt, decodeProtectedHeader } from 'jose';
import type { Reply } from '../../schema/contract/reply.ts';
import type { Warrant } from '../../schema/contract/warrant.ts';
import { openReply } from '../../subgraphs/kit/sealing/open-reply.ts';
import type { Suite } from './check.ts';
import { must } from './check-failure.ts';
import { sealClaims, warrantOf } from './forge-envelope.ts';

/** A reply, opened and verified, with what stood around it. */
export type OpenedAnswer = {
  warrant: Warrant;
  reply: Reply;
  /** Protected header of the JWE. */
  outer: object;
  /** Header of the JWS inside. */
  inner: object;
  /** Claims as they were signed, also those that the contract does not name. */
  claims: Record<string, unknown>;
  answeredAt: string | null;
};

/** Puts a sound warrant to the agency. @throws CheckFailure unless it answers it as it must */
export async function putWarrant(
  suite: Suite,
  change: Partial<Warrant> = {},
): Promise<OpenedAnswer> {
  const warrant = warrantOf(suite.forger, change);
  const envelope = await sealClaims(suite.forger, warrant);
  const [said] = await suite.client.ask([envelope]);
  must(said?.status === 'ANSWERED', `the agency says ${said?.status ?? 'nothing'}`);
  must(said.sealed !== null, 'the agency says ANSWERED and seals nothing');
  const opened = await openAnswer(suite, said.sealed, warrant);
  return { ...opened, answeredAt: said.answeredAt };
}

/**
 * Opens a sealed reply as the court does.
 *
 * @param before `jti` of the warrants that this one goes on with
 * @throws CheckFailure naming the court's refusal
 */
export async function openAnswer(
  { forger, agency }: Suite,
  sealed: string,
  warrant: Warrant,
  before: readonly string[] = [],
): Promise<Omit<OpenedAnswer, 'answeredAt'>> {
  const { court } = forger;
  const opened = await openReply(sealed, {
    ...{ code: court.code, own: court.own, agency, now: new Date() },
    inquiries: [warrant.jti, ...before],
  });
  must(opened.ok, `the court refuses the reply: ${opened.ok ? '' : opened.code}`);
  const outer = decodeProtectedHeader(sealed);
  const key = court.own.opening.get(outer.kid ?? '');
  must(key !== undefined, 'the reply names no key of the court');
  const { plaintext } = await compactDecrypt(sealed, key.key);
  const jws = new TextDecoder().decode(plaintext);
  const payload = Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString();
  // openReply has read the same text as an object
  const claims = JSON.parse(payload) as Record<string, unknown>;
  return { warrant, reply: opened.reply, outer, inner: decodeProtectedHeader(jws), claims };
}
