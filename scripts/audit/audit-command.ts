import { enter } from '../repair/enter.ts';
import { createDocumentClient } from '../repair/graph-client.ts';
import { isForPeople } from '../repair/is-for-people.ts';
import { createProgress } from '../repair/progress.ts';
import { reachStack } from '../repair/reach-stack.ts';
import { unattendedLine } from '../repair/unattended-line.ts';
import { toldToStop } from '../stack/told-to-stop.ts';
import { whileItRuns } from '../stack/while-it-runs.ts';
import type { AuditRun } from './audit-run.ts';
import { DOCUMENTS } from './documents.ts';
import { inFlags } from './in-flags.ts';
import { readOptions } from './options.ts';
import type { AuditOptions } from './options.ts';
import { runAlerts, runDecision } from './run-alerts.ts';
import { runProof, runReconcile } from './run-ledgers.ts';
import { runReport } from './run-report.ts';
import { runSearch, runWho } from './run-search.ts';

const DONE = 0;
/** Something failed, or a reconciliation found a gap. */
const NOT_IN_ORDER = 1;

/** `npm run audit`: what a privacy officer does. @returns the exit code */
export async function runAuditCommand(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv);
  const { say } = createProgress();
  const { signal } = toldToStop();
  try {
    await using reached = await reachStack(options.home, { say }, signal);
    const { handle } = reached;
    return await whileItRuns(handle, 'Run the same command again.', async () => {
      const as = 'as' in options ? options.as : undefined;
      const session = await enter(handle, 'PRIVACY_OFFICER', { say, signal, as });
      // elsewhere a person has signed in, who knows as whom
      if (handle.providerUrl !== undefined) say(unattendedLine('privacy officer', session.subject));
      const graph = createDocumentClient(DOCUMENTS, `${handle.gatewayUrl}/graphql`, session);
      const { home } = handle;
      try {
        const inOrder = await run({ graph, home, say, printRows: printer(options) }, options);
        return inOrder ? DONE : NOT_IN_ORDER;
      } finally {
        await graph.close();
        await session.close();
      }
    });
  } catch (error) {
    if (signal.aborted) return NOT_IN_ORDER;
    if (!isForPeople(error)) throw error;
    say(inFlags(error));
    return NOT_IN_ORDER;
  }
}

async function run(audit: AuditRun, options: AuditOptions): Promise<boolean> {
  switch (options.command) {
    case 'who':
      await runWho(audit, options);
      return true;
    case 'search':
      await runSearch(audit, options);
      return true;
    case 'report':
      await runReport(audit, options);
      return true;
    case 'reconcile':
      return runReconcile(audit, options);
    case 'proof':
      await runProof(audit, options);
      return true;
    case 'alerts':
      await runAlerts(audit, options);
      return true;
    case 'explain':
    case 'confirm':
      await runDecision(audit, options);
      return true;
  }
}

function printer({ json }: Pick<AuditOptions, 'json'>): AuditRun['printRows'] {
  return (rows, lines) => {
    const printed = json ? rows.map((row) => JSON.stringify(row)) : lines();
    for (const line of printed) process.stdout.write(`${line}\n`);
  };
}
