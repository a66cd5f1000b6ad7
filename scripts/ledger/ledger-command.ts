import { Command } from 'commander';
import { LedgerError } from '../../subgraphs/kit/ledger/ledger-error.ts';
import { KeysError } from '../../subgraphs/kit/sealing/keys-error.ts';
import { createProgress } from '../repair/progress.ts';
import { StackError } from '../stack/stack-error.ts';
import { addKeeping } from './keeping-commands.ts';
import { LedgerCommandError } from './ledger-error.ts';
import { addVerifying } from './verifying-commands.ts';

/** Done and sound; something is not sound or failed; the arguments do not fit. */
const SOUND = 0;
const UNSOUND = 1;
const BAD_ARGUMENTS = 2;

/** Errors whose messages are written for people and quote no value. */
const OURS = [LedgerCommandError, LedgerError, KeysError, StackError];

/** `npm run ledger`: export, verify, prove, drop. @returns the exit code */
export async function runLedgerCommand(argv: readonly string[]): Promise<number> {
  const progress = createProgress();
  const result = { code: SOUND };
  const program = new Command('npm run ledger --')
    .description('What was done, in an order that nobody can change unseen: take it out, check it.')
    .showHelpAfterError('Run "npm run ledger -- --help" for the commands.')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? SOUND : BAD_ARGUMENTS));
  addKeeping(program, progress);
  addVerifying(program, progress, (isSound) => {
    if (!isSound) result.code = UNSOUND;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return result.code;
  } catch (error) {
    if (!OURS.some((kind) => error instanceof kind) || !(error instanceof Error)) throw error;
    progress.say(error.message);
    return UNSOUND;
  }
}
