import type { PartyAnswer, Reply } from '../../../schema/contract/reply.ts';
import type { Warrant } from '../../../schema/contract/warrant.ts';
import type { Database } from '../database/connect.ts';
import { idKey } from '../identifiers/id-key.ts';
import { decideAll } from '../matching/decide-all.ts';
import type { HeldRecord } from '../matching/held-record.ts';
import { newPhones, stillTheirs } from '../matching/still-theirs.ts';
import { readFrequencies } from '../register/read-frequencies.ts';
import type { AgencyPolicy } from './agency-policy.ts';
import { letOut } from './let-out.ts';

/** What a look-up is asked for: every identifier and phone of an inquiry, each once. */
export type LookUpKeys = {
  /** As `idKey` writes them. */
  idKeys: string[];
  /** E.164. */
  phones: string[];
};

/** Finds what a register holds under any of these keys, in a fixed number of statements. */
export type LookUp = (db: Database, keys: LookUpKeys) => Promise<HeldRecord[]>;

/** What a reply says of the parties: answers, or in a pure verification the verdicts alone. */
export type ReplyBody = Pick<Reply, 'answers' | 'verdicts' | 'withheld'>;

/**
 * Answers every party of a warrant from one look-up, and lets out what warrant and policy allow. How
 * common the asked names are is one statement more; so is, in the second hop, who holds the phones
 * that are about to be given. A pure verification says verdicts alone.
 */
export async function replyToParties(
  db: Database,
  lookUp: LookUp,
  policy: AgencyPolicy,
  warrant: Warrant,
): Promise<ReplyBody> {
  const { parties, asOf } = warrant;
  const keys = keysOf(warrant);
  const records = await lookUp(db, keys);
  if (warrant.kinds.length === 0) {
    const decided = decideAll(parties, records, asOf);
    return { answers: [], verdicts: decided.map(({ ref, elements }) => ({ ref, elements })) };
  }
  const decided = decideAll(parties, records, asOf, await readFrequencies(db, namesOf(warrant)));
  const found = { decided, records, keys };
  const given = warrant.hop === 2 ? await heldToday({ db, lookUp }, warrant, found) : decided;
  return letOut(given, warrant.kinds, policy);
}

type Found = { decided: readonly PartyAnswer[]; records: readonly HeldRecord[]; keys: LookUpKeys };

/** After the second hop nobody is asked about a phone again, so it is looked up before it is given. */
async function heldToday(
  { db, lookUp }: { db: Database; lookUp: LookUp },
  { parties, asOf }: Warrant,
  { decided, records, keys }: Found,
): Promise<readonly PartyAnswer[]> {
  const answered = decided.flatMap((answer, at) => {
    const asked = parties[at];
    return asked === undefined ? [] : [{ asked, answer }];
  });
  const phones = newPhones(answered);
  if (phones.length === 0) return decided;
  const known = new Set(keys.phones);
  const others = phones.filter((phone) => !known.has(phone));
  const more = others.length === 0 ? [] : await lookUp(db, { idKeys: [], phones: others });
  return stillTheirs(answered, [...records, ...more], asOf);
}

/** Of people; what an organisation is called is counted nowhere. */
function namesOf({ parties }: Warrant): string[] {
  const people = parties.filter(({ partyType }) => partyType === 'PERSON');
  return people.flatMap(({ name }) => name ?? []);
}

function keysOf({ parties }: Warrant): LookUpKeys {
  const idKeys = parties.flatMap(({ id }) => (id === undefined ? [] : [idKey(id)]));
  const phones = parties.flatMap(({ phone }) => (phone === undefined ? [] : [phone]));
  return { idKeys: [...new Set(idKeys)], phones: [...new Set(phones)] };
}
