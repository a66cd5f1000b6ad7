/**
 * Finds secrets in a transcript whatever they were wrapped in: as they are, percent-encoded,
 * escaped as in JSON, or in base64 and base64url at any alignment, also one inside another.
 *
 * @returns the indexes of the secrets that stand somewhere in the transcript.
 */
export function findLeaks(transcript: Buffer, secrets: readonly string[]): Set<number> {
  const byPrefix = Map.groupBy(secrets.keys(), (at) => (secrets[at] ?? '').slice(0, 2));
  const found = new Set<number>();
  for (const text of unwrapped(transcript.toString('utf8'))) {
    for (let at = 0; at + 1 < text.length; at += 1) {
      const candidates = byPrefix.get(text.slice(at, at + 2));
      for (const index of candidates ?? []) {
        if (text.startsWith(secrets[index] ?? '', at)) found.add(index);
      }
    }
  }
  return found;
}

const BASE64_RUN = /[A-Za-z0-9+/_-]{8,}/gu;
const DEPTH = 2;

/** The text, and what it becomes when its encodings are undone, two layers deep. */
function* unwrapped(text: string, depth = DEPTH): Generator<string> {
  yield text;
  const plain = unescaped(text);
  if (plain !== text) yield plain;
  if (depth === 0) return;
  for (const skipped of [0, 1, 2, 3]) {
    const decoded = [...plain.matchAll(BASE64_RUN)]
      .map(([run]) => Buffer.from(run.slice(skipped), 'base64url').toString('utf8'))
      .join('\n');
    if (decoded !== '') yield* unwrapped(decoded, depth - 1);
  }
}

function unescaped(text: string): string {
  const fromJson = text.replaceAll(/\\u([0-9a-fA-F]{4})/gu, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return fromJson.replaceAll(/(?:%[0-9a-fA-F]{2})+/gu, (run) =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}
