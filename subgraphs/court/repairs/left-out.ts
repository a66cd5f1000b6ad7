import { z } from 'zod';
import { maskPhone } from '../../kit/masking/mask-phone.ts';
import { PHONE_FLAGS } from '../settle/settlement.ts';
import type { LeftOutPhone } from '../settle/settlement.ts';
import type { Vault } from '../vault/vault.ts';
import { KEPT_FOR_DAYS } from './kept-for-days.ts';
import type { LeftOutShape } from './repair-shape.ts';

const DAY = 24 * 60 * 60 * 1000;

const leftOutSchema = z.array(
  z.object({ masked: z.string(), flag: z.enum(PHONE_FLAGS), asked: z.boolean() }),
);

/** Phones that a repair left out as they are shown, and all that is kept of them: nobody opens one. */
export function maskLeftOut(phones: readonly LeftOutPhone[]): LeftOutShape[] {
  return phones.map(({ phone, flag, asked }) => ({ masked: maskPhone(phone), flag, asked }));
}

/** As they are stored; null where there are none. */
export function sealLeftOut(
  vault: Pick<Vault, 'seal'>,
  repairId: string,
  leftOut: readonly LeftOutShape[],
): Buffer | null {
  return leftOut.length === 0 ? null : vault.seal(placeOf(repairId), leftOut);
}

/** As they were stored; none any more once contacts of that day are gone. */
export function openLeftOut(
  vault: Pick<Vault, 'open'>,
  repair: { id: string; settledAt: Date | null; sealed: Uint8Array | null },
  now: Date,
): LeftOutShape[] {
  const { id, settledAt, sealed } = repair;
  if (sealed === null || settledAt === null) return [];
  if (settledAt.getTime() + KEPT_FOR_DAYS * DAY <= now.getTime()) return [];
  return leftOutSchema.parse(vault.open(placeOf(id), sealed));
}

function placeOf(repairId: string): string {
  return `left-out:${repairId}`;
}
