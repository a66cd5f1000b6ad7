import type { CourtContext } from '../court-context.ts';
import { expireContacts } from './expire-contacts.ts';

const HOUR = 60 * 60 * 1000;

type Court = Pick<CourtContext, 'db' | 'log' | 'now'>;

export type Expiring = {
  /** The run at the start. */
  first: Promise<void>;
  /** No further run begins; resolves when the one under way is over. */
  stop(): Promise<void>;
};

/**
 * Deletes what is over now and every hour from now on, as long as the process lives; it keeps no
 * process alive. A run that fails is logged, and the next one does its work.
 *
 * @param every milliseconds from run to run
 */
export function expireHourly(court: Court, every: number = HOUR): Expiring {
  const first = expireLogged(court);
  let last = first;
  const timer = setInterval(() => {
    last = last.then(() => expireLogged(court));
  }, every).unref();
  return {
    first,
    stop: () => {
      clearInterval(timer);
      return last;
    },
  };
}

async function expireLogged({ db, log, now }: Court): Promise<void> {
  try {
    log.info({ deleted: await expireContacts(db, now()) }, 'what is over was deleted');
  } catch (err) {
    log.error({ err }, 'what is over could not be deleted');
  }
}
