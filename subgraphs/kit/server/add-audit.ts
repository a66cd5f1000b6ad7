import type { FastifyInstance } from 'fastify';
import type { AgencyReplyShape } from '../graph/agency-reply.ts';
import { LedgerError } from '../ledger/ledger-error.ts';
import { HttpRefusal } from './http-refusal.ts';

const AUDIT_PATH = '/audit';
/** Bytes of a request: many services, each with a filter of its own. */
const AUDIT_LIMIT = 256 * 1024;

export type AuditAnswerer = (request: string) => Promise<AgencyReplyShape>;

/**
 * Answers `POST /audit`: the body is a request that the audit service has signed (`application/jwt`,
 * RFC 7519 §10.3.1), which says by itself who asks, so that no call of the gateway is needed.
 */
export function addAudit(app: FastifyInstance, answer: AuditAnswerer): void {
  const parser = { parseAs: 'string', bodyLimit: AUDIT_LIMIT } as const;
  app.addContentTypeParser('application/jwt', parser, (_request, body, done) => {
    done(null, body);
  });
  app.post(AUDIT_PATH, { bodyLimit: AUDIT_LIMIT }, async ({ body }) => {
    if (typeof body !== 'string') throw new HttpRefusal(415, 'BAD_REQUEST');
    return answer(body).catch((error: unknown) => {
      const isUnrecorded = error instanceof LedgerError && error.code === 'UNAVAILABLE';
      if (isUnrecorded) throw new HttpRefusal(503, 'LEDGER_UNAVAILABLE');
      throw error;
    });
  });
}
