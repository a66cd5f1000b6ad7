import { runAgencyCommand } from './agency/agency-command.ts';
import { outliveReaders } from './stack/outlive-readers.ts';

outliveReaders();
process.exitCode = await runAgencyCommand(process.argv.slice(2));
