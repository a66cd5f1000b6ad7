import { landline } from '../identifiers/phone.ts';
import { withUsccCheck } from '../identifiers/uscc.ts';
import type { Person } from '../people/person.ts';
import type { MarketRow } from '../people/rows.ts';
import { byCode } from './asked.ts';
import type { Answer, Case, Scene, Stage } from './case.ts';
import { answer, contacts, nothing } from './truth.ts';

const owner = { kind: 'resident', plain: true, minor: false } as const;

/** Organisations, asked by their code (domain.md §5). */
export const ORGANISATION_CASES: readonly Case[] = [
  { category: 'organisation', share: 9, make: (stage) => organisation(stage) },
  { category: 'organisation_gone', share: 4, make: gone },
  { category: 'organisation_landline', share: 3, make: withLandline },
  { category: 'organisation_sibling', share: 3, make: (stage) => organisation(stage, 3) },
  { category: 'organisation_odd_code', share: 3, make: oddCode },
  { category: 'organisation_unknown', share: 2, make: unknown },
];

function organisation(stage: Stage, enterprises = 1): Scene {
  const [person, enterprise] = owned(stage, enterprises);
  return { asked: byCode(enterprise), answer: reached(person, enterprise) };
}

function gone(stage: Stage): Scene {
  const [person, enterprise] = owned(stage, 1);
  enterprise.status = stage.random.pick(['DEREGISTERED', 'REVOKED']);
  return { asked: byCode(enterprise), answer: reached(person, enterprise) };
}

function withLandline(stage: Stage): Scene {
  const [person, enterprise] = owned(stage, 1);
  enterprise.contact_phone = landline(person.index * 4 + 3, stage.world.seed);
  return { asked: byCode(enterprise), answer: reached(person, enterprise) };
}

/** Codes that careless checks refuse: ending in 0, or of another registering organ. */
function oddCode(stage: Stage): Scene {
  const [person, enterprise] = owned(stage, 1);
  const code = stage.random.chance(500)
    ? endingInZero(enterprise.uscc)
    : withUsccCheck(stage.random.pick(['N2', 'A1', 'Y1']) + enterprise.uscc.slice(2, 17));
  for (const stall of person.stalls) {
    if (stall.uscc === enterprise.uscc) stall.uscc = code;
  }
  enterprise.uscc = code;
  return { asked: byCode(enterprise), answer: reached(person, enterprise) };
}

/** The same body registered in a region that makes the check character 0. */
function endingInZero(code: string): string {
  for (let region = 330_100; region < 331_200; region += 1) {
    const other = withUsccCheck(code.slice(0, 2) + String(region) + code.slice(8, 17));
    if (other.endsWith('0')) return other;
  }
  return code;
}

function unknown(stage: Stage): Scene {
  const { enterprises } = stage.stranger({ ...owner, enterprises: 1 });
  return { asked: byCode(existing(enterprises[0])), answer: nothing('NOT_FOUND') };
}

function owned(stage: Stage, enterprises: number): [Person, MarketRow] {
  const person = stage.person({ ...owner, enterprises });
  const enterprise = existing(person.enterprises[0]);
  enterprise.status = 'ACTIVE';
  return [person, enterprise];
}

/** What stands under the code; the legal representative's own contacts and other firms do not. */
function reached(person: Person, enterprise: MarketRow): Answer {
  const stalls = person.stalls.filter(({ uscc }) => uscc === enterprise.uscc);
  const flags = enterprise.status === 'ACTIVE' ? [] : [enterprise.status];
  const required = contacts(
    [enterprise.registered_address, ...stalls.map((stall) => stall.correspondence_address)],
    [enterprise.contact_phone],
  );
  const leads = contacts(
    stalls.map((stall) => stall.booth_address),
    stalls.map(({ phone }) => phone),
  );
  const sole = stalls.length === 0 && flags.length === 0;
  return answer(flags, required, leads, sole ? enterprise.registered_address : undefined);
}

function existing(enterprise: MarketRow | undefined): MarketRow {
  if (enterprise === undefined) throw new RangeError('an enterprise was wished for');
  return enterprise;
}
