import { expect, test } from 'vitest';
import { citizenCheck } from '../identifiers/citizen-check.ts';
import { toyParty } from '../sealing/toy-parties.ts';
import { openSought } from './open-sought.ts';
import { sealSought } from './seal-sought.ts';

/** One in the morning of the 3rd in China, of the 2nd by universal time. */
const EARLY = new Date('2026-03-02T17:00:00Z');

test('whoever was born today in China can be sought, and nobody who will be tomorrow', async () => {
  const police = await toyParty('police');
  const bornOn = async (day: string) => {
    const digits = `110105${day}001`;
    const id = { type: 'RESIDENT_ID', number: digits + citizenCheck(digits) };
    return openSought(await sealSought({ id }, [police.pinned], EARLY), police.own, EARLY);
  };
  expect(await bornOn('20260303')).toMatchObject({ ok: true });
  expect(await bornOn('20260304')).toMatchObject({ code: 'MALFORMED' });
});
