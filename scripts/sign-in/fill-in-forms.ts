import { createBrowser } from './browser.ts';
import type { Device } from './device-flow.ts';
import { SignInError } from './sign-in-error.ts';

/** Who signs in, with what the embedded provider wrote into its file of accounts. */
export type InventedAccount = { name: string; password: string };

/**
 * Does at the embedded provider's pages what a person would: types the code, compares it, signs in,
 * agrees.
 *
 * @throws SignInError when the password is wrong or the provider says no
 */
export async function fillInForms(
  device: Pick<Device, 'verification_uri' | 'user_code'>,
  { name, password }: InventedAccount,
): Promise<void> {
  const browser = createBrowser(new URL(device.verification_uri).origin);
  const code = await browser.open(device.verification_uri);
  const compare = await browser.submit(code, { user_code: device.user_code });
  const login = await browser.submit(compare, { confirm: 'yes' });
  const consent = await browser.submit(login, { name, password });
  if (consent.status !== 200)
    throw new SignInError(`The provider does not let ${name} in (${consent.status})`);
  const end = await browser.submit(consent, { decision: 'allow' });
  if (end.status !== 200) throw new SignInError(`The provider refused ${name} the access`);
}
