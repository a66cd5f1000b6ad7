import { readFindings } from '../asking/audit-findings.ts';
import type { AuditFindings, ReceivedReplies } from '../asking/audit-findings.ts';
import type { AuditContext } from '../audit-context.ts';

/** An audit as the graph hands it about: the request, and what has come back for it. */
export class AuditRef {
  readonly request: string;
  readonly #received: ReceivedReplies;
  #findings: Promise<AuditFindings> | undefined;

  constructor(request: string, received: ReceivedReplies = {}) {
    this.request = request;
    this.#received = received;
  }

  /** Read at most once a reference: a service answers a request once. */
  findings(context: AuditContext): Promise<AuditFindings> {
    this.#findings ??= readFindings(context, this.request, this.#received);
    return this.#findings;
  }
}
