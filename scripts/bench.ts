import { Command, InvalidArgumentError } from 'commander';
import type { Bench, BenchReport } from './bench/bench.ts';
import { gatewayBench } from './bench/gateway.ts';
import { hubBench } from './bench/hub.ts';
import { ledgerBench } from './bench/ledger.ts';
import { ledgerShareBench } from './bench/ledger-share.ts';
import { registersBench } from './bench/registers.ts';

const benches: readonly Bench[] = [
  gatewayBench,
  hubBench,
  registersBench,
  ledgerBench,
  ledgerShareBench,
];
const names = benches.map(({ name, about }) => `  ${name}  ${about}`).join('\n');

type Options = { rounds: number; seconds: number; sizes: number[]; json?: true };

new Command()
  .name('npm run bench --')
  .description('Measures, and says whether what was promised is kept')
  .argument('[names...]', 'which benches to run; all of them without')
  .option('--rounds <count>', 'measurements of each contestant', positive, 5)
  .option('--seconds <seconds>', 'how long each measurement lasts', positive, 2)
  .option(
    '--sizes <people>',
    'of the registers bench, such as 10000,100000',
    list,
    [10_000, 100_000, 1_000_000],
  )
  .option('--json', 'print the reports as JSON')
  .addHelpText('after', `\nBenches:\n${names}`)
  .action(async (wanted: string[], options: Options, command: Command) => {
    const unknown = wanted.find((name) => benches.every((bench) => bench.name !== name));
    if (unknown !== undefined) command.error(`There is no bench ${unknown}`, { exitCode: 2 });
    await runBenches(
      benches.filter(({ name }) => wanted.length === 0 || wanted.includes(name)),
      options,
    );
  })
  .parse();

async function runBenches(chosen: readonly Bench[], options: Options): Promise<void> {
  const progress = (line: string) => void process.stderr.write(`${line}\n`);
  const reports: BenchReport[] = [];
  for (const bench of chosen) reports.push(await bench.run({ ...options, progress }));
  if (options.json) console.log(JSON.stringify(reports, undefined, 2));
  else reports.forEach(print);
  const kept = reports.every(({ targets }) => targets.every(({ met }) => met));
  if (!kept) process.exitCode = 1;
}

function print({ title, notes, rows, targets }: BenchReport): void {
  console.log(`\n${title}\n${notes.join('\n')}\n`);
  console.table(rows);
  for (const { target, met } of targets) console.log(`${met ? 'kept  ' : 'missed'}  ${target}`);
}

function positive(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('Write a number above 0.');
}

function list(text: string): number[] {
  return text.split(',').map(positive);
}
