import { runRepairCommand } from './repair/repair-command.ts';

process.exitCode = await runRepairCommand(process.argv.slice(2));
