import { expect, test } from 'vitest';
import type { AuditRun } from './audit-run.ts';
import { runAlerts } from './run-alerts.ts';
import type { Alert } from './shapes.ts';

const OPEN: Alert = {
  ...{ id: '1', rule: 'OUT_OF_HOURS', state: 'OPEN', raisedAt: '2026-03-03T07:00:00.000Z' },
  ...{ at: '2026-03-03T07:00:00.000Z', actor: null, service: null, caseNo: null, inquiry: null },
  ...{ detail: '{}', trail: [] },
};

/** What is printed of such alerts, and said besides. */
async function list(alerts: Alert[]): Promise<{ printed: string[]; said: string[] }> {
  const [printed, said]: [string[], string[]] = [[], []];
  const run = {
    graph: { ask: () => Promise.resolve({ alerts: { edges: alerts.map((node) => ({ node })) } }) },
    printRows: (_rows: readonly object[], lines: () => readonly string[]) => {
      printed.push(...lines());
    },
    say: (text: string) => said.push(text),
  };
  // no more of a run is needed to list alerts
  await runAlerts(run as unknown as AuditRun, { command: 'alerts', home: '', json: false });
  return { printed, said };
}

const lastLine = async (alerts: Alert[]) => (await list(alerts)).printed.at(-1);

test('one alert is counted as one, and several as several', async () => {
  expect(await lastLine([OPEN])).toBe('1 alert, 1 open');
  expect(await lastLine([OPEN, { ...OPEN, state: 'EXPLAINED' }])).toBe('2 alerts, 1 open');
  expect(await lastLine([])).toBe('0 alerts, 0 open');
});

test('where there are more than are listed, that is said', async () => {
  const whole = Array.from({ length: 500 }, () => OPEN);
  expect(await list(whole)).toMatchObject({ said: [] });
  const { printed, said } = await list([...whole, OPEN]);
  expect(printed.at(-1)).toBe('500 alerts, 500 open; there are more');
  expect(said).toEqual(['There are more: narrow them with --state, --rule, --from or --to']);
});
