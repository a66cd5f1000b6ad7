import type { IncomingMessage } from 'node:http';

/** Characters of a form at most: a name, a password, a decision. */
const LIMIT = 4_096;

/** The fields of a form as a browser sends it; what is longer or no form has none. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) return new URLSearchParams();
  request.setEncoding('utf8');
  let text = '';
  for await (const part of request) {
    text += String(part);
    if (text.length > LIMIT) return new URLSearchParams();
  }
  return new URLSearchParams(text);
}
