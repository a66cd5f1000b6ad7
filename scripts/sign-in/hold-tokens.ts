import { SignInError } from './sign-in-error.ts';
import type { TokenEndpoint, Tokens } from './token-endpoint.ts';

/** Milliseconds before its end at which a token is renewed; a quarter of its life if that is less. */
const MARGIN = 60_000;

/** Keeps the newest tokens; many who ask at once wait for one renewal. */
export function holdTokens(first: Tokens, tokenEndpoint: TokenEndpoint, now: () => number) {
  let held = { tokens: first, since: now() };
  let renewal: Promise<void> | undefined;
  const renew = async (refreshToken: string): Promise<void> => {
    const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
    const tokens = await tokenEndpoint(form);
    held = { tokens: { refresh_token: refreshToken, ...tokens }, since: now() };
  };
  return {
    refreshToken: () => held.tokens.refresh_token,
    fresh: async (): Promise<string> => {
      const life = held.tokens.expires_in * 1000;
      const left = held.since + life - now();
      const { refresh_token: refreshToken } = held.tokens;
      if (left < Math.min(MARGIN, life / 4)) {
        if (refreshToken === undefined) throw new SignInError('The sign-in is over; sign in again');
        renewal ??= renew(refreshToken).finally(() => (renewal = undefined));
        await renewal;
      }
      return held.tokens.access_token;
    },
  };
}
