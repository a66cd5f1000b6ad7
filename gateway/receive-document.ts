import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../subgraphs/kit/log/logger.ts';
import { GatewayConfigError } from './config.ts';
import type { GatewayConfig } from './config.ts';
import { documentOf } from './documents/document-of.ts';
import { readTrustedDocuments } from './documents/trusted-documents.ts';
import type { TrustedDocuments } from './documents/trusted-documents.ts';
import { edgeError } from './mask-error.ts';
import type { ErrorCode } from './mask-error.ts';

/**
 * Puts the document that a request stands for in its place; false when it answered instead, once
 * `refuse` was told.
 */
export type DocumentReceiver = (
  request: FastifyRequest,
  reply: FastifyReply,
  options: { log: Logger; refuse: (code: ErrorCode) => Promise<void> },
) => Promise<boolean>;

/** @throws GatewayConfigError when there is a manifest that cannot be read */
export function createDocumentReceiver({
  manifest,
  required,
}: GatewayConfig['documents']): DocumentReceiver {
  const documents = manifest === undefined ? new Map<string, string>() : read(manifest);
  return async (request, reply, { log, refuse }) => {
    const found = documentOf(request.body, documents, required);
    if (found.ok) {
      request.body = found.request;
      return true;
    }
    const { code } = found;
    log.info({ requestId: request.id, code }, 'a document was refused');
    await refuse(code);
    void reply.code(400).send(edgeError(code, request.id));
    return false;
  };
}

function read(manifest: string): TrustedDocuments {
  try {
    return readTrustedDocuments(manifest);
  } catch {
    throw new GatewayConfigError('TRUSTED_DOCUMENTS_FILE: this is no manifest of documents');
  }
}
