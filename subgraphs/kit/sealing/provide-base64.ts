type Options = { alphabet?: 'base64' | 'base64url'; omitPadding?: boolean };

const WRITTEN = { base64: /^[A-Za-z\d+/]*={0,2}$/u, base64url: /^[\w-]*={0,2}$/u } as const;

/**
 * Gives this process `Uint8Array.fromBase64` and `toBase64` (ECMAScript 2026) where Node does not
 * have them yet, over Buffer. jose uses them when they are there; otherwise it goes character by
 * character, which took a tenth of an agency's time. What Buffer would pass over in silence is
 * refused, and white space too, which the standard lets pass.
 */
export function provideBase64(): void {
  if (Object.hasOwn(Uint8Array, 'fromBase64')) return;
  const hidden = { configurable: true, writable: true };
  Object.defineProperty(Uint8Array, 'fromBase64', { ...hidden, value: fromBase64 });
  Object.defineProperty(Uint8Array.prototype, 'toBase64', { ...hidden, value: toBase64 });
}

function fromBase64(text: string, { alphabet = 'base64' }: Options = {}): Uint8Array {
  const end = text.indexOf('=');
  const digits = end < 0 ? text.length : end;
  if (!WRITTEN[alphabet].test(text) || digits % 4 === 1) throw new SyntaxError(`not ${alphabet}`);
  // memory of its own: small buffers share theirs
  const bytes = new Uint8Array(Math.floor((digits * 3) / 4));
  Buffer.from(bytes.buffer).write(text, alphabet);
  return bytes;
}

function toBase64(this: Uint8Array, options: Options = {}): string {
  const { alphabet = 'base64', omitPadding = false } = options;
  const text = Buffer.from(this.buffer, this.byteOffset, this.byteLength).toString(alphabet);
  const digits = alphabet === 'base64' ? text.replace(/=+$/u, '') : text;
  return omitPadding ? digits : digits.padEnd(Math.ceil(digits.length / 4) * 4, '=');
}
