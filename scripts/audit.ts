import './stack/hasten-loading.ts';
import { outliveReaders } from './stack/outlive-readers.ts';

outliveReaders();
const { runAuditCommand } = await import('./audit/audit-command.ts');
process.exitCode = await runAuditCommand(process.argv.slice(2));
