import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from '../subgraphs/kit/log/logger.ts';
import { edgeError } from './mask-error.ts';
import type { ErrorCode } from './mask-error.ts';

type ConnectionError = Error & { code?: string };

/**
 * Answers what never became a request: headers too slow, too long, or against HTTP (two lengths, a
 * length beside chunks). The connection ends with it, so nothing that follows is taken for a request
 * of its own.
 */
export function refuseUnreadable(log: Logger, newId: () => string) {
  return ({ code = 'UNKNOWN' }: ConnectionError, socket: Socket): void => {
    if (code === 'ECONNRESET' || socket.destroyed) return;
    const requestId = newId();
    log.warn({ requestId, cause: code }, 'a request could not be read');
    const [status, told] = answerTo(code);
    if (socket.writable) socket.write(plainAnswer(status, edgeError(told, requestId)));
    socket.destroySoon();
  };
}

function answerTo(code: string): [number, ErrorCode] {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return [408, 'REQUEST_TIMEOUT'];
  if (code === 'HPE_HEADER_OVERFLOW') return [431, 'PAYLOAD_TOO_LARGE'];
  return [400, 'BAD_REQUEST'];
}

function plainAnswer(status: number, body: object): string {
  const json = JSON.stringify(body);
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(json)}`,
    'connection: close',
    '',
    json,
  ].join('\r\n');
}
