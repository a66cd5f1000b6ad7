import { usageReport } from '../../../schema/contract/usage.ts';
import { badArgument } from '../../kit/graph/graph-error.ts';
import { releaseDocumentOf } from '../release/release-document.ts';
import { storeUsage } from '../usage/store-usage.ts';
import type { RegistryBuilder } from './builder.ts';

/**
 * Adds what gateways ask for themselves. Clients cannot: it is no part of what they see, and a
 * subgraph answers nobody whose calls the gateway has not signed.
 */
export function addGatewayFields(builder: RegistryBuilder): void {
  builder.queryField('release', (t) =>
    t.string({
      inaccessible: true,
      nullable: true,
      description: 'The supergraphs to serve, signed; null when the known release is the newest.',
      args: { known: t.arg.int({ required: true, description: '0 for none.' }) },
      resolve: (_root, { known }, registry) => releaseDocumentOf(registry, known),
    }),
  );
  builder.mutationField('reportUsage', (t) =>
    t.boolean({
      inaccessible: true,
      nullable: true,
      description: 'Notes which operations clients have sent: what they select, and no value.',
      args: { operations: t.arg.string({ required: true, description: 'A report, as JSON.' }) },
      resolve: async (_root, { operations }, { db, now }) => {
        await storeUsage(db, readReport(operations), now());
        return true;
      },
    }),
  );
}

function readReport(text: string) {
  try {
    return usageReport.parse(JSON.parse(text));
  } catch {
    throw badArgument('operations', 'NOT_A_REPORT');
  }
}
