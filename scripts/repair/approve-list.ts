import { z } from 'zod';
import { present } from '../../schema/client/present.ts';
import { counted } from './counted.ts';
import type { GraphClient } from './graph-client.ts';
import type { Approval } from './options.ts';

const assignedShape = z.object({ assignClerk: present(z.int()) });
const approvedShape = z.object({
  approveBatch: present(z.object({ parties: z.int(), expiresAt: z.string() })),
});

/**
 * As a judge: gives the cases of a list to a clerk and approves the list as a batch, which the court
 * records as two acts.
 *
 * @param judge the subject of who is signed in
 * @returns a line for each act
 * @throws GraphError as the court says it
 */
export async function approveList(
  graph: GraphClient,
  judge: string,
  { list, clerk }: Approval,
): Promise<string[]> {
  const { assignClerk } = await graph.ask('AssignClerk', { list, clerk }, assignedShape);
  const reason = '按名单批量修复 · a list put to the agencies as one batch';
  const { approveBatch } = await graph.ask('ApproveBatch', { list, clerk, reason }, approvedShape);
  const { parties, expiresAt } = approveBatch;
  const more = assignClerk === 1 ? '1 more case' : `${String(assignClerk)} more cases`;
  return [
    ...(assignClerk === 0 ? [] : [`${judge} assigned ${clerk} to ${more}; the court recorded it.`]),
    `${judge} approved the list of ${counted(parties, 'party', 'parties')} for ${clerk} until ${inChina(expiresAt)}; the court recorded it.`,
  ];
}

const chinaTime = new Intl.DateTimeFormat('sv-SE', {
  ...{ timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' },
});

/** The instant as the clocks of China show it, such as `2026-11-29 03:37 (UTC+8)`. */
function inChina(instant: string): string {
  return `${chinaTime.format(new Date(instant))} (UTC+8)`;
}
