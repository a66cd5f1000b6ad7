import './stack/hasten-loading.ts';
import { outliveReaders } from './stack/outlive-readers.ts';

outliveReaders();
const { runReviewCommand } = await import('./review/review-command.ts');
process.exitCode = await runReviewCommand(process.argv.slice(2));
