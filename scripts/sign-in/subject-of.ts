import { decodeJwt } from 'jose';
import { SignInError } from './sign-in-error.ts';
import type { Tokens } from './token-endpoint.ts';

/** Whom tokens were given to. @throws SignInError when they do not say */
export function subjectOf({ access_token: token }: Tokens): string {
  try {
    const { sub } = decodeJwt(token);
    if (sub !== undefined) return sub;
  } catch {
    // said below: it is no JWT, or one that names nobody
  }
  throw new SignInError('The provider gives access tokens that name nobody (RFC 9068)');
}
