import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { SignInError } from './sign-in-error.ts';
import type { TokenEndpoint, Tokens } from './token-endpoint.ts';

const deviceSchema = z.object({
  device_code: z.string().min(1),
  user_code: z.string().min(1),
  verification_uri: z.url(),
  expires_in: z.number().positive(),
  /** Seconds between questions; RFC 8628 §3.2. */
  interval: z.number().positive().default(5),
});

/** A sign-in that waits for a person at a browser. */
export type Device = z.infer<typeof deviceSchema>;

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** Asks for a code that a person types into the provider's page (RFC 8628 §3.1). */
export async function requestDevice(
  url: string,
  form: Readonly<Record<string, string>>,
): Promise<Device> {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(form) }).catch(() => {
    throw new SignInError('The provider does not answer');
  });
  const device = deviceSchema.safeParse(await answer.json().catch(() => undefined));
  if (device.success) return device.data;
  throw new SignInError(`The provider refused the sign-in (${answer.status})`);
}

/** Waits until the person has signed in. @throws SignInError when refused or too late */
export async function awaitDevice(
  device: Device,
  tokenEndpoint: TokenEndpoint,
  signal?: AbortSignal,
): Promise<Tokens> {
  const deadline = Date.now() + device.expires_in * 1000;
  let interval = device.interval;
  while (Date.now() < deadline) {
    try {
      return await tokenEndpoint({ grant_type: GRANT, device_code: device.device_code });
    } catch (error) {
      const code = error instanceof SignInError ? error.code : undefined;
      if (code === 'access_denied') throw new SignInError('The sign-in was refused', code);
      if (code !== 'authorization_pending' && code !== 'slow_down') throw error;
      // RFC 8628 §3.5
      if (code === 'slow_down') interval += 5;
    }
    await sleep(interval * 1000, undefined, signal && { signal });
  }
  throw new SignInError('Nobody signed in within the time given');
}
