/** Signing in failed; the message is for people and holds no secret. */
export class SignInError extends Error {
  override name = 'SignInError';
  /** An error code of OAuth 2.0, such as `access_denied`, where the provider gave one. */
  readonly code: string | undefined;

  constructor(message: string, code?: string) {
    super(message);
    this.code = code;
  }
}
