import { underHeader } from '../repair/aligned.ts';
import { StackError } from '../stack/stack-error.ts';
import type { AuditRun } from './audit-run.ts';
import type { AuditOptions } from './options.ts';
import { counted } from '../repair/counted.ts';
import { chinaTime } from './pages/report-words.ts';
import { alertShape, alertsShape, confirmedShape, explainedShape } from './shapes.ts';
import type { Alert } from './shapes.ts';

type AlertsOptions = Extract<AuditOptions, { command: 'alerts' }>;
type DecisionOptions = Extract<AuditOptions, { command: 'explain' | 'confirm' }>;

/** Alerts that are listed; one more is asked for, to know whether there are more. */
const MOST = 500;
const HEADER = ['id', 'raised', 'rule', 'state', 'who', 'about', 'case'];

/** `alerts`: a table of them, or one with its trail. */
export async function runAlerts(run: AuditRun, options: AlertsOptions): Promise<void> {
  const { graph } = run;
  if (options.id !== undefined) {
    const { alert } = await graph.ask('Alert', { id: options.id }, alertShape);
    if (alert === null) throw new StackError('There is no such alert.');
    printAlert(run, alert);
    return;
  }
  const { state, rule, from, to } = options;
  const raised = { from: from?.toISOString(), to: to?.toISOString() };
  const asked = { state, rule, ...raised, first: MOST + 1 };
  const { alerts } = await graph.ask('Alerts', asked, alertsShape);
  const found = alerts.edges.slice(0, MOST).map(({ node }) => node);
  const isCut = alerts.edges.length > MOST;
  const counts = isCut ? `${count(found)}; there are more` : count(found);
  run.printRows(found, () => [...underHeader(HEADER, found.map(cells)), '', counts]);
  if (isCut) run.say('There are more: narrow them with --state, --rule, --from or --to');
}

/** `explain` and `confirm`. */
export async function runDecision(run: AuditRun, options: DecisionOptions): Promise<void> {
  const { id, reason } = options;
  const { graph } = run;
  const alert =
    options.command === 'explain'
      ? (await graph.ask('ExplainAlert', { id, reason }, explainedShape)).explainAlert
      : (await graph.ask('ConfirmAlert', { id, reason }, confirmedShape)).confirmAlert;
  printAlert(run, alert);
}

function printAlert(run: AuditRun, alert: Alert): void {
  const steps = alert.trail.map(({ at, actor, state, reason }) => [
    ...[chinaTime(new Date(at)), actor, state, reason ?? ''],
  ]);
  run.printRows([alert], () => [
    ...underHeader(HEADER, [cells(alert)]),
    `what was found: ${alert.detail}`,
    ...(alert.inquiry === null ? [] : [`inquiry: ${alert.inquiry}`]),
    '',
    ...underHeader(['when', 'by', 'state', 'reason'], steps),
  ]);
}

function cells({ id, raisedAt, rule, state, actor, service, caseNo }: Alert): string[] {
  const raised = chinaTime(new Date(raisedAt));
  return [id, raised, rule, state, actor ?? '', service ?? '', caseNo ?? ''];
}

function count(found: readonly Alert[]): string {
  const open = found.filter(({ state }) => state === 'OPEN').length;
  return `${counted(found.length, 'alert')}, ${open} open`;
}
