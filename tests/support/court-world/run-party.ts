import { drizzle } from 'drizzle-orm/postgres-js';
import type { ContactLead, PartyAnswer } from '../../../schema/contract/reply.ts';
import { assignClerk } from '../../../subgraphs/court/authority/assign-clerk.ts';
import type { ClerkRow } from '../../../subgraphs/court/conflicts/read-clerks.ts';
import { takeInClerks } from '../../../subgraphs/court/conflicts/take-in-clerks.ts';
import type { TypedParty } from '../../../subgraphs/court/intake/typed-party.ts';
import { runRepairs } from '../../../subgraphs/court/repairs/run-repairs.ts';
import { settleInquiry } from '../../../subgraphs/court/repairs/settle-inquiry.ts';
import { policeReply, warrantIn } from './ask-court.ts';
import type { CourtWorld } from './court-world.ts';
import { LI, WANG } from './people.ts';
import type { Account } from './people.ts';
import { caseNo, takeIn } from './take-in.ts';

/** For tests: a party of a case of its own, a clerk who works on nothing else, and what came out. */
export type RunParty = { clerk: Account; repairId: string; caseNo: string; contacts: string[] };

/** @param number of a case that no other party of the world has */
export async function runParty(
  world: CourtWorld,
  number: number,
  answer: Partial<PartyAnswer>,
  typed: Partial<TypedParty> = {},
): Promise<RunParty> {
  const clerk: Account = { ...WANG, subject: `clerk-${String(number)}` };
  const { repairs } = await takeIn(world, [number], typed);
  const [repairId = ''] = repairs;
  await assignClerk(world.as(LI), { caseNo: caseNo(number) }, clerk.subject);
  const { envelope } = await runRepairs(world.as(clerk), askedBy(clerk, repairId));
  await settleBoth(world, clerk, envelope, answer);
  const contacts = await world.owner.sql`select id from contact where repair_id = ${repairId}`;
  return {
    ...{ clerk, repairId, caseNo: caseNo(number) },
    contacts: contacts.map(({ id }) => String(id)),
  };
}

/** What a clerk asks about one repair. */
export function askedBy({ subject }: Account, repairId: string) {
  return {
    ...{ ids: [repairId], asOf: '2026-11-20' },
    authority: {
      ...{ askedBy: subject, role: 'CLERK' as const, purpose: 'ENFORCEMENT' as const },
      ...{ legalBasis: '（2026）浙0782执1号协查函', kinds: ['PHONE' as const, 'ADDRESS' as const] },
    },
  };
}

/** Settles an inquiry, and its second hop where there is one, by one answer to every question. */
export async function settleBoth(
  world: CourtWorld,
  reader: Account,
  envelope: string,
  answer: Partial<PartyAnswer>,
): Promise<void> {
  const police = await policeReply(world, await warrantIn(world, envelope), answer);
  const { followUp } = await settleInquiry(world.as(reader), envelope, { police });
  if (followUp !== null) await settleBoth(world, reader, followUp, answer);
}

/** The agency holds the party, under these. */
export function held(...contacts: ContactLead[]): Partial<PartyAnswer> {
  const elements = { name: 'MATCH', idNumber: 'MATCH', phone: 'NOT_ASKED' } as const;
  return { outcome: 'MATCHED', elements, contacts };
}

export const MOBILE: ContactLead = {
  ...{ kind: 'PHONE', value: '+8613812345678', observedOn: '2026-01-01' },
  basis: 'REGISTERED_PHONE',
};
export const HOME: ContactLead = {
  ...{ kind: 'ADDRESS', value: '浙江省义乌市稠城街道某路1号', observedOn: '2026-01-01' },
  basis: 'HOUSEHOLD_REGISTRATION',
};

/** What somebody declares of themselves, in place of what they declared before. */
export async function declare(
  world: CourtWorld,
  { subject }: Account,
  profile: Partial<Omit<ClerkRow, 'subject'>>,
): Promise<void> {
  const row = { subject, ids: [], phones: [], addresses: [], kin: [], ...profile };
  await takeInClerks(drizzle(world.owner.sql), world.as().vault, [row]);
}

/** Who did something of one kind, as what and why; about one thing, if that is told. */
export async function actsOf(
  world: CourtWorld,
  kind: string,
  targetId?: string,
): Promise<Record<string, unknown>[]> {
  const rows = await world.owner.sql`
    select subject, role, reason, detail from act
    where kind = ${kind} and (target_id = ${targetId ?? null} or ${targetId === undefined})
    order by at`;
  return rows.map((row) => ({ ...row }));
}
