import { GATEWAY } from '../channel/call-claims.ts';
import { createCallVerifier } from '../channel/verify-call.ts';
import { ConfigError, required } from '../config/service-config.ts';
import type { ServiceConfig } from '../config/service-config.ts';
import type { Logger } from '../log/logger.ts';
import { createCallerReader } from '../people/read-caller.ts';
import type { Admission } from '../server/admit-request.ts';
import { openKeyRing } from './key-ring.ts';
import type { Service } from './service.ts';

/**
 * Who may call a service: the gateway whose keys are pinned, and through it, where the service
 * serves people, whoever brings a token of the provider.
 *
 * @throws ConfigError when the gateway's keys, or the provider of a service for people, are not named.
 */
export async function openAdmission(
  { code, servesPeople }: Pick<Service, 'code' | 'servesPeople'>,
  config: Pick<ServiceConfig, 'keys' | 'pinnedKeysDir' | 'people'>,
  log: Logger,
): Promise<Admission> {
  const now = () => new Date();
  const keys = await openKeyRing({ config, log, now });
  if (!(await keys()).pinned.has(GATEWAY)) {
    throw new ConfigError('PINNED_KEYS_DIR holds no keys of the gateway');
  }
  const verifyCall = createCallVerifier({ audience: code, keys, now });
  if (!servesPeople) return { verifyCall, readCaller: undefined, log };
  const { people } = config;
  const readCaller = createCallerReader({
    ...people,
    issuer: required(people.issuer, 'OIDC_ISSUER'),
    publicUrls: required(people.publicUrls, 'PUBLIC_URLS'),
    now,
  });
  return { verifyCall, readCaller, log };
}
