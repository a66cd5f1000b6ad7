import { StackError } from './stack-error.ts';

/** A command of a service failed. The message says which and how, and then the service's own words. */
export class CommandError extends StackError {
  override name = 'CommandError';
  /** How it ended, such as `court import was stopped`. */
  readonly ending: string;
  /** What the service said of it, line by line, without its name; empty where it said nothing. */
  readonly words: readonly string[];

  constructor(code: string, ending: string, words: readonly string[]) {
    super([ending, ...words.map((line) => `${code}: ${line}`)].join('\n  '));
    this.ending = ending;
    this.words = words;
  }
}
