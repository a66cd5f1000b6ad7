import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { CryptoKey } from 'jose';
import type { DatedKey } from '../sealing/dated-key.ts';
import { CALL_ALG, CALL_TYP, GATEWAY } from './call-claims.ts';

/** A key that a gateway and a subgraph arrive at by themselves, each from its own private half. */
export type CallKey = {
  /** The header of what it authenticates, as it travels. */
  header: string;
  secret: KeyObject;
};

/** X25519 keys of the two ends of a call: one's own private one, the other's pinned one. */
export type CallEnds = {
  /** Code of the subgraph. */
  code: string;
  gateway: DatedKey;
  subgraph: DatedKey;
};

export type CallKeys = (ends: CallEnds) => Promise<CallKey>;

/** Agrees on the key of each pair once. What was agreed goes with one's own key, when that goes. */
export function createCallKeys(): CallKeys {
  const agreed = new WeakMap<CryptoKey, Map<string, Promise<CallKey>>>();
  return (ends) => {
    const { key: own } = ends.gateway.key.type === 'private' ? ends.gateway : ends.subgraph;
    const ofOwn = agreed.get(own) ?? new Map<string, Promise<CallKey>>();
    agreed.set(own, ofOwn);
    const name = `${ends.code}.${kidOf(ends)}`;
    const known = ofOwn.get(name) ?? agree(ends);
    ofOwn.set(name, known);
    return known;
  };
}

/** Names both ends, since either may have several keys. */
export function kidOf({ gateway, subgraph }: CallEnds): string {
  return `${gateway.kid}.${subgraph.kid}`;
}

/** HMAC-SHA-256 of a JWS signing input (RFC 7518 §3.2), base64url. */
export function tagOf(input: string, secret: KeyObject): string {
  return createHmac('sha256', secret).update(input).digest('base64url');
}

/**
 * X25519 between the two ends' lasting keys (RFC 7748 §6.1), then HKDF-SHA-256 (RFC 5869) over who
 * calls whom with which keys: what is sealed to the same keys is derived in another way.
 */
async function agree(ends: CallEnds): Promise<CallKey> {
  const { code, gateway, subgraph } = ends;
  const isGateway = gateway.key.type === 'private';
  const [own, other] = isGateway ? [gateway.key, subgraph.key] : [subgraph.key, gateway.key];
  const shared = await crypto.subtle.deriveBits({ name: 'X25519', public: other }, own, 256);
  const info = JSON.stringify([CALL_TYP, GATEWAY, code, gateway.kid, subgraph.kid]);
  const secret = createSecretKey(
    Buffer.from(hkdfSync('sha256', Buffer.from(shared), Buffer.alloc(0), info, 32)),
  );
  const header = JSON.stringify({ alg: CALL_ALG, typ: CALL_TYP, kid: kidOf(ends) });
  return { header: Buffer.from(header).toString('base64url'), secret };
}
