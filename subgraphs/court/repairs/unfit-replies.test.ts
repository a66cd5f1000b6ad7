import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import { policeReply, warrantIn } from '../../../tests/support/court-world/ask-court.ts';
import { courtWorld } from '../../../tests/support/court-world/court-world.ts';
import type { CourtWorld } from '../../../tests/support/court-world/court-world.ts';
import { LI, WANG } from '../../../tests/support/court-world/people.ts';
import { askedBy, held, HOME, MOBILE } from '../../../tests/support/court-world/run-party.ts';
import { caseNo, takeIn } from '../../../tests/support/court-world/take-in.ts';
import { assignClerk } from '../authority/assign-clerk.ts';
import { runRepairs } from './run-repairs.ts';
import { settleInquiry } from './settle-inquiry.ts';

let world: CourtWorld;
let lastCase = 0;

beforeAll(async () => {
  world = await courtWorld();
});

afterAll(async () => {
  await world.close();
});

const unfit: [name: string, answer: Partial<PartyAnswer>][] = [
  ['a day of the year 0000', held({ ...HOME, observedOn: '0000-01-01' })],
  ['an address with a null character', held({ ...HOME, value: 'ab\0defghijkl' })],
  ['an address with half a character', held({ ...HOME, value: 'ab\ud800defghijkl' })],
  ['a phone that is none', held({ ...MOBILE, value: 'call me' })],
  [
    'an ID number that is none',
    { ...held(HOME), discovered: { id: { type: 'PASSPORT', number: 'x\0', issuingState: 'KOR' } } },
  ],
  ['a name with a null character', { ...held(HOME), discovered: { currentName: '夏\0勇' } }],
];

test.each(unfit)('%s takes no other agency along, and no hop', async (_, answer) => {
  lastCase += 1;
  const clerk = { ...WANG, subject: `clerk-${String(lastCase)}` };
  const { repairs } = await takeIn(world, [lastCase]);
  const [repairId = ''] = repairs;
  await assignClerk(world.as(LI), { caseNo: caseNo(lastCase) }, clerk.subject);
  const { envelope } = await runRepairs(world.as(clerk), askedBy(clerk, repairId));
  const police = await policeReply(world, await warrantIn(world, envelope), answer);
  const { followUp } = await settleInquiry(world.as(clerk), envelope, { police });
  expect(followUp).toBeNull();
  const [row] = await world.owner.sql`select status from repair where id = ${repairId}`;
  expect(row).toEqual({ status: 'INCOMPLETE' });
});
