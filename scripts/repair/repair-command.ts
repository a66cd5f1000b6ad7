import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findStack } from '../stack/find-stack.ts';
import { startStack } from '../stack/stack.ts';
import { StackError } from '../stack/stack-error.ts';
import type { StackHandle } from '../stack/stack-handle.ts';
import { toldToStop } from '../stack/told-to-stop.ts';
import { printComparison } from './comparison.ts';
import { GraphError, createGraphClient } from './graph-client.ts';
import type { GraphClient } from './graph-client.ts';
import { jsonLine, verificationLine } from './json-line.ts';
import { loadParties, loadRegisters } from './load-data.ts';
import { SAMPLE, readOptions } from './options.ts';
import type { RepairOptions } from './options.ts';
import { createProgress } from './progress.ts';
import type { Progress } from './progress.ts';
import type { Repair } from './repair-shape.ts';
import { revealAll } from './reveal.ts';
import { listRepairs, runList } from './run-list.ts';
import type { ListResult, ListedRepair } from './run-list.ts';
import { summary, table, verificationTable } from './table.ts';
import { verifyList } from './verify-list.ts';

/** Every party processed; some could not be; the arguments do not fit. */
const DONE = 0;
const INCOMPLETE = 1;

/** `npm run repair`: from a court's list to ranked contacts. @returns the exit code. */
export async function runRepairCommand(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv);
  const progress = createProgress();
  const told = toldToStop().signal;
  try {
    await using stack = await reachStack(options.home, progress, told);
    return await repairThrough(stack.handle, options, progress);
  } catch (error) {
    if (told.aborted) return INCOMPLETE;
    if (!(error instanceof StackError || error instanceof GraphError)) throw error;
    progress.say(error.message);
    return INCOMPLETE;
  }
}

type Reached = AsyncDisposable & { handle: StackHandle };

/** The stack that runs over this home, or one of our own that ends with us. */
async function reachStack(home: string, progress: Progress, signal: AbortSignal): Promise<Reached> {
  const running = await findStack(home);
  if (running !== undefined) {
    progress.say(`Using what runs already: ${running.gatewayUrl}`);
    return { handle: running, [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  const { say } = progress;
  const stack = await startStack({ home, log: say, progress: say, signal });
  signal.addEventListener('abort', () => void stack.stop());
  return { handle: stack, [Symbol.asyncDispose]: () => stack.stop() };
}

async function repairThrough(
  stack: StackHandle,
  options: RepairOptions,
  progress: Progress,
): Promise<number> {
  const graph = createGraphClient(`${stack.gatewayUrl}/graphql`);
  try {
    return await repairAll(stack, graph, options, progress);
  } finally {
    await graph.close();
  }
}

async function repairAll(
  stack: StackHandle,
  graph: GraphClient,
  options: RepairOptions,
  progress: Progress,
): Promise<number> {
  if (options.sample) progress.say(`The bundled sample, an invented region: ${SAMPLE}`);
  if (options.registers !== undefined) await loadRegisters(stack, options.registers, progress);
  const list = await loadParties(stack, options.parties, progress);
  const listed = await listRepairs(graph, list.listId);
  const failures =
    list.rejected === 0
      ? []
      : [`${String(list.rejected)} rows of the list do not fit, see ${list.rejectsFile}`];
  const run = options.verify ? verifyAndPrint : repairAndPrint;
  const { problems, right } = await run(graph, listed, options, progress);
  failures.push(...problems);
  for (const failure of failures) print(`Not processed: ${failure}`);
  return failures.length === 0 && right ? DONE : INCOMPLETE;
}

type Printed = { problems: string[]; right: boolean };

async function repairAndPrint(
  graph: GraphClient,
  listed: ListedRepair[],
  options: RepairOptions,
  progress: Progress,
): Promise<Printed> {
  const { asOf, expect, explain } = options;
  const { repairs, problems, seconds } = await timed(
    listed,
    (onProgress) => runList(graph, listed, asOf, onProgress),
    progress,
  );
  const values = await reveal(graph, repairs, options, progress);
  await writeJson(options, repairs, values);
  print(table(repairs, explain));
  const count = `${String(repairs.length)} parties as of ${asOf} in ${seconds} s`;
  print(`\n${count}: ${summary(repairs)}`);
  const away = silentAgencies(repairs);
  if (away.length > 0) {
    print(
      `${away.join(', ')} did not answer; see the logs in ${join(options.home, 'logs')}.` +
        (options.registers === undefined
          ? ' An agency that never took a register in stays silent: give --registers DIR once.'
          : ''),
    );
  }
  const right = expect === undefined || (await printComparison(expect, repairs, values, print));
  return { problems, right };
}

/** Agencies that some party's repair lacks. */
function silentAgencies(repairs: Repair[]): string[] {
  const silent = repairs.flatMap(({ agencies }) =>
    agencies.flatMap(({ agency, status }) => (status === 'ANSWERED' ? [] : [agency])),
  );
  return [...new Set(silent)].sort();
}

async function verifyAndPrint(
  graph: GraphClient,
  listed: ListedRepair[],
  { asOf, json }: RepairOptions,
  progress: Progress,
): Promise<Printed> {
  const { repairs, problems, seconds } = await timed(
    listed,
    (onProgress) => verifyList(graph, listed, asOf, onProgress),
    progress,
  );
  if (json !== undefined) await writeLines(json, repairs.map(verificationLine));
  print(verificationTable(repairs));
  print(`\n${String(repairs.length)} parties as of ${asOf} verified in ${seconds} s`);
  return { problems, right: true };
}

/** Runs a list with progress; names the parties that nothing came back for. */
async function timed<Settled>(
  listed: ListedRepair[],
  run: (onProgress: (done: number) => void) => Promise<ListResult<Settled>>,
  progress: Progress,
): Promise<{ repairs: Settled[]; problems: string[]; seconds: string }> {
  const started = performance.now();
  const { settled, problems } = await run((done) => {
    progress.count('Put to the agencies:', done, listed.length);
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const open = listed.filter(({ id }) => !settled.has(id)).length;
  if (open > 0)
    problems.push(`${String(open)} parties were not settled by this run; run them again`);
  return { repairs: listed.flatMap(({ id }) => settled.get(id) ?? []), problems, seconds };
}

/** Full values, where a reason was given; a comparison opens them too and says so. */
async function reveal(
  graph: GraphClient,
  repairs: Repair[],
  { reveal: reason, expect }: RepairOptions,
  progress: Progress,
): Promise<Map<string, string>> {
  const why = reason ?? (expect === undefined ? undefined : 'comparison with known answers');
  if (why === undefined) return new Map();
  return revealAll(graph, repairs, why, (done, of) => {
    progress.count('Opened contacts:', done, of);
  });
}

async function writeJson(
  { json, reveal: reason }: RepairOptions,
  repairs: Repair[],
  values: ReadonlyMap<string, string>,
): Promise<void> {
  if (json === undefined) return;
  const shown = reason === undefined ? new Map<string, string>() : values;
  await writeLines(
    json,
    repairs.map((repair) => jsonLine(repair, shown)),
  );
}

async function writeLines(file: string, lines: string[]): Promise<void> {
  await writeFile(file, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
