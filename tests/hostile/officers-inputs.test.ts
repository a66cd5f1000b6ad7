import { expect, inject, test } from 'vitest';
import { readSaid } from '../support/ask-graph.ts';
import { post } from '../support/doors.ts';
import { HOSTILE_TEXTS, MARK } from '../support/hostile-texts.ts';
import { OF_AUDIT, SOUND_AUDIT } from '../support/audit-inputs.ts';
import { OF_REGISTRY, SOUND_SCHEMA } from '../support/registry-inputs.ts';
import { headersOf } from '../support/session-of.ts';
import type { PersonName } from '../support/session-of.ts';
import { tableCounts } from '../support/table-counts.ts';
import type { TableCounts } from '../support/table-counts.ts';
import { textInputs } from '../support/text-inputs.ts';
import type { TextInput } from '../support/text-inputs.ts';

const { gatewayUrl } = inject('sample');
const all = textInputs({
  ...{ id: '0', ids: ['0'], list: '0', caseNo: '0', clerk: 'nobody', reason: 'a sound reason' },
  ...{ legalBasis: 'CPL art. 87', kinds: ['PHONE'], first: 1, boothNo: '0', uscc: '0' },
  ...{ ...SOUND_SCHEMA, ...SOUND_AUDIT },
});
const inputs = all.filter(
  ({ operation }) => OF_REGISTRY.test(operation) || OF_AUDIT.test(operation),
);

/** Who may ask so. */
function personOf({ operation }: TextInput): PersonName {
  if (/\.(?:delayDisclosure|endDelay)$/u.test(operation)) return 'judge';
  if (OF_AUDIT.test(operation)) return 'privacyOfficer';
  return /\.(?:retireAgency|rollback)$/u.test(operation) ? 'administrator' : 'engineer';
}

async function ask(person: PersonName, body: object) {
  const { text } = await post(gatewayUrl, await headersOf(person), JSON.stringify(body));
  return readSaid(200, text);
}

/** What may be said of a text: it does not fit, or there is nothing of that name. */
const SAID = /^(?:BAD_USER_INPUT|GRAPHQL_\w+|SOUGHT_UNREADABLE|(?:ALERT|DELAY)_NOT_FOUND)$/u;

/** What grows with refusals, and with time: records, used proofs, and what alerts make of them. */
const RECORDS = /^(?:registry\.refused_publication|court\.act|\w+\.seen_proof|audit\.alert\w*)$/u;

function withoutRecords(counts: TableCounts): TableCounts {
  return Object.fromEntries(Object.entries(counts).filter(([name]) => !RECORDS.test(name)));
}

test('there are inputs to try', () => {
  expect(inputs.length).toBeGreaterThan(10);
});

test.each(inputs.map((input) => [`${input.operation}(${input.argument}:)`, input] as const))(
  '%s publishes and changes nothing that a text asks for, and repeats none',
  async (_, input) => {
    const before = await tableCounts();
    for (const text of Object.values(HOSTILE_TEXTS)) {
      for (const way of ['inVariable', 'inDocument'] as const) {
        const { codes, text: told } = await ask(personOf(input), input[way](text));
        for (const code of codes) expect(code).toMatch(SAID);
        expect(told).not.toContain(MARK);
        expect(told).not.toContain('INTERNAL_SERVER_ERROR');
      }
    }
    const after = await tableCounts();
    expect(withoutRecords(after)).toEqual(withoutRecords(before));
  },
);
