import { beforeAll, expect, test } from 'vitest';
import { ENVELOPE_TYP } from '../../../schema/contract/warrant.ts';
import { inquiryOf } from './inquiry-of.ts';
import { sealWarrant } from './seal-warrant.ts';
import { toyCourt } from './toy-court.ts';
import type { ToyCourt } from './toy-court.ts';
import { courtHeader, forgeEnvelope, forgeJws, signingKey, toyWarrant } from './toy-parties.ts';

let toys: ToyCourt;

beforeAll(async () => {
  toys = await toyCourt();
});

test('whoever carries an envelope can tell which inquiry it is, and no more', async () => {
  const warrant = toyWarrant();
  const envelope = await sealWarrant(warrant, toys.court.own, [toys.police.pinned]);
  expect(inquiryOf(envelope)).toBe(warrant.jti);
});

test('what is no envelope of an inquiry names none', async () => {
  for (const text of ['', '{}', '[]', '{"protected":"e30"}', '{"protected":1}'])
    expect(inquiryOf(text)).toBeUndefined();
  const { police } = toys;
  expect(inquiryOf(await forgeEnvelope('x', [police.pinned]))).toBeUndefined();
});

test('an envelope that names another inquiry than its warrant is refused', async () => {
  const { court, police, codeOf } = toys;
  const jwt = await forgeJws(toyWarrant(), courtHeader(court), signingKey(court.own).key);
  const other = { typ: ENVELOPE_TYP, cty: 'JWT', inquiry: toyWarrant().jti };
  expect(await codeOf(await forgeEnvelope(jwt, [police.pinned], other))).toBe('WRONG_INQUIRY');
});
