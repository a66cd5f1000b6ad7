import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { ALERT_STATES } from '../../schema/contract/alert.ts';
import type { AlertState } from '../../schema/contract/alert.ts';
import { ID_TYPES, PURPOSES } from '../../schema/contract/codes.ts';
import { EVENTS } from '../../schema/contract/events.ts';
import { THRESHOLDS } from '../../subgraphs/audit/alerts/thresholds.ts';
import type { AlertRuleCode } from '../../subgraphs/audit/alerts/thresholds.ts';
import { existingFile, reason, writable } from '../repair/flag-values.ts';
import { homeFolder } from '../stack/home-flag.ts';
import { alertId, caseNumber, each, inquiryId, instant, most, place, word } from './flag-values.ts';
import type { PersonOptions } from './person.ts';

type Common = { home: string; json: boolean };

/** What a privacy officer asked the command to do. */
export type AuditOptions = Common &
  (
    | ({ command: 'who'; most?: number } & PersonOptions)
    | ({ command: 'report'; pdf?: string; csv?: string } & PersonOptions)
    | { command: 'search'; filter: SearchFilter; most: number }
    | { command: 'reconcile'; from: Date; to: Date }
    | { command: 'proof'; source: string; index: number }
    | ({ command: 'alerts' } & AlertsWish)
    | { command: 'explain' | 'confirm'; id: string; reason: string; as?: string }
  );

type AlertsWish = {
  id?: string;
  state?: AlertState;
  rule?: AlertRuleCode;
  from?: Date;
  to?: Date;
};

export type SearchFilter = {
  clerks?: string[];
  organisations?: string[];
  caseNos?: string[];
  purposes?: string[];
  outcomes?: string[];
  events?: string[];
  inquiries?: string[];
  from?: Date;
  to?: Date;
  /** Whom it is about, sealed. */
  sought?: string;
};

/** Reads the command line. Exits with 0 after `--help` and with 2 when a flag does not fit. */
export function readOptions(argv: readonly string[]): AuditOptions {
  const read: { options?: AuditOptions } = {};
  const program = new Command('npm run audit --')
    .description(
      'For a privacy officer: reads the ledgers of court, agencies and hub, answers a person who asks ' +
        'who looked them up,\nand decides about alerts. All of it is recorded.',
    )
    .showHelpAfterError('Run "npm run audit -- --help" for the commands.')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
    .hook('preAction', (_program, command) => {
      refuseEmptyPeriod(command);
      refuseTwoPhones(command);
    });
  const take = (options: AuditOptions): void => {
    read.options = options;
  };
  addPersonCommands(program, take);
  addLedgerCommands(program, take);
  addAlertCommands(program, take);
  program.parse(argv, { from: 'user' });
  return read.options ?? program.help({ error: true });
}

/** Nothing is within it, which would look as if nothing had been done. */
function refuseEmptyPeriod(command: Command): void {
  const { from, to } = command.opts<{ from?: Date; to?: Date }>();
  if (from === undefined || to === undefined || from < to) return;
  command.error('error: --from must be before --to, which names what is no longer looked at');
}

function refuseTwoPhones(command: Command): void {
  const { idType, phone } = command.opts<Partial<PersonFlags>>();
  if (idType !== 'PHONE' || phone === undefined) return;
  command.error('error: --phone goes with a number; with --id-type PHONE, --person has the phone');
}

type Take = (options: AuditOptions) => void;
type CommonFlags = { home: string; json: boolean };

function command(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .allowExcessArguments(false)
    .option('--home <dir>', 'where database and keys are kept', homeFolder, '.relink')
    .option('--json', 'print JSON, one object a line', false);
}

function common({ home, json }: CommonFlags): Common {
  return { home: resolve(home), json };
}

type PersonFlags = CommonFlags & {
  person?: string;
  idType: string;
  issuingState?: string;
  phone?: string;
};

/** The flags that name a person. */
function about(made: Command): Command {
  return made
    .option(
      '--person <file>',
      'file that holds the number, - for standard input (default: asks for it). A number is never\n' +
        'an argument: others on this machine could read it',
      (file) => (file === '-' ? file : existingFile(file)),
    )
    .addOption(
      new Option('--id-type <type>', 'what the number is')
        .choices([...ID_TYPES, 'PHONE'])
        .default('RESIDENT_ID'),
    )
    .option('--issuing-state <code>', 'of a passport, such as KOR')
    .option(
      '--phone <file>',
      'file that holds the phone of the same person. Entries of inquiries that did not name the ' +
        'number stand under the phone: with both, all are found, in order of time. A phone may have ' +
        'been somebody else’s before',
      existingFile,
    );
}

function addPersonCommands(program: Command, take: Take): void {
  const person = ({ person: file, idType, issuingState, phone }: PersonFlags): PersonOptions => ({
    ...{ person: file, idType, issuingState, phone },
  });
  about(command(program, 'who', 'every entry about one person, with who did it'))
    .option('--most <count>', 'entries at most (default: all of them)', most)
    .action((flags: PersonFlags & { most?: number }) => {
      const upTo = flags.most !== undefined && { most: flags.most };
      take({ command: 'who', ...common(flags), ...person(flags), ...upTo });
    });
  about(command(program, 'report', 'who looked a person up, as that person may be told (PIPL 45)'))
    .option('--pdf <file>', 'write it as a PDF to hand over (mode 600)', writable)
    .option('--csv <file>', 'write it as CSV (mode 600)', writable)
    .action(({ pdf, csv, ...flags }: PersonFlags & { pdf?: string; csv?: string }) => {
      const files = { ...(pdf && { pdf }), ...(csv && { csv }) };
      take({ command: 'report', ...common(flags), ...person(flags), ...files });
    });
}

type SearchFlags = CommonFlags & {
  clerk?: string[];
  organisation?: string[];
  case?: string[];
  purpose?: string[];
  outcome?: string[];
  event?: string[];
  inquiry?: string[];
  from?: Date;
  to?: Date;
  most: number;
};

function addLedgerCommands(program: Command, take: Take): void {
  command(program, 'search', 'entries of all ledgers, newest first')
    .option('--clerk <subjects...>', 'subjects or pseudonyms of those who did it', each(word))
    .option('--organisation <codes...>', 'whose ledger, or which court asked', each(word))
    .option('--case <numbers...>', 'case numbers', each(caseNumber))
    .addOption(new Option('--purpose <codes...>', 'of inquiries').choices(PURPOSES))
    .option('--outcome <codes...>', 'such as MATCHED or FORBIDDEN', each(word))
    .addOption(new Option('--event <codes...>', 'what was done').choices(Object.keys(EVENTS)))
    .option('--inquiry <ids...>', 'ids of inquiries', each(inquiryId))
    .option('--from <time>', 'from this day or instant on', instant)
    .option('--to <time>', 'before this day or instant', instant)
    .option('--most <count>', 'entries at most', most, 100)
    .action(({ most: upTo, ...flags }: SearchFlags) => {
      take({ command: 'search', ...common(flags), filter: filterOf(flags), most: upTo });
    });
  command(program, 'reconcile', 'hold court, agencies and hub against each other')
    .requiredOption('--from <time>', 'from this day or instant on', instant)
    .requiredOption('--to <time>', 'before this day or instant', instant)
    .action(({ from, to, ...flags }: CommonFlags & { from: Date; to: Date }) => {
      take({ command: 'reconcile', ...common(flags), from, to });
    });
  command(program, 'proof', 'prove that an entry stands in its ledger (C2SP tlog-proof)')
    .requiredOption('--source <code>', 'whose ledger')
    .requiredOption('--index <number>', 'its place there, from 0', place)
    .action(({ source, index, ...flags }: CommonFlags & { source: string; index: number }) => {
      take({ command: 'proof', ...common(flags), source, index });
    });
}

function filterOf(flags: Omit<SearchFlags, 'most'>): SearchFilter {
  const { clerk, organisation, purpose, outcome, event, inquiry, from, to } = flags;
  return {
    ...(clerk && { clerks: clerk }),
    ...(organisation && { organisations: organisation }),
    ...(flags.case && { caseNos: flags.case }),
    ...(purpose && { purposes: purpose }),
    ...(outcome && { outcomes: outcome }),
    ...(event && { events: event }),
    ...(inquiry && { inquiries: inquiry }),
    ...(from && { from }),
    ...(to && { to }),
  };
}

type AlertFlags = CommonFlags & AlertsWish;
type DecisionFlags = CommonFlags & { reason: string; as?: string };

function addAlertCommands(program: Command, take: Take): void {
  command(program, 'alerts', 'what the rules found, newest first; one with its trail')
    .option('--id <id>', 'one alert, with its trail', alertId)
    .addOption(new Option('--state <state>', 'only those').choices(ALERT_STATES))
    .addOption(
      new Option('--rule <code>', 'only those of one rule').choices(Object.keys(THRESHOLDS)),
    )
    .option('--from <time>', 'raised from this day or instant on', instant)
    .option('--to <time>', 'raised before this day or instant', instant)
    .action(({ home, json, ...flags }: AlertFlags) => {
      take({ command: 'alerts', ...common({ home, json }), ...flags });
    });
  for (const [name, meaning] of [
    ['explain', 'say that what an alert found was in order, and why'],
    ['confirm', 'say that what an alert found was not in order, and what follows'],
  ] as const)
    command(program, name, meaning)
      .argument('<id>', 'of the alert', alertId)
      .requiredOption('--reason <text>', '4 to 500 characters; it is recorded', reason)
      .option(
        '--as <name>',
        'which of the invented officers decides: of what one did, another',
        word,
      )
      .action((id: string, { reason: why, as, ...flags }: DecisionFlags) => {
        const by = as !== undefined && { as };
        take({ command: name, ...common(flags), id, reason: why, ...by });
      });
}
