import { z } from 'zod';
import { isSecureUrl } from './is-secure-url.ts';

const address = z.url({ protocol: /^https?$/u });

/** The variables that say whose tokens are accepted; the same for the gateway and for subgraphs. */
export const peopleEnvironment = {
  OIDC_ISSUER: z.string().refine(isSecureUrl, 'must be https, or http on the loopback').optional(),
  OIDC_AUDIENCE: z.string().min(1).default('urn:relink:graph'),
  OIDC_ROLES_CLAIM: z.string().min(1).default('roles'),
  PUBLIC_URLS: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(address).min(1))
    .optional(),
};

/** Whose tokens are accepted, and for what. */
export type PeopleConfig = {
  /** The provider's issuer identifier. */
  issuer: string | undefined;
  /** The `aud` that a token must have. */
  audience: string;
  /** The claim of a token that holds the roles. */
  rolesClaim: string;
  /** Where clients post to, as they know it: what a proof must name (`htu`, RFC 9449). */
  publicUrls: readonly string[] | undefined;
};

export function peopleConfig(values: {
  OIDC_ISSUER?: string | undefined;
  OIDC_AUDIENCE: string;
  OIDC_ROLES_CLAIM: string;
  PUBLIC_URLS?: string[] | undefined;
}): PeopleConfig {
  return {
    issuer: values.OIDC_ISSUER,
    audience: values.OIDC_AUDIENCE,
    rolesClaim: values.OIDC_ROLES_CLAIM,
    publicUrls: values.PUBLIC_URLS,
  };
}
