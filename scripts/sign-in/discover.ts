import { z } from 'zod';
import { SignInError } from './sign-in-error.ts';

const metadataSchema = z.object({
  issuer: z.url(),
  token_endpoint: z.url(),
  authorization_endpoint: z.url().optional(),
  device_authorization_endpoint: z.url(),
  revocation_endpoint: z.url().optional(),
});

/** Where a provider answers what. */
export type Metadata = z.infer<typeof metadataSchema>;

/** Reads a provider's metadata (OpenID Connect Discovery 1.0 §4). @throws SignInError */
export async function discover(issuer: string): Promise<Metadata> {
  const url = `${issuer.replace(/\/$/u, '')}/.well-known/openid-configuration`;
  const answer = await fetch(url).catch(() => undefined);
  if (answer === undefined) throw new SignInError(`The provider ${issuer} does not answer`);
  const metadata = metadataSchema.safeParse(await answer.json().catch(() => undefined));
  if (!metadata.success)
    throw new SignInError(`${issuer} is no OpenID provider with a device flow (${answer.status})`);
  // §4.3: another name in the document is another provider
  if (metadata.data.issuer !== issuer)
    throw new SignInError(`The provider calls itself ${metadata.data.issuer}, not ${issuer}`);
  return metadata.data;
}
