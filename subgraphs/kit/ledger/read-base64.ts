/** Bytes from standard base64 (RFC 4648 §4) in its one form, with padding; else nothing. */
export function readBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
