/** One request or response as it went over the wire. */
export type HttpMessage = {
  /** The request line or the status line. */
  start: string;
  /** By name in small letters; of one that comes twice the last. */
  headers: Record<string, string>;
  body: string;
};

/** Takes apart what a recorder kept: messages of HTTP/1.1, one after the other. */
export function httpMessages(bytes: Buffer): HttpMessage[] {
  const messages: HttpMessage[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf('\r\n\r\n', at);
    if (end === -1) throw new Error('A message without an end of its head was recorded');
    const [start = '', ...lines] = bytes.toString('latin1', at, end).split('\r\n');
    const headers = Object.fromEntries(lines.map(fieldOf));
    const chunked = headers['transfer-encoding'] === 'chunked';
    const body = chunked
      ? readChunks(bytes, end + 4)
      : readLength(bytes, end + 4, Number(headers['content-length'] ?? '0'));
    messages.push({ start, headers, body: body.content.toString('utf8') });
    at = body.end;
  }
  return messages;
}

function fieldOf(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}

function readLength(bytes: Buffer, from: number, length: number) {
  return { content: bytes.subarray(from, from + length), end: from + length };
}

/** RFC 9112, section 7.1, without trailers. */
function readChunks(bytes: Buffer, from: number) {
  const parts: Buffer[] = [];
  for (let at = from; ;) {
    const line = bytes.indexOf('\r\n', at);
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16);
    if (line === -1 || Number.isNaN(size)) throw new Error('A torn message was recorded');
    at = line + 2 + size + 2;
    if (size === 0) return { content: Buffer.concat(parts), end: at };
    parts.push(bytes.subarray(line + 2, line + 2 + size));
  }
}
