import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Role, Scope } from '../../schema/contract/roles.ts';
import { createCallSigner } from '../../subgraphs/kit/channel/sign-call.ts';
import type { CallSigner } from '../../subgraphs/kit/channel/sign-call.ts';
import { loadOrCreateKeys } from '../../subgraphs/kit/sealing/keys.ts';
import { readPinnedKeys } from '../../subgraphs/kit/sealing/pinned-keys.ts';
import type { KeyRing } from '../../subgraphs/kit/service/key-ring.ts';

export type SignedCall = {
  /** Of the subgraph, without a path. */
  url: string;
  code: string;
  body: object;
  /** People's headers, for the court. */
  people?: Record<string, string>;
  roles?: readonly Role[];
  scopes?: readonly Scope[];
  requestId?: string;
  /** Folder of the keys that the gateway has pinned; the stack's unless given. */
  pinned?: string;
};

const heard: string[] = [];

/** All that subgraphs have said to calls of this test file so far. */
export function heardSoFar(): Buffer {
  return Buffer.from(heard.join('\n'));
}

/** Calls a subgraph of the stack as its gateway does, with the gateway's own key. */
export async function signedCall(call: SignedCall): Promise<{ status: number; text: string }> {
  const { url, code, people = {}, roles = [], scopes = [] } = call;
  const body = JSON.stringify(call.body);
  const sign = await gatewaySigner(call.pinned);
  const requestId = call.requestId ?? randomUUID();
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...people,
      'relink-call': await sign({ audience: code, body, requestId, roles, scopes }),
    },
    body,
  });
  const text = await answer.text();
  heard.push(text);
  return { status: answer.status, text };
}

/** Signs with the key of the stack's gateway. */
export async function gatewaySigner(pinned?: string): Promise<CallSigner> {
  const ring = await gatewayRing(pinned);
  return createCallSigner(
    () => Promise.resolve(ring),
    () => new Date(),
  );
}

/** The keys of the stack's gateway, and those it has pinned. */
export async function gatewayRing(pinned?: string): Promise<KeyRing> {
  const keys = join(inject('sample').home, 'keys');
  const own = await loadOrCreateKeys(join(keys, 'gateway.jwks.json'));
  return { own, pinned: await readPinnedKeys(pinned ?? join(keys, 'pinned')) };
}
