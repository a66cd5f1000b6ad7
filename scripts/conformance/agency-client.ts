import { z } from 'zod';
import { AGENCY_STATUSES } from '../../schema/contract/codes.ts';
import { CheckFailure, must } from './check-failure.ts';
import type { SignCall } from './sign-calls.ts';

/** What an agency says to one envelope. */
export type Said = z.infer<typeof saidSchema>;

/** All that came back of a request. */
export type HttpAnswer = { status: number; text: string };

export type Posted = {
  /** The header `relink-call`; signed as the gateway would unless given, left out when null. */
  call?: string | null;
};

/** Talks to the agency as the gateway does, and keeps what it must never say from passing unseen. */
export type AgencyClient = {
  post: (body: string | Buffer, posted?: Posted) => Promise<HttpAnswer>;
  get: (path: string) => Promise<HttpAnswer>;
  /** Puts envelopes in one request. @throws CheckFailure when it is not answered in form */
  ask: (envelopes: readonly unknown[]) => Promise<Said[]>;
  /** Puts a request for its ledger as the gateway does. @throws CheckFailure as well */
  askAudit: (request: string) => Promise<Said>;
  /** Puts a request for its ledger as the audit service itself does. */
  postAudit: (request: string, type?: string) => Promise<HttpAnswer>;
  /** The body that puts envelopes. */
  bodyOf: (envelopes: readonly unknown[]) => string;
};

const saidSchema = z.strictObject({
  status: z.enum(AGENCY_STATUSES),
  answeredAt: z.iso.datetime({ offset: true }).nullable(),
  sealed: z.string().nullable(),
});

const answerSchema = z.object({
  data: z.object({ _entities: z.array(z.object({ reply: saidSchema })) }),
  errors: z.array(z.unknown()).max(0).optional(),
});

/** Longer than any gateway waits. */
const PATIENCE = 60_000;

/**
 * @param url without a path.
 * @param heard given every text that came back, whatever it was
 */
export function createAgencyClient(
  { url, code, sign }: { url: string; code: string; sign: SignCall },
  heard: (text: string) => void,
): AgencyClient {
  const send = async (path: string, init: RequestInit): Promise<HttpAnswer> => {
    const address = new URL(path, url);
    try {
      const answer = await fetch(address, { ...init, signal: AbortSignal.timeout(PATIENCE) });
      const text = await answer.text();
      heard(text);
      return { status: answer.status, text };
    } catch (error) {
      throw new CheckFailure(`there is no answer from ${address.href} (${causeOf(error)})`);
    }
  };
  const post = async (body: string | Buffer, { call }: Posted = {}): Promise<HttpAnswer> => {
    const signed = call === undefined ? await sign(body) : call;
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(signed === null ? {} : { 'relink-call': signed }),
    };
    return send('/graphql', { method: 'POST', headers, body: new Uint8Array(Buffer.from(body)) });
  };
  const bodyOf = (envelopes: readonly unknown[]): string =>
    entitiesBody(
      code,
      envelopes.map((envelope) => ({ __typename: 'Inquiry', envelope })),
    );
  const askAudit = async (request: string): Promise<Said> => {
    const answer = await post(entitiesBody(code, [{ __typename: 'Audit', request }]));
    const [said] = readSaid(answer, 1);
    must(said !== undefined, 'it says nothing');
    return said;
  };
  return {
    ...{ post, bodyOf, askAudit },
    postAudit: (body, type = 'application/jwt') =>
      send('/audit', { method: 'POST', headers: { 'content-type': type }, body }),
    get: (path) => send(path, { method: 'GET' }),
    ask: async (envelopes) => readSaid(await post(bodyOf(envelopes)), envelopes.length),
  };
}

/** @param representations of one type */
function entitiesBody(
  code: string,
  representations: readonly { __typename: 'Inquiry' | 'Audit'; [key: string]: unknown }[],
): string {
  const type = representations[0]?.__typename ?? 'Inquiry';
  return JSON.stringify({
    query: `query Ask__${code}__1($representations:[_Any!]!){_entities(representations:$representations){...on ${type}{reply:${code}{status answeredAt sealed}}}}`,
    operationName: `Ask__${code}__1`,
    variables: { representations },
  });
}

/** What stands in the answer to `POST /audit`. @throws CheckFailure when it is not in form */
export function readAuditSaid({ status, text }: HttpAnswer): Said {
  must(status === 200, `HTTP status ${String(status)} instead of 200`);
  const parsed = saidSchema.safeParse(jsonOf(text));
  must(parsed.success, `the answer is not in form: ${problemOf(parsed.error)}`);
  return parsed.data;
}

function readSaid({ status, text }: HttpAnswer, count: number): Said[] {
  must(status === 200, `HTTP status ${String(status)} instead of 200`);
  const parsed = answerSchema.safeParse(jsonOf(text));
  must(parsed.success, `the answer is not in form: ${problemOf(parsed.error)}`);
  const entities = parsed.data.data._entities;
  must(entities.length === count, `${String(entities.length)} entities for ${String(count)}`);
  return entities.map(({ reply }) => reply);
}

/** A text as JSON, undefined where it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The first thing that does not fit. */
export function problemOf(error: z.ZodError | undefined): string {
  const [issue] = error?.issues ?? [];
  return issue === undefined ? '' : `${issue.path.join('.')}: ${issue.message}`;
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
}
