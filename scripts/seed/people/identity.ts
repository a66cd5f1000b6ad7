import { dayOf, yearsBefore } from '../base/days.ts';
import type { Day } from '../base/days.ts';
import { permute } from '../base/permute.ts';
import type { Random } from '../base/random.ts';
import { residentId } from '../identifiers/resident-id.ts';
import { REGIONS } from '../places/regions.ts';
import type { Region } from '../places/regions.ts';
import type { Wish } from './person.ts';
import type { World } from './world.ts';

export type Registration = { region: Region; born: Day; sequence: number; number: string };

/** Sequences 1–800 belong to the crowd; those after it to people with a wish. */
const PER_FOLD = 40;
const FOLDS = 5;
const FIRST_WISHED = 801;
const LAST_WISHED = 995;

const EARLIEST = dayOf('1946-01-01');
const CURRENT = REGIONS.filter(({ until }) => until === undefined);
const SLOTS = REGIONS.flatMap((region) =>
  Array.from({ length: region.weight }, (_, copy) => ({ region, copy })),
);

/** A resident's number that no other index has, or one that a wish asks for. */
export function register(world: World, index: number, random: Random, wish: Wish): Registration {
  const drawn = drawRegistration(world, index, wish.minor ?? false);
  const possible = drawn.born <= latestBirth(drawn.region, drawn.born);
  if (wish.born === undefined && wish.region === undefined && possible) return drawn;
  const wished = REGIONS.find(({ code }) => code === wish.region);
  const born = wish.born ?? (wished === undefined ? drawn.born : bornInTime(drawn.born, wished));
  const region = wished ?? regionFor(born, drawn.region, index);
  return claim(world, region, born, wish.sequence ?? random.between(FIRST_WISHED, LAST_WISHED));
}

/** Whether the region of this index still gives out its code, so that a child may have it. */
export function mayBeMinor(world: World, index: number): boolean {
  return drawRegistration(world, index, false).region.until === undefined;
}

/** The drawn region, or one that exists where its code was abolished before the birth. */
function regionFor(born: Day, drawn: Region, index: number): Region {
  if (born <= latestBirth(drawn, born)) return drawn;
  return CURRENT[index % CURRENT.length] ?? drawn;
}

function drawRegistration(world: World, index: number, minor: boolean): Registration {
  const latest = yearsBefore(world.asOf, 19);
  const days = latest - EARLIEST;
  const [left, right] = permute(index, SLOTS.length * PER_FOLD, days, [world.seed, 51]);
  const slot = SLOTS[left % SLOTS.length];
  if (slot === undefined) throw new RangeError('no such slot');
  const first = minor ? yearsBefore(world.asOf, 17) : EARLIEST;
  const last = minor ? yearsBefore(world.asOf, 1) : latestBirth(slot.region, latest);
  const span = Math.max(last - first, Math.ceil(days / FOLDS));
  const fold = slot.copy * FOLDS + Math.floor(right / span);
  const sequence = 1 + fold * PER_FOLD + Math.floor(left / SLOTS.length);
  const born = first + (right % span);
  return {
    region: slot.region,
    born,
    sequence,
    number: residentId(slot.region.code, born, sequence),
  };
}

function latestBirth(region: Region, latest: Day): Day {
  return region.until === undefined ? latest : Math.min(latest, dayOf(`${region.until}-12-31`));
}

function bornInTime(born: Day, region: Region): Day {
  return Math.min(born, latestBirth(region, born));
}

/** The first free number from `sequence` on, of the same sex. */
function claim(world: World, region: Region, born: Day, sequence: number): Registration {
  for (let step = 0; step < LAST_WISHED; step += 1) {
    const room = LAST_WISHED - FIRST_WISHED + 1;
    const at = FIRST_WISHED + ((sequence - FIRST_WISHED + 2 * step) % room);
    const number = residentId(region.code, born, at);
    if (!world.claimed.has(number)) {
      world.claimed.add(number);
      return { region, born, sequence: at, number };
    }
  }
  throw new RangeError('too many people are wished for on one day in one region');
}

/** A birth date and sequence that no other index has together; of an adult unless `minor`. */
export function foreignBirth(
  world: World,
  index: number,
  minor: boolean,
): { born: Day; sequence: number } {
  const days = yearsBefore(world.asOf, 19) - EARLIEST;
  const [sequence, right] = permute(index, LAST_WISHED, days, [world.seed, 52]);
  const born = minor ? world.asOf - 400 - (right % 5_000) : EARLIEST + right;
  return { born, sequence: sequence + 1 };
}
