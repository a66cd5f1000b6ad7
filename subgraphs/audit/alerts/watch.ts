import { deliverDue } from './delivery/deliver-due.ts';
import type { Delivering } from './delivery/deliver-due.ts';
import { evaluate } from './evaluate.ts';
import { nudged } from './nudged.ts';
import type { Nudged } from './nudged.ts';
import type { Raising } from './raise-alerts.ts';

export type WatchOptions = Omit<Raising, 'delivers'> &
  Pick<Delivering, 'ownKeys' | 'patience'> & {
    /** Milliseconds from one evaluation to the next. */
    interval: number;
    /** Milliseconds of rest after one, however often it is nudged: the rules read a lot. 10,000. */
    pause?: number;
    /** Where alerts are delivered; nowhere when undefined. */
    webhookUrl: string | undefined;
  };

/**
 * Evaluates the rules now, at every interval and whenever it is nudged, which is when entries were
 * followed; delivers what is due after each, and keeps no evaluation waiting for it. Keeps no process
 * alive.
 */
export function watch(options: WatchOptions): Nudged {
  const { log, interval, pause = 10_000, webhookUrl: url } = options;
  const logged = (work: () => Promise<unknown>, what: string) => async (): Promise<void> => {
    await work().catch((err: unknown) => {
      log.error({ err }, what);
    });
  };
  const delivering = nudged(
    logged(
      async () => (url === undefined ? 0 : deliverDue({ ...options, url })),
      'alerts could not be delivered',
    ),
  );
  const evaluating = nudged(async () => {
    const raising = { ...options, delivers: url !== undefined };
    await logged(() => evaluate(raising), 'alerts could not be evaluated')();
    delivering.nudge();
  }, pause);
  const timer = setInterval(evaluating.nudge, interval).unref();
  evaluating.nudge();
  return {
    nudge: evaluating.nudge,
    stop: async () => {
      clearInterval(timer);
      await evaluating.stop();
      await delivering.stop();
    },
  };
}
