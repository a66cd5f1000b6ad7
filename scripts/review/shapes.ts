import { z } from 'zod';
import { present } from '../../schema/client/present.ts';
import { repairShape } from '../repair/repair-shape.ts';
import type { Repair } from '../repair/repair-shape.ts';

const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });
const nowShape = repairShape.extend({ settledAt: z.string().nullable() });
const statusShape = repairShape.pick({ caseNo: true, partyRef: true, status: true });

export const repairsShape = z.object({
  repairs: present(z.object({ edges: z.array(z.object({ node: nowShape })), pageInfo })),
});
export const statusesShape = z.object({
  repairs: present(z.object({ edges: z.array(z.object({ node: statusShape })), pageInfo })),
});
export const repairNowShape = z.object({ repair: nowShape.nullable() });

const repairs = z.array(repairShape).nullable();
const inquiryShape = z.object({ repairs, followUp: z.object({ repairs }).nullable() });

export const decidedShape = z.object({
  decideReview: present(z.object({ repair: repairShape, inquiry: inquiryShape.nullable() })),
});
export const liftedShape = z.object({ liftProtection: present(inquiryShape) });

/** A repair as it stands, and when that was settled. */
export type RepairNow = z.infer<typeof nowShape>;
/** How a party stands, and nothing that came of it. */
export type PartyStatus = z.infer<typeof statusShape>;

/** What an inquiry settled of one repair, by whichever hop did. */
export function settledOf(
  inquiry: z.infer<typeof inquiryShape> | null,
  id: string,
): Repair | undefined {
  const all = [...(inquiry?.repairs ?? []), ...(inquiry?.followUp?.repairs ?? [])];
  return all.find((repair) => repair.id === id);
}
