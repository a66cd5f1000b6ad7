import type { JWK } from 'jose';
import type { Role, Scope } from '../../../schema/contract/roles.ts';

/** Somebody signed in, as a verified access token describes them. */
export type Person = {
  /** The provider's `sub`. */
  subject: string;
  roles: readonly Role[];
  /** What the token may be used for, within what the roles allow. */
  scopes: readonly Scope[];
  /** RFC 7638 thumbprint of the key that the token is bound to (`cnf.jkt`, RFC 9449 §6.1). */
  boundTo: string;
  expiresAt: Date;
};

/** Who a request comes from, as a resolver sees it. */
export type Caller = {
  /** Absent when nobody is signed in. */
  person: Person | undefined;
  /** The public key of the verified proof. */
  key: JWK | undefined;
  /** The gateway's id of the request, the same in every call that it takes. */
  requestId: string;
  /** `jti` of the verified proof. */
  proofId: string | undefined;
};
