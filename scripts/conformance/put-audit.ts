import { AUDIT_LIFETIME, AUDIT_TYP } from '../../schema/contract/audit.ts';
import type { AuditAsk, AuditReply, AuditRequest, Sought } from '../../schema/contract/audit.ts';
import { AUDIT } from '../../subgraphs/kit/audit/answer-audit.ts';
import { openAuditReply } from '../../subgraphs/kit/audit/open-audit-reply.ts';
import { sealSought } from '../../subgraphs/kit/audit/seal-sought.ts';
import { readBody } from '../../subgraphs/kit/ledger/entry.ts';
import type { LedgerBody } from '../../subgraphs/kit/ledger/entry.ts';
import type { OwnKeys } from '../../subgraphs/kit/sealing/keys.ts';
import { forgeJws, signingKey } from '../../subgraphs/kit/sealing/toy-parties.ts';
import type { Said } from './agency-client.ts';
import type { Suite } from './check.ts';
import { must } from './check-failure.ts';

/** What is unsound about a request. */
export type AuditForgery = {
  /** Beyond the claims of a sound request. */
  claims?: object;
  /** Beyond its header. */
  header?: object;
  /** Who signs; the audit service unless given. */
  by?: OwnKeys;
};

type Reading = {
  /** Whom it is about; anybody unless given. */
  about?: Sought;
  /** Size of the newest checkpoint that was seen. */
  seen?: number;
};

/** A page of everything that the ledger has of these inquiries. */
export function pageOf(inquiries: readonly string[]): AuditAsk {
  return { ask: 'PAGE', filter: { inquiries: [...inquiries] }, first: 500 };
}

/** A request of the agency alone; sound, but for what `forgery` says. */
export async function makeRequest(
  { audit, agency, forger }: Suite,
  ask: AuditAsk,
  { claims, header, by = audit.own }: AuditForgery = {},
): Promise<{ jti: string; request: string }> {
  const jti = forger.newId();
  const iat = forger.at();
  const sound: AuditRequest = {
    ...{ iss: 'audit', aud: [agency.code], iat, exp: iat + AUDIT_LIFETIME, jti, actor: 'reader' },
    ...{ asks: { [agency.code]: ask }, seen: { [agency.code]: 0 } },
  };
  const { kid, key } = signingKey(by);
  const above = { alg: 'EdDSA', typ: AUDIT_TYP, kid, ...header };
  return { jti, request: await forgeJws({ ...sound, ...claims }, above, key) };
}

/** Puts a sound request. @throws CheckFailure unless it is answered as it must be */
export async function putAudit(
  suite: Suite,
  ask: AuditAsk,
  { about, seen = 0 }: Reading = {},
): Promise<{ reply: AuditReply; entries: LedgerBody[] }> {
  const sought = about && (await sealSought(about, [suite.agency], new Date()));
  const claims = { sought, seen: { [suite.agency.code]: seen } };
  const { jti, request } = await makeRequest(suite, ask, { claims });
  return openSaid(suite, await suite.client.askAudit(request), jti);
}

/** What the agency gives, opened as the audit service does. @throws CheckFailure saying why not */
export async function openSaid(
  { audit, agency }: Suite,
  { status, sealed }: Said,
  request: string,
): Promise<{ reply: AuditReply; entries: LedgerBody[] }> {
  must(status === 'ANSWERED', `the agency says ${status}`);
  must(sealed !== null, 'the agency says ANSWERED and seals nothing');
  const reader = { own: audit.own, service: agency, request, now: new Date() };
  const opened = await openAuditReply(sealed, reader);
  must(opened.ok, `${AUDIT} refuses the reply: ${opened.ok ? '' : opened.code}`);
  const entries = (opened.value.entries ?? []).map(({ body }) => {
    const entry = readBody(body);
    must(entry !== undefined, 'an entry is not in form');
    return entry;
  });
  return { reply: opened.value, entries };
}
