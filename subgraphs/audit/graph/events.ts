import { LEDGER_WRITER_MEANINGS } from '../../../schema/contract/code-meanings.ts';
import { EVENTS } from '../../../schema/contract/events.ts';
import type { EventKind } from '../../../schema/contract/events.ts';
import { describedValues } from '../../kit/graph/described-values.ts';
import type { AuditBuilder } from './builder.ts';
import { readsAudit } from './rules.ts';

type NamedEvent = EventKind & { code: string };

/** Adds `auditEvents`: what can stand in a ledger, and what it means. */
export function addEvents(builder: AuditBuilder): void {
  const writer = builder.enumType('LedgerWriter', {
    description: 'Who keeps a ledger.',
    values: describedValues(LEDGER_WRITER_MEANINGS),
  });
  const member = builder
    .objectRef<{ name: string; meaning: string }>('AuditEventMember')
    .implement({
      description: 'One member of what an entry says in detail.',
      fields: (t) => ({ member: t.exposeString('name'), meaning: t.exposeString('meaning') }),
    });
  const event = builder.objectRef<NamedEvent>('AuditEvent').implement({
    description: 'A kind of entry in the ledgers.',
    fields: (t) => ({
      code: t.exposeString('code'),
      when: t.exposeString('when', { description: 'When it is written.' }),
      writers: t.field({
        type: [writer],
        description: 'In whose ledgers it stands.',
        resolve: ({ writers }) => [...writers],
      }),
      detail: t.field({
        type: [member],
        resolve: ({ detail }) =>
          Object.entries(detail).map(([name, meaning]) => ({ name, meaning })),
      }),
    }),
  });
  builder.queryField('auditEvents', (t) =>
    t.field({
      ...readsAudit,
      ...{ type: [event], nullable: true },
      description: 'The catalogue of events that ledgers hold.',
      resolve: () => Object.entries(EVENTS).map(([code, kind]) => ({ code, ...kind })),
    }),
  );
}
