import { z } from 'zod';
import { auditFilterSchema, SOUGHT_TYP } from '../../../schema/contract/audit.ts';
import type { AuditFilter } from '../../../schema/contract/audit.ts';
import { EVENTS } from '../../../schema/contract/events.ts';
import { badArgument, graphError } from '../../kit/graph/graph-error.ts';
import { parseCaseNo } from '../../kit/identifiers/parse-case-no.ts';
import { protectedHeaderOf } from '../../kit/sealing/open-jwe.ts';
import { parseStrictJson } from '../../kit/sealing/strict-json.ts';
import { namesOf } from '../asking/pseudonyms-of.ts';
import type { AuditContext } from '../audit-context.ts';
import type { AuditBuilder } from './builder.ts';

type Words = readonly string[] | null | undefined;

export type FilterInput = {
  from?: Date | null | undefined;
  to?: Date | null | undefined;
  clerks?: Words;
  organisations?: Words;
  caseNos?: Words;
  purposes?: Words;
  outcomes?: Words;
  events?: Words;
  inquiries?: Words;
  sought?: string | null | undefined;
};

/** What is looked for; `organisations` becomes another filter for each source. */
export type ReadFilter = {
  filter: AuditFilter;
  organisations: string[] | undefined;
  sought: string | undefined;
};

/** Adds what entries can be looked for by. */
export function addFilter(builder: AuditBuilder) {
  return builder.inputType('AuditFilter', {
    description: 'What is left out does not matter; lists name alternatives.',
    fields: (t) => ({
      from: t.field({ type: 'DateTime', description: 'From this instant on.' }),
      to: t.field({ type: 'DateTime', description: 'Before this instant.' }),
      clerks: t.stringList({ description: 'Subjects or pseudonyms of those who did it.' }),
      organisations: t.stringList({ description: 'Whose ledger it is, or which court asked.' }),
      caseNos: t.stringList({ description: 'Numbers of cases.' }),
      purposes: t.stringList({ description: 'As `Purpose` names them.' }),
      outcomes: t.stringList({ description: 'Codes, such as MATCHED or FORBIDDEN.' }),
      events: t.stringList({ description: 'As `auditEvents` names them.' }),
      inquiries: t.idList({ description: 'Ids of inquiries.' }),
      sought: t.string({
        description: 'Whom it is about: an identifier sealed to `auditKeys`; never in the clear.',
      }),
    }),
  });
}

/** @throws GraphQLError BAD_USER_INPUT naming the field, or SOUGHT_UNREADABLE; no value is repeated */
export async function readFilter(
  { db }: Pick<AuditContext, 'db'>,
  { from, to, clerks, organisations, caseNos, sought, ...words }: FilterInput,
): Promise<ReadFilter> {
  if (from && to && from >= to) throw badArgument('to', 'NOT_LATER');
  const given = {
    ...{ from: from?.toISOString(), to: to?.toISOString() },
    ...{ actors: clerks, caseNos: caseNos?.map(caseNoOf), ...words },
  };
  const known = Object.entries(given).filter(([, value]) => value !== undefined && value !== null);
  const parsed = auditFilterSchema.safeParse(Object.fromEntries(known));
  if (!parsed.success) throw badArgument(fieldOf(parsed.error), 'NOT_A_FILTER');
  const courts = auditFilterSchema.shape.courts.safeParse(organisations ?? undefined);
  if (!courts.success) throw badArgument('organisations', 'NOT_A_FILTER');
  // nothing of that name is in any ledger, which would look as if nobody had done it
  if (words.events?.some((event) => !Object.hasOwn(EVENTS, event)))
    throw badArgument('events', 'NOT_A_FILTER');
  const { actors } = parsed.data;
  const filter = actors ? { ...parsed.data, actors: await namesOf(db, actors) } : parsed.data;
  return { filter, organisations: courts.data, sought: soughtOf(sought ?? undefined) };
}

/** A service that is named itself gives all that fits; any other what it was asked by those named. */
export function filterFor(
  filter: AuditFilter,
  code: string,
  organisations: string[] | undefined,
): AuditFilter {
  const isNamed = organisations === undefined || organisations.includes(code);
  return isNamed ? filter : { ...filter, courts: organisations };
}

/** Which field of the graph's filter does not fit. */
function fieldOf({ issues }: z.ZodError): string {
  const [field] = issues[0]?.path ?? [];
  return field === 'actors' ? 'clerks' : String(field ?? 'filter');
}

function caseNoOf(text: string): string {
  const parsed = parseCaseNo(text);
  if (parsed.ok) return parsed.caseNo;
  throw badArgument('caseNos', 'NOT_A_CASE_NUMBER');
}

const sealedSchema = z.looseObject({ protected: z.string().max(1000) });

/** Whether it is sealed at all is all that can be told here. */
function soughtOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const jwe = sealedSchema.safeParse(parseStrictJson(text));
  const header = jwe.success ? protectedHeaderOf(jwe.data) : undefined;
  if (header?.['typ'] !== SOUGHT_TYP || text.length > 20_000) throw graphError('SOUGHT_UNREADABLE');
  return text;
}
