import { runAuditCommand } from './audit/audit-command.ts';
import { outliveReaders } from './stack/outlive-readers.ts';

outliveReaders();
process.exitCode = await runAuditCommand(process.argv.slice(2));
