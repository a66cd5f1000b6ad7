import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseIdNumber } from '../../subgraphs/kit/identifiers/parse-id-number.ts';
import { idKey } from '../../subgraphs/kit/identifiers/id-key.ts';
import { parsePhone } from '../../subgraphs/kit/identifiers/parse-phone.ts';
import { decideAll } from '../../subgraphs/kit/matching/decide-all.ts';
import { compareNames } from '../../subgraphs/kit/names/compare-names.ts';
import { expectedContacts } from '../conformance/expected-contacts.ts';
import { heldRecordOf } from '../conformance/held-record-of.ts';
import {
  VECTORS,
  identifiersSchema,
  namesSchema,
  readDecisions,
  readRegister,
} from '../conformance/vector-files.ts';
import { AS_OF } from '../conformance/forge-envelope.ts';
import { checkVectors } from './check-vectors.ts';
import { callsSchema } from './shapes.ts';
import { TEST_KEYS_FOLDER } from './test-keys.ts';

const read = async (file: string): Promise<unknown> =>
  JSON.parse(await readFile(join(VECTORS, file), 'utf8'));

test('what is signed or sealed opens, or is refused, as its vector says', async () => {
  const verdicts = await checkVectors();
  expect(verdicts.length).toBeGreaterThan(60);
  expect(verdicts.filter(({ expected, found }) => expected !== found)).toEqual([]);
});

test('each file of test keys says that it is one', async () => {
  for (const file of ['agency', 'audit', 'court', 'gateway'].flatMap((code) => [
    `${code}.jwks.json`,
    `pinned/${code}.json`,
  ])) {
    expect(await readFile(join(TEST_KEYS_FOLDER, file), 'utf8')).toContain('TEST KEYS');
  }
});

test('the wire format shows the first of the calls, and the key behind it', async () => {
  const { key, body, cases } = callsSchema.parse(await read('calls.json'));
  const page = await readFile(join(VECTORS, '..', 'docs', 'wire-format.md'), 'utf8');
  expect(page).toContain(`key   ${key}\n`);
  expect(page).toContain(`\`${body}\``);
  expect(page.replaceAll('\n', '')).toContain(cases[0]?.call);
});

test('identifiers and phones are read as their vectors say', async () => {
  const { asOf, identifiers, phones } = identifiersSchema.parse(await read('identifiers.json'));
  for (const {
    valid,
    normal,
    field,
    reason,
    type,
    number,
    issuingState,
    ...facts
  } of identifiers) {
    const parsed = parseIdNumber({ type, number, issuingState }, { asOf });
    const expected = valid
      ? { ok: true, id: { number: normal }, ...facts }
      : { ok: false, field, reason };
    expect(parsed, number).toMatchObject(expected);
  }
  for (const { typed, valid, e164, reason } of phones) {
    expect(parsePhone(typed)).toEqual(valid ? { ok: true, e164 } : { ok: false, reason });
  }
});

test('names compare as their vectors say', async () => {
  for (const { asked, held, verdict, reason } of namesSchema.parse(await read('names.json'))
    .cases) {
    const expected = reason === undefined ? { verdict } : { verdict, reason };
    expect(compareNames(asked, held), `${asked} and ${held.name}`).toEqual(expected);
  }
});

test('parties are decided as their vectors say, from the whole register', async () => {
  const register = await readRegister(join(VECTORS, 'register.jsonl'));
  const cases = await readDecisions();
  const records = register.map(heldRecordOf);
  for (const decision of cases) {
    const asked = { ref: '1', caseNo: '（2026）浙0782民初1号', ...decision.asked };
    const [answer] = decideAll([asked], records, AS_OF);
    const contacts = expectedContacts(decision, register);
    expect(answer, decision.name).toEqual({ ref: '1', ...decision.expect, contacts });
  }
});

test('a decision names all of the register who stand under what is asked', async () => {
  const register = await readRegister(join(VECTORS, 'register.jsonl'));
  for (const { name, asked, held } of await readDecisions()) {
    const stands = register.filter(
      ({ id, phone }) =>
        (id && asked.id && idKey(id) === idKey(asked.id)) ||
        (phone !== undefined && phone === asked.phone),
    );
    expect(stands.map(({ key }) => key).sort(), name).toEqual([...held].sort());
  }
});
