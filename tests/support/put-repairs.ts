import { inject } from 'vitest';
import { z } from 'zod';
import { documentText } from '../../schema/client/document-text.ts';
import { DOCUMENTS } from '../../scripts/repair/documents.ts';
import { SAMPLE_TERMS } from '../../scripts/repair/options.ts';
import { REPAIR_FIELDS, repairShape } from '../../scripts/repair/repair-shape.ts';
import type { Repair } from '../../scripts/repair/repair-shape.ts';
import { refusedShape } from '../../scripts/repair/run-list.ts';
import type { Terms } from '../../scripts/repair/terms.ts';
import { askGraph } from './ask-graph.ts';
import type { PersonName } from './session-of.ts';

const repairs = z.array(repairShape).nullable();
const inquiry = z.object({
  refused: refusedShape,
  repairs,
  followUp: z.object({ repairs }).nullable(),
});

/** What came of an inquiry: repairs by id, and why others were not asked about. */
export type Put = { settled: Record<string, Repair>; refused: { id: string; problem: string }[] };

/** Puts repairs to the agencies in the name of somebody, through the stack's gateway. */
export async function putRepairs(
  ids: readonly string[],
  as: PersonName,
  terms: Partial<Terms> = {},
): Promise<Put> {
  const variables = { ids, ...SAMPLE_TERMS, ...terms };
  const shape = z.object({ runRepairs: inquiry });
  const said = await askGraph(gateway(), documentText(DOCUMENTS.RunRepairs), variables, shape, as);
  return putOf(said.runRepairs);
}

const LIFT = /* GraphQL */ `
  ${documentText(REPAIR_FIELDS)}
  mutation Lift($id: ID!, $reason: String!) {
    liftProtection(id: $id, reason: $reason) {
      refused {
        id
        problem
      }
      repairs {
        ...RepairFields
      }
      followUp {
        repairs {
          ...RepairFields
        }
      }
    }
  }
`;

/** Opens a protected person as the judge, through the stack's gateway. */
export async function liftProtection(id: string, reason: string): Promise<Put> {
  const shape = z.object({ liftProtection: inquiry });
  const said = await askGraph(gateway(), LIFT, { id, reason }, shape, 'judge');
  return putOf(said.liftProtection);
}

/** A repair as somebody reads it; undefined where they know of none. */
export async function readRepair(id: string, as: PersonName): Promise<Repair | undefined> {
  const query = `${documentText(REPAIR_FIELDS)} query One($id: ID!) { repair(id: $id) { ...RepairFields } }`;
  const shape = z.object({ repair: repairShape.nullable() });
  return (await askGraph(gateway(), query, { id }, shape, as)).repair ?? undefined;
}

function putOf({ refused, repairs: first, followUp }: z.infer<typeof inquiry>): Put {
  const all = [...(first ?? []), ...(followUp?.repairs ?? [])];
  return { refused, settled: Object.fromEntries(all.map((one) => [one.id, one])) };
}

function gateway(): string {
  return inject('sample').gatewayUrl;
}
