import { StackError } from './stack-error.ts';

/** What is wanted is another process's for now. */
export class BusyError extends StackError {
  override name = 'BusyError';
  /** The file of the lock. */
  readonly lock: string;

  constructor(message: string, lock: string) {
    super(message);
    this.lock = lock;
  }
}
