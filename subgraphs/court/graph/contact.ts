import { UNKNOWN_DAY } from '../../kit/register/contact-lead-of.ts';
import type { ContactShape } from '../repairs/repair-shape.ts';
import { CONTACT_REASONS, CONTACT_RULES } from '../settle/ranked-contact.ts';
import type { CourtBuilder } from './builder.ts';
import type { CourtEnums } from './enums.ts';
import { carriesCases } from './rules.ts';

const OBSERVED = `When it was given, updated or last confirmed; ${UNKNOWN_DAY} where the register does not say.`;

/** Adds `Contact`: masked always; the full value has a way of its own. */
export function addContact(builder: CourtBuilder, enums: CourtEnums) {
  const source = builder.objectRef<ContactShape['sources'][number]>('ContactSource').implement({
    description: 'One register that holds a contact.',
    fields: (t) => ({
      agency: t.exposeString('agency'),
      basis: t.expose('basis', { type: enums.contactBasis }),
      observedOn: t.expose('observedOn', { type: 'Date', description: OBSERVED }),
    }),
  });
  return builder.objectRef<ContactShape>('Contact').implement({
    ...carriesCases,
    description: 'A phone or address found by a repair: a lead, not yet a service address.',
    fields: (t) => ({
      id: t.exposeID('id'),
      kind: t.expose('kind', { type: enums.contactKind }),
      rank: t.exposeInt('rank', {
        description:
          'Addresses: 0 to 5 as the Opinions (法发〔2017〕19号, 8–9) order them, 6 for a mere lead. ' +
          'Phones: 1 where two registers agree, else 2; 3 where the line is suspended.',
      }),
      rule: t.exposeString('rule', {
        description: codes('The rule that gave the rank', CONTACT_RULES),
      }),
      basis: t.expose('basis', { type: enums.contactBasis }),
      source: t.exposeString('source', {
        description: 'Code of the agency that ranks it highest.',
      }),
      sources: t.field({ type: [source], resolve: (contact) => contact.sources }),
      observedOn: t.expose('observedOn', { type: 'Date', description: OBSERVED }),
      reasons: t.exposeStringList('reasons', {
        description: codes('What spoke for the rule', CONTACT_REASONS),
      }),
      masked: t.exposeString('masked', {
        description: '138****5678, or an address to its street unit.',
      }),
      expiresAt: t.field({
        type: 'DateTime',
        resolve: ({ expiresAt }) => new Date(expiresAt),
      }),
    }),
  });
}

/** No enum of the graph: clients that were written before read a string. */
function codes(what: string, all: readonly string[]): string {
  return `${what}, as one of these codes: ${all.map((code) => `\`${code}\``).join(', ')}.`;
}
