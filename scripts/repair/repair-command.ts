import { join } from 'node:path';
import { CONTACT_KINDS } from '../../schema/contract/codes.ts';
import { chinaDay } from '../../subgraphs/kit/identifiers/china-day.ts';
import type { StackHandle } from '../stack/stack-handle.ts';
import { stillRuns } from '../stack/still-runs.ts';
import { toldToStop } from '../stack/told-to-stop.ts';
import { whileItRuns } from '../stack/while-it-runs.ts';
import { approveList } from './approve-list.ts';
import { checkList } from './check-list.ts';
import { printComparison } from './comparison.ts';
import { DOCUMENTS } from './documents.ts';
import type { Part } from './enter.ts';
import type { GraphClient } from './graph-client.ts';
import type { ListResult } from './in-envelopes.ts';
import { inNameOf } from './in-name-of.ts';
import { isForPeople } from './is-for-people.ts';
import { againLine, leftOpenLine } from './left-open.ts';
import { listRepairs } from './listed-repairs.ts';
import type { ListedRepair } from './listed-repairs.ts';
import { createPatience } from './patience.ts';
import { jsonLine, verificationLine } from './json-line.ts';
import { loadParties, loadRegisters } from './load-data.ts';
import { SAMPLE, readOptions } from './options.ts';
import type { Approval, RepairOptions } from './options.ts';
import { createProgress } from './progress.ts';
import type { Progress } from './progress.ts';
import { counted } from './counted.ts';
import type { Repair } from './repair-shape.ts';
import { hiddenLines, refusalLines } from './refusals.ts';
import { reachStack } from './reach-stack.ts';
import { nobodyLine, notAskedLine, registersHeld } from './registers-held.ts';
import { revealAll } from './reveal.ts';
import { runList } from './run-list.ts';
import type { RunOptions } from './run-list.ts';
import { silentAgencies } from './silent-agencies.ts';
import { summary, table } from './table.ts';
import { verificationTable } from './verification-table.ts';
import { verifyList } from './verify-list.ts';
import { waitingLine } from './waiting-line.ts';
import { writeLines } from './write-lines.ts';

/** Every party processed; some could not be; the arguments do not fit. */
const DONE = 0;
const INCOMPLETE = 1;

type Run = {
  stack: StackHandle;
  options: RepairOptions;
  progress: Progress;
  signal: AbortSignal;
  /** What to do where an agency does not answer; the logs say more unless told. */
  advice?: string | undefined;
};

/** `npm run repair`: from a court's list to ranked contacts. @returns the exit code. */
export async function runRepairCommand(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv);
  const progress = createProgress();
  const told = toldToStop().signal;
  try {
    if (options.approve === undefined) await checkList(options.parties);
    await using reached = await reachStack(options.home, progress, told);
    const run: Run = { stack: reached.handle, options, progress, signal: told };
    return await whileItRuns(reached.handle, againLine(options), () =>
      options.approve ? approve(run, options.approve) : repairAll(run),
    );
  } catch (error) {
    if (told.aborted) {
      progress.say(stoppedLine(options));
      return INCOMPLETE;
    }
    if (!isForPeople(error)) throw error;
    progress.say(error.message);
    return INCOMPLETE;
  }
}

/** What becomes of what was done before Ctrl-C. */
function stoppedLine({ verify, approve }: RepairOptions): string {
  if (verify || approve !== undefined) return 'Stopped.';
  return 'Stopped. What was settled by then is kept: the same command with --resume goes on from there.';
}

function yetToCome({ asOf }: RepairOptions): string {
  return `${asOf} is yet to come: how old an entry is is judged as of that day, who is a minor as of today.`;
}

/** In the name of one person, with a client of the graph. */
async function as<Result>(
  part: Part,
  { stack, progress, signal }: Run,
  act: (graph: GraphClient, subject: string) => Promise<Result>,
): Promise<Result> {
  return inNameOf(part, DOCUMENTS, { stack, say: progress.say, signal }, act);
}

/** `--approve`: what a judge does, and nothing else. */
async function approve(run: Run, approval: Approval): Promise<number> {
  const acts = await as('JUDGE', run, (graph, judge) => approveList(graph, judge, approval));
  for (const act of acts) print(act);
  return DONE;
}

async function repairAll(run: Run): Promise<number> {
  const { stack, options, progress } = run;
  if (options.sample) progress.say(`The bundled sample, an invented region: ${SAMPLE}`);
  if (!options.sample && options.asOf > chinaDay(new Date())) progress.say(yetToCome(options));
  if (options.registers !== undefined) await loadRegisters(stack, options.registers, progress);
  const registers = await registersHeld(stack);
  const notAsked = notAskedLine(registers);
  const asking = notAsked === undefined ? options : { ...options, agencies: registers.held };
  const advice = nobodyLine(registers);
  const list = await loadParties(stack, options.parties, progress);
  const parties = list.added + list.changed + list.unchanged;
  if (parties + list.rejected === 0) progress.say('The list has a header and no row.');
  const failures =
    list.rejected === 0
      ? []
      : [
          `${counted(list.rejected, 'row')} of the list ${list.rejected === 1 ? 'does' : 'do'} not fit, see ${list.rejectsFile}`,
        ];
  const right = await as('CLERK', run, async (graph, clerk) => {
    // elsewhere people approve; the people here are invented
    if (stack.providerUrl !== undefined && parties > 0) {
      const approval = { list: list.listId, clerk };
      progress.say(
        `Signed in unattended as the invented clerk ${clerk}; an invented judge approves the list. ` +
          'With OIDC_ISSUER set people do both.',
      );
      const acts = await as('JUDGE', run, (judges, judge) => approveList(judges, judge, approval));
      for (const act of acts) progress.say(act);
    }
    const listed = await listRepairs(graph, list.listId);
    const put = options.verify ? verifyAndPrint : repairAndPrint;
    const { problems, refused, right } = await put(graph, listed, {
      ...run,
      options: asking,
      advice,
    });
    const unseen = parties - listed.length;
    failures.push(...problems);
    failures.push(...refusalLines({ listed, refused }, { list: list.listId, clerk, unseen }));
    return right;
  });
  if (notAsked !== undefined) print(notAsked);
  for (const failure of failures) print(`Not processed: ${failure}`);
  return failures.length === 0 && right ? DONE : INCOMPLETE;
}

type Printed = Pick<ListResult<unknown>, 'problems' | 'refused'> & { right: boolean };

async function repairAndPrint(
  graph: GraphClient,
  listed: ListedRepair[],
  run: Run,
): Promise<Printed> {
  const { options, progress } = run;
  const { asOf, explain, resume } = options;
  const { repairs, problems, refused, open, count, seconds, gone } = await timed(
    listed,
    (onProgress, means) => runList(graph, listed, options, onProgress, { ...means, resume }),
    run,
  );
  const expect = gone ? undefined : options.expect;
  const values = gone ? new Map<string, string>() : await reveal(graph, repairs, options, progress);
  const shown = options.reveal === undefined ? new Map<string, string>() : values;
  const lines = repairs.map((repair) => jsonLine(repair, shown));
  problems.push(...(await writeLines(options, lines, open)), ...hiddenLines(repairs));
  if (repairs.length > 0) print(table(repairs, explain));
  const found = repairs.length > 0 ? `: ${summary(repairs)}` : '';
  print(`\n${count} as of ${asOf} in ${seconds} s${askedFor(options)}${found}`);
  printSilent(repairs, run);
  const waiting = waitingLine(repairs, options.home);
  if (waiting !== undefined) print(waiting);
  const right = expect === undefined || printComparison(expect, repairs, values, print);
  return { problems, refused, right };
}

/** Where not every kind of contact was asked for, NOT_FOUND speaks of those that were. */
function askedFor({ kinds }: RepairOptions): string {
  const others = CONTACT_KINDS.filter((kind) => !kinds.includes(kind));
  return others.length === 0 ? '' : `, asked for ${kinds.join(', ')} alone`;
}

/** Says who did not answer, and what to do: the logs say more, where nothing else is known. */
function printSilent(
  parties: Parameters<typeof silentAgencies>[0],
  { advice, options }: Run,
): void {
  const silent = silentAgencies(parties).join(', ');
  const logs =
    'Where the machine is slow, AGENCY_DEADLINE_MS (milliseconds) gives them longer; ' +
    `otherwise see the logs in ${join(options.home, 'logs')}.`;
  if (silent !== '') print(`${silent} did not answer. ${advice ?? logs}`);
}

async function verifyAndPrint(
  graph: GraphClient,
  listed: ListedRepair[],
  run: Run,
): Promise<Printed> {
  const { options } = run;
  const { repairs, problems, refused, open, count, seconds } = await timed(
    listed,
    (onProgress, means) => verifyList(graph, listed, options, onProgress, means),
    run,
  );
  problems.push(...(await writeLines(options, repairs.map(verificationLine), open)));
  if (repairs.length > 0) print(verificationTable(repairs));
  print(`\n${count} as of ${options.asOf} verified in ${seconds} s`);
  printSilent(repairs, run);
  return { problems, refused, right: true };
}

type Timed<Settled> = Omit<ListResult<Settled>, 'settled'> & {
  repairs: Settled[];
  /** How many parties nothing came back for. */
  open: number;
  /** How many were settled, and of how many where some are open. */
  count: string;
  seconds: string;
  /** Whether the stack went away before the list was through. */
  gone: boolean;
};

/** Runs a list with progress; names the parties that nothing came back for. */
async function timed<Settled>(
  listed: ListedRepair[],
  run: (onProgress: (done: number) => void, means: RunOptions) => Promise<ListResult<Settled>>,
  { stack, options, progress, signal }: Run,
): Promise<Timed<Settled>> {
  const started = performance.now();
  const patience = createPatience({ say: progress.say, signal });
  const isGone = async () => !(await stillRuns(stack));
  // signed in at a provider that goes with it, nobody can go on with one that takes its place
  const isOver = async () => stack.providerUrl !== undefined && (await isGone());
  const onProgress = (done: number) => {
    progress.count('Worked through:', done, listed.length);
  };
  const { settled, refused, problems } = await run(onProgress, { patience, isOver, signal });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const open = listed.filter(({ id }) => !settled.has(id) && !refused.has(id)).length;
  const gone = open > 0 && (await isGone());
  if (open > 0) problems.push(leftOpenLine(open, gone, options));
  const repairs = listed.flatMap(({ id }) => settled.get(id) ?? []);
  const of = open > 0 ? `${String(repairs.length)} of ` : '';
  const count = `${of}${counted(open > 0 ? listed.length : repairs.length, 'party', 'parties')}`;
  return { listed, repairs, refused, problems, open, count, seconds, gone };
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

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
