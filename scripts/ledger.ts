import { runLedgerCommand } from './ledger/ledger-command.ts';
import { outliveReaders } from './stack/outlive-readers.ts';

outliveReaders();
process.exitCode = await runLedgerCommand(process.argv.slice(2));
