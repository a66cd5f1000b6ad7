import { runConformance } from './conformance/run-conformance.ts';

process.exitCode = await runConformance(process.argv.slice(2));
