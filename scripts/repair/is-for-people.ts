import { ProviderError } from '../provider/provider-config.ts';
import { SignInError } from '../sign-in/sign-in-error.ts';
import { StackError } from '../stack/stack-error.ts';
import { GraphError } from './graph-client.ts';

const OURS = [StackError, GraphError, SignInError, ProviderError];

/** Whether an error's message is written for people, and quotes no value. */
export function isForPeople(error: unknown): error is Error {
  return OURS.some((kind) => error instanceof kind);
}
