import { randomUUID } from 'node:crypto';
import { graphql } from 'graphql';
import type { PartyAnswer, Reply } from '../../../schema/contract/reply.ts';
import type { Warrant } from '../../../schema/contract/warrant.ts';
import { openWarrant } from '../../../subgraphs/kit/sealing/open-warrant.ts';
import { sealReply } from '../../../subgraphs/kit/sealing/seal-reply.ts';
import type { CourtContext } from '../../../subgraphs/court/court-context.ts';
import { service } from '../../../subgraphs/court/service.ts';
import type { CourtWorld } from './court-world.ts';

/** What the court's graph said: the data, and the codes of the errors. */
export type CourtSaid = { data: Record<string, unknown> | null | undefined; codes: unknown[] };

/** For tests: one document put to the court's own schema, in a context of its own. */
export async function askCourt(
  contextValue: CourtContext,
  source: string,
  variableValues: Record<string, unknown> = {},
): Promise<CourtSaid> {
  const { schema } = service;
  const { data, errors = [] } = await graphql({ schema, source, contextValue, variableValues });
  return { data, codes: errors.map(({ extensions, message }) => extensions['code'] ?? message) };
}

/** The warrant in an envelope, as the agency of the world reads it. */
export async function warrantIn(world: CourtWorld, envelope: string): Promise<Warrant> {
  const reader = {
    code: 'police',
    own: world.police.own,
    signers: [world.court.pinned],
    now: world.as().now(),
  };
  const opened = await openWarrant(envelope, reader);
  if (!opened.ok) throw new Error(`not opened: ${opened.code}`);
  return opened.warrant;
}

/** The agency's sealed reply to a warrant: the same to each entry, nothing held unless told. */
export async function policeReply(
  { court, police }: CourtWorld,
  { jti, iat, exp, parties }: Warrant,
  answer: Partial<PartyAnswer> = {},
  change: Partial<Reply> = {},
): Promise<{ status: 'ANSWERED'; sealed: string }> {
  const answers = parties.map(({ ref }): PartyAnswer => ({
    ...{ ref, outcome: 'NO_RECORD', contacts: [] },
    elements: { name: 'NOT_HELD', idNumber: 'NOT_HELD', phone: 'NOT_ASKED' },
    ...answer,
  }));
  const about = { iss: 'police', aud: 'court', iat, exp, jti: randomUUID(), inquiry: jti };
  const sealed = await sealReply({ ...about, answers, ...change }, police.own, court.pinned);
  return { status: 'ANSWERED', sealed };
}
