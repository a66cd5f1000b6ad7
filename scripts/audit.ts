import { runAuditCommand } from './audit/audit-command.ts';

process.exitCode = await runAuditCommand(process.argv.slice(2));
