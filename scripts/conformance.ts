import './stack/hasten-loading.ts';

const { runConformance } = await import('./conformance/run-conformance.ts');
process.exitCode = await runConformance(process.argv.slice(2));
