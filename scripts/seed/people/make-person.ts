import { createRandom } from '../base/random.ts';
import type { Random } from '../base/random.ts';
import { draw } from '../base/weighted.ts';
import { foreignPrId, olderForeignPrId } from '../identifiers/foreign-pr-id.ts';
import { passportNumber } from '../identifiers/passport.ts';
import { mobile } from '../identifiers/phone.ts';
import { residentId } from '../identifiers/resident-id.ts';
import { givenName, hanName } from '../names/han-name.ts';
import { COMPOUND_SURNAMES, FAR_CHARACTERS, SURNAMES } from '../names/han-tables.ts';
import { latinName, STATES } from '../names/latin-name.ts';
import { dottedName } from '../names/minority-name.ts';
import { PERMIT_REGIONS } from '../places/regions.ts';
import { foreignBirth, mayBeMinor, register } from './identity.ts';
import type { Registration } from './identity.ts';
import { mallEntry } from './mall-entry.ts';
import { marketEntry } from './market-entry.ts';
import type { Identity, Kind, Person, Wish } from './person.ts';
import { policeEntry } from './police-entry.ts';
import { populationEntry } from './population-entry.ts';
import type { World } from './world.ts';

/** The person with this number: the same in every run with the same world and wish. */
export function makePerson(world: World, index: number, wish: Wish = {}): Person {
  const random = createRandom(world.seed, 1, index);
  const kind = wish.kind ?? drawKind(random);
  const child = kind === 'resident' && random.chance(28) && mayBeMinor(world, index);
  const drawnWish = { ...wish, minor: wish.minor ?? child };
  const registration = register(world, index, random, drawnWish);
  const sex = registration.sequence % 2 === 1 ? 'M' : 'F';
  const person: Person = {
    index,
    ...identify(world, index, random, kind, registration.number, drawnWish.minor),
    sex,
    surnameLength: 0,
    phone: mobile(index * 8, world.seed),
    police: undefined,
    population: undefined,
    enterprises: [],
    stalls: [],
  };
  nameAs(random, person, kind, registration, wish.name);
  enter(world, random, person, kind === 'resident' ? registration : undefined, drawnWish);
  return person;
}

function drawKind(random: Random): Kind {
  if (random.chance(917)) return 'resident';
  return random.chance(630) ? 'passport' : random.chance(580) ? 'permit' : 'permanent';
}

function identify(
  world: World,
  index: number,
  random: Random,
  kind: Kind,
  resident: string,
  minor: boolean,
): { identity: Identity; name: string } {
  const plain = (type: Identity['type'], value: string): Identity => {
    return { type, number: value, issuingState: '' };
  };
  if (kind === 'resident') return { identity: plain('RESIDENT_ID', resident), name: '' };
  const { born, sequence } = foreignBirth(world, index, minor);
  if (kind === 'permit') {
    const permit = residentId(random.pick(PERMIT_REGIONS), born, sequence);
    return { identity: plain('HMT_PERMIT', permit), name: '' };
  }
  const state = random.pick(STATES);
  const name = latinName(random, state);
  if (kind === 'permanent') {
    const older = random.chance(150) ? olderForeignPrId(index, world.seed, state.alpha) : undefined;
    const permanent = older ?? foreignPrId(state.digits, born, sequence);
    return { identity: plain('FOREIGN_PR_ID', permanent), name };
  }
  const passport = passportNumber(index, world.seed);
  return { identity: { type: 'PASSPORT', number: passport, issuingState: state.alpha }, name };
}

function nameAs(
  random: Random,
  person: Person,
  kind: Kind,
  { region }: Registration,
  wished: string | undefined,
): void {
  if (kind === 'passport' || kind === 'permanent') return;
  const dotted = kind === 'resident' && random.chance(region.code.startsWith('65') ? 700 : 22);
  if (dotted && wished === undefined) {
    person.name = dottedName(random, person.sex);
    return;
  }
  person.name = wished ?? drawnName(random, person);
  person.surnameLength = surnameLengthOf(person.name);
}

function drawnName(random: Random, { sex }: Person): string {
  if (!random.chance(2)) return hanName(random, sex);
  const surname = draw(random, SURNAMES);
  return random.chance(500)
    ? surname + random.pick(FAR_CHARACTERS)
    : surname + givenName(random, sex);
}

/** 0 for a name with a middle dot. */
function surnameLengthOf(name: string): number {
  if (name.includes('·')) return 0;
  return COMPOUND_SURNAMES.values.some((surname) => name.startsWith(surname)) ? 2 : 1;
}

function enter(
  world: World,
  random: Random,
  person: Person,
  registration: Registration | undefined,
  wish: Wish,
): void {
  const formerPhone = mobile(person.index * 8 + 2, world.seed);
  if (registration !== undefined) {
    person.police = policeEntry(world, random, person, registration, wish, formerPhone);
  }
  const living = wish.population ?? (registration === undefined || random.chance(550));
  if (living) person.population = populationEntry(world, random, person);
  const trading = wish.minor !== true;
  const enterprises = wish.enterprises ?? (trading ? count(random, 215) : 0);
  for (let nth = 0; nth < enterprises; nth += 1) {
    person.enterprises.push(marketEntry(world, random, person, nth));
  }
  const stalls = wish.stalls ?? (trading ? count(random, 355) : 0);
  for (let nth = 0; nth < stalls; nth += 1) {
    const enterprise = person.enterprises[nth];
    const code = enterprise !== undefined && random.chance(650) ? enterprise.uscc : '';
    person.stalls.push(mallEntry(world, random, person, nth, code, wish));
  }
}

/** None, one, or now and then two or three. */
function count(random: Random, per1000: number): number {
  if (!random.chance(per1000)) return 0;
  return random.chance(930) ? 1 : random.between(2, 3);
}
