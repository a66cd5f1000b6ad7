import type { HubEntry } from '../../schema/contract/audit.ts';
import type { CallSigner } from '../../subgraphs/kit/channel/sign-call.ts';
import type { Logger } from '../../subgraphs/kit/log/logger.ts';
import { GatewayConfigError } from '../config.ts';
import type { GatewayConfig } from '../config.ts';
import { graphUrls } from '../reply-fields.ts';
import { createSubgraphClient } from '../subgraph-client.ts';
import { createFirstUses } from './first-uses.ts';
import type { FirstUses } from './first-uses.ts';
import { createRecorder } from './recorder.ts';
import type { Recorder } from './recorder.ts';
import { createDenialTeller } from './tell-denials.ts';

/** The code of the audit service, which keeps the hub's ledger. */
export const AUDIT = 'audit';

/** The hub's ledger, as the gateway writes to it. */
export type HubLedger = Recorder & {
  /** Whether there is one; where there is none nothing is recorded. */
  isKept: boolean;
  firstUse: FirstUses;
  /** Never throws: a refusal leaves in any case. */
  tellDenials: (entries: readonly HubEntry[]) => Promise<void>;
  /** Whether the audit service can take entries now. */
  isReady: () => Promise<boolean>;
  now: () => Date;
};

/** Milliseconds that a call may take, and that a look at its health may. */
const DEADLINE = 5000;
const HEALTH_DEADLINE = 1000;
const ANSWER_LIMIT = 64 * 1024;

/**
 * The hub's ledger at the audit service that the configuration or the supergraph names.
 *
 * @throws GatewayConfigError when neither does and it was not said that nothing is to be recorded
 */
export function openHubLedger(
  config: Pick<GatewayConfig, 'ledger' | 'subgraphUrls' | 'supergraphSdl'>,
  { sign, log, now }: { sign: CallSigner; log: Logger; now: () => Date },
): HubLedger {
  const url = config.subgraphUrls[AUDIT] ?? graphUrls(config.supergraphSdl).get(AUDIT);
  if (url === undefined || url === '') return noLedger(config, now);
  const client = createSubgraphClient({
    ...{ url: new URL('entries', url).href, deadline: DEADLINE },
    ...{ maxBytes: ANSWER_LIMIT, connections: 1 },
  });
  const recorder = createRecorder({ client, name: AUDIT, sign, log });
  const denials = createDenialTeller({ recorder, log });
  return {
    isKept: true,
    record: recorder.record,
    firstUse: createFirstUses(recorder, now),
    tellDenials: denials.tell,
    isReady: () => isReady(new URL('health/ready', url)),
    now,
    close: async () => {
      denials.stop();
      await recorder.close();
    },
  };
}

function noLedger({ ledger }: Pick<GatewayConfig, 'ledger'>, now: () => Date): HubLedger {
  if (ledger === 'on') {
    throw new GatewayConfigError(
      'SUBGRAPH_URLS: no audit service is named, so nobody could be asked; LEDGER=off goes without',
    );
  }
  const done = () => Promise.resolve();
  const recorder = { record: done, firstUse: done, tellDenials: done, close: done };
  return { ...recorder, isKept: false, isReady: () => Promise.resolve(true), now };
}

async function isReady(url: URL): Promise<boolean> {
  try {
    const { ok } = await fetch(url, { signal: AbortSignal.timeout(HEALTH_DEADLINE) });
    return ok;
  } catch {
    return false;
  }
}
