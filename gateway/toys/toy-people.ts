import { toyKey } from '../../subgraphs/kit/people/toy-jwt.ts';
import { toyProof } from '../../subgraphs/kit/people/toy-proof.ts';
import {
  PUBLIC_URL,
  toyClaims,
  toyProvider,
  toyToken,
} from '../../subgraphs/kit/people/toy-provider.ts';

export type Credentials = { authorization: string; dpop: string };

/** Somebody signed in. */
export type ToyPerson = {
  token: string;
  /** Headers of one request, with a proof of its own; claims of the proof may be changed. */
  headers(changedProof?: Record<string, unknown>): Credentials;
};

export type ToyPeople = {
  issuer: string;
  /** @param changed claims of the token: by default those of a clerk, issued now */
  signIn(changed?: Record<string, unknown>): Promise<ToyPerson>;
  stop(): Promise<void>;
};

/** A provider and the people it vouches for. */
export async function startToyPeople(): Promise<ToyPeople> {
  const provider = await toyProvider();
  const signing = await provider.rotate();
  return {
    issuer: provider.issuer,
    async signIn(changed = {}) {
      const own = await toyKey('ES256');
      const iat = Math.floor(Date.now() / 1000);
      const term = { iat, exp: iat + 600 };
      const claims = { ...toyClaims(provider.issuer, own.kid), ...term, ...changed };
      const token = toyToken(signing, claims);
      return {
        token,
        headers: (changedProof = {}) => ({
          authorization: `DPoP ${token}`,
          dpop: toyProof(own, token, {
            claims: { iat: Math.floor(Date.now() / 1000), ...changedProof },
          }),
        }),
      };
    },
    async stop() {
      await provider[Symbol.asyncDispose]();
    },
  };
}

/** Where the proofs of toys say that they go. */
export const TOY_URL = PUBLIC_URL;
