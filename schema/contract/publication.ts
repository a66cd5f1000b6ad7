import { z } from 'zod';
import { SUBGRAPH_CODE } from './parties.ts';

/** What an agency signs of one version of its schema. */
export const PUBLICATION_TYP = 'relink-publication+jwt';
/** What the registry signs of the supergraphs that gateways serve. */
export const RELEASE_TYP = 'relink-release+jwt';
/** The code of who keeps the publications. */
export const REGISTRY = 'registry';
/** Seconds after its signing in which a publication is taken. */
export const PUBLICATION_LIFETIME = 600;
/** Characters of a schema at most. */
export const SDL_LIMIT = 500_000;

/** SHA-256 in base64url. */
const digest = z.string().regex(/^[\w-]{43}$/u);
const percent = z.int().min(1).max(100);

/**
 * Claims of a publication. The schema, the address and the keys themselves travel beside it; times
 * are seconds since the epoch.
 */
export const publicationSchema = z.object({
  /** Code of the subgraph, whose key signs. */
  iss: z.string().regex(SUBGRAPH_CODE),
  aud: z.literal(REGISTRY),
  iat: z.int(),
  /** Larger than in any publication of the subgraph before, so that none is taken twice. */
  sequence: z.int().positive(),
  /** Of the SDL's text. */
  sdl: digest,
  /** Where gateways reach the subgraph. */
  url: z.string().max(500),
  /** Of the JWKS's text. */
  jwks: digest,
  /** Of a hundred requests so many get the new version; 100 is all of them. */
  percent,
});
export type PublicationClaims = z.infer<typeof publicationSchema>;

/** Claims of a release: which supergraphs gateways serve from now on. */
export const releaseSchema = z.object({
  iss: z.literal(REGISTRY),
  aud: z.literal('gateway'),
  iat: z.int(),
  /** Counts up; a gateway takes no release that is older than its own. */
  release: z.int().positive(),
  /** Digest of the supergraph's text. */
  stable: digest,
  /** The supergraph that so many of a hundred requests get instead. */
  canary: z.object({ supergraph: digest, percent }).nullable(),
});
export type ReleaseClaims = z.infer<typeof releaseSchema>;

/** What the registry hands to a gateway: the release, signed, and the texts it speaks of. */
export const releaseDocument = z.object({
  token: z.string(),
  stable: z.string(),
  canary: z.string().nullable(),
});
export type ReleaseDocument = z.infer<typeof releaseDocument>;
