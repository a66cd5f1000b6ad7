/**
 * The page runs its own files alone, speaks to its own server and to the provider's token endpoint,
 * and stands in no frame. Styles that its libraries write into the page are let through, scripts
 * are not.
 */
export function pageHeaders(tokenEndpoint: string): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self' data:",
    "img-src 'self' data:",
    `connect-src 'self' ${new URL(tokenEndpoint).origin}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  };
}
