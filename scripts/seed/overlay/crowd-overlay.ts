import { createRandom } from '../base/random.ts';
import { mobile } from '../identifiers/phone.ts';
import type { Person } from '../people/person.ts';
import type { World } from '../people/world.ts';
import { complaintRow } from './complaint-row.ts';
import { lineRow } from './line-row.ts';
import type { Overlay } from './overlay.ts';

/** What the two registers hold of somebody whom the court does not seek. */
export function crowdOverlay(world: World, person: Person): Overlay {
  const random = createRandom(world.seed, 5, person.index);
  const { lines, complaints }: Overlay = { lines: [], complaints: [] };
  if (random.chance(850)) {
    const status = random.chance(960) ? 'ACTIVE' : random.pick(['SUSPENDED', '停机', 'ARREARS']);
    lines.push(lineRow(world, random, person, { status }));
  }
  if (random.chance(150)) {
    const phone = mobile(person.index * 8 + 6, world.seed);
    lines.push(
      lineRow(world, random, person, { phone, status: random.pick(['CANCELLED', '销号']) }),
    );
  }
  const trades = person.stalls.length + person.enterprises.length > 0;
  if (trades && random.chance(120)) {
    const uscc = person.enterprises[0]?.uscc ?? '';
    complaints.push(complaintRow(world, random, person, random.between(5, 900), { uscc }));
  }
  return { lines, complaints };
}
