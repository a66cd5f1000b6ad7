import { runLedgerCommand } from './ledger/ledger-command.ts';

process.exitCode = await runLedgerCommand(process.argv.slice(2));
