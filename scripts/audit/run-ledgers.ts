import { underHeader } from '../repair/aligned.ts';
import { StackError } from '../stack/stack-error.ts';
import type { AuditRun } from './audit-run.ts';
import { counted } from '../repair/counted.ts';
import { chinaTime } from './pages/report-words.ts';
import { proofShape, reconcileShape } from './shapes.ts';

const GAPS = ['inquiry', 'when', 'what', 'has', 'lacks'];

/** `reconcile`. @returns whether everybody was heard and nothing is missing but what may still come */
export async function runReconcile(
  run: AuditRun,
  { from, to }: { from: Date; to: Date },
): Promise<boolean> {
  const period = { from: from.toISOString(), to: to.toISOString() };
  const { reconcile } = await run.graph.ask('Reconcile', period, reconcileShape);
  const { inquiries, isComplete, gaps } = reconcile.reconciliation;
  const rows = gaps.map(({ inquiry, at, what, has, lacks }) => [
    ...[inquiry, chinaTime(new Date(at)), what, has, lacks],
  ]);
  const underWay = gaps.filter(({ what }) => what === 'UNDER_WAY').length;
  const missing = gaps.length - underWay;
  const compared = counted(inquiries, 'inquiry', 'inquiries');
  const held = `${compared} held against each other, ${counted(missing, 'gap')}`;
  run.printRows(gaps, () => [
    ...(rows.length === 0 ? [] : [...underHeader(GAPS, rows), '']),
    underWay === 0 ? held : `${held}, ${underWay} under way`,
  ]);
  const away = reconcile.sources.filter(({ status }) => status !== 'ANSWERED');
  if (!isComplete) run.say(`Not complete: ${away.map(({ code }) => code).join(', ')} not heard`);
  return isComplete && missing === 0;
}

/** `proof`: the proof as text, to be kept and verified by anybody. */
export async function runProof(
  run: AuditRun,
  { source, index }: { source: string; index: number },
): Promise<void> {
  const { proof } = await run.graph.ask('Proof', { source, index }, proofShape);
  const found = proof.proof;
  if (found === null) throw new StackError('There is no proof of such an entry.');
  run.printRows([found], () => [found.text.trimEnd()]);
}
