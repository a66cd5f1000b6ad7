import './stack/hasten-loading.ts';
import { outliveReaders } from './stack/outlive-readers.ts';

outliveReaders();
const { runRepairCommand } = await import('./repair/repair-command.ts');
process.exitCode = await runRepairCommand(process.argv.slice(2));
