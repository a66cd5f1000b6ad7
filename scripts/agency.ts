import { runAgencyCommand } from './agency/agency-command.ts';

process.exitCode = await runAgencyCommand(process.argv.slice(2));
