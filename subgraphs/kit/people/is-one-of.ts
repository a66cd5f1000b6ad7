/**
 * Whether an `htu` is one of the addresses, by the normalisation that RFC 9449 §4.3 recommends:
 * RFC 3986 §6.2.2–3, without query and fragment.
 */
export function isOneOf(addresses: readonly string[], htu: string): boolean {
  const wanted = normalised(htu);
  return wanted !== undefined && addresses.some((address) => normalised(address) === wanted);
}

function normalised(address: string): string | undefined {
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '') return undefined;
  url.search = '';
  url.hash = '';
  return url.href;
}
