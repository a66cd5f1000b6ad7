import './stack/hasten-loading.ts';
import { outliveReaders } from './stack/outlive-readers.ts';

outliveReaders();
const { runLedgerCommand } = await import('./ledger/ledger-command.ts');
process.exitCode = await runLedgerCommand(process.argv.slice(2));
