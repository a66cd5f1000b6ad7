import { print } from 'graphql';
import type { AuditAsk } from '../../../schema/contract/audit.ts';
import { readAuditSaid } from '../agency-client.ts';
import { once } from '../check.ts';
import type { Check, Group, Suite } from '../check.ts';
import { must } from '../check-failure.ts';
import { flipped, sealClaims, strangerAsked, warrantOf } from '../forge-envelope.ts';
import { mustContinue, mustCount, mustProve } from './audit-proofs.ts';
import { parsed, readSdl, typeNamed } from '../published-schema.ts';
import type { TypeFound } from '../published-schema.ts';
import { makeRequest, openSaid, pageOf, putAudit } from '../put-audit.ts';
import type { AuditForgery } from '../put-audit.ts';
import { putWarrant } from '../put-warrant.ts';

/** What an agency gives of its ledger to the audit service, and to nobody else, where it has that. */
export const audit: Group = {
  name: 'audit',
  checksOf: (suite) => {
    const field = once(async () => {
      const type = typeNamed(parsed(await readSdl(suite.client)), 'Audit');
      return type?.fields.has(suite.agency.code) === true ? type : undefined;
    });
    const asked = once(() => putWarrant(suite, { parties: ['a', 'b'].map(strangerAsked) }));
    const where: Where = (name, run) => ({
      name,
      run: async () => {
        if ((await field()) === undefined) return 'not offered';
        await run();
        return undefined;
      },
    });
    return [
      ...givingChecks(suite, { where, field, asked }),
      ...refusingChecks(suite, where, asked),
    ];
  },
};

type Where = (name: string, run: () => Promise<unknown>) => Check;
type Asked = () => ReturnType<typeof putWarrant>;
type Given = { where: Where; field: () => Promise<TypeFound | undefined>; asked: Asked };

function givingChecks(suite: Suite, { where, field, asked }: Given): Check[] {
  const inquiry = async () => (await asked()).warrant.jti;
  return [
    where('adds its own field to Audit, by a request that no client sees', async () => {
      const fields = [...((await field())?.fields ?? [])].map(
        ([name, { type }]) => `${name}: ${print(type)}`,
      );
      const expected = [`${suite.agency.code}: AgencyReply`, 'request: ID!'].sort();
      must(fields.sort().join() === expected.join(), `the fields are ${fields.join(', ')}`);
      const { directives = [] } = (await field())?.fields.get('request') ?? {};
      const isHidden = directives.some(({ name }) => name.value === 'inaccessible');
      must(isHidden, 'request is not @inaccessible');
    }),
    where('gives one entry for each party of an inquiry just asked', async () => {
      await mustGiveBoth(suite, (await asked()).warrant);
    }),
    where('gives one entry for a party that is asked about twice', () => mustGiveOne(suite)),
    where('answers at /audit as well, and takes no JSON there', async () => {
      const { jti, request } = await makeRequest(suite, pageOf([await inquiry()]));
      const other = await suite.client.postAudit(JSON.stringify({ request }), 'application/json');
      const { status } = other;
      must(status >= 400 && status < 500, `to JSON, HTTP status ${String(status)}`);
      const said = readAuditSaid(await suite.client.postAudit(request));
      const { entries } = await openSaid(suite, said, jti);
      must(entries.length === 2, `${String(entries.length)} entries for 2 parties`);
    }),
    where('gives its entries in order, from an index on', async () => {
      const page = await putAudit(suite, pageOf([await inquiry()]));
      const from = Math.min(...page.entries.map(({ index }) => index));
      const { entries } = await putAudit(suite, { ask: 'FOLLOW', from, first: 2 });
      const found = entries.map(({ index }) => index).join();
      must(found === `${String(from)},${String(from + 1)}`, `the indexes are ${found}`);
    }),
    where('tells the entries of a person from those of others', () => mustTellApart(suite, asked)),
    where('has an envelope that it refused on record', () => mustRecordRefusal(suite)),
    where('counts an inquiry once, in the hour of its first entry', async () => {
      await mustCount(suite, await inquiry(), 2);
    }),
    where('proves an entry by a checkpoint of its own', async () => {
      await mustProve(suite, await inquiry());
    }),
    where('proves that its newest checkpoint continues the one seen', () =>
      mustContinue(suite, () => putWarrant(suite)),
    ),
  ];
}

function refusingChecks(suite: Suite, where: Where, asked: Asked): Check[] {
  const inquiry = async () => (await asked()).warrant.jti;
  return [
    ...FORGERIES.map(([name, forgery]) =>
      where(`refuses a request ${name}`, async () => {
        const { request } = await makeRequest(suite, pageOf([await inquiry()]), forgery(suite));
        await mustBeRefused(suite, request);
      }),
    ),
    where('refuses a request with an altered signature', async () => {
      const { request } = await makeRequest(suite, pageOf([await inquiry()]));
      const [header = '', payload = '', signature = ''] = request.split('.');
      await mustBeRefused(suite, [header, payload, flipped(signature)].join('.'));
    }),
    where('refuses a request that it has met before', async () => {
      const { jti, request } = await makeRequest(suite, CHECKPOINT);
      await openSaid(suite, await suite.client.askAudit(request), jti);
      await mustBeRefused(suite, request);
    }),
  ];
}

const CHECKPOINT: AuditAsk = { ask: 'CHECKPOINT' };

const FORGERIES: [name: string, forgery: (suite: Suite) => AuditForgery][] = [
  ['signed by somebody unknown', ({ forger }) => ({ by: forger.stranger })],
  ['signed by the court', ({ forger }) => ({ by: forger.court.own })],
  ['signed by the gateway', ({ forger }) => ({ by: forger.gateway.own })],
  ['that says it is a warrant', () => ({ header: { typ: 'relink-warrant+jwt' } })],
  ['for other services', () => ({ claims: { aud: ['elsewhere'] } })],
  ['that asks others alone', () => ({ claims: { asks: { elsewhere: CHECKPOINT } } })],
  [
    'that has expired',
    ({ forger }) => ({ claims: { iat: forger.at() - 100, exp: forger.at() - 1 } }),
  ],
  [
    'of two minutes ahead',
    ({ forger }) => ({ claims: { iat: forger.at() + 120, exp: forger.at() + 200 } }),
  ],
  ['that lives longer than two minutes', ({ forger }) => ({ claims: { exp: forger.at() + 140 } })],
  [
    'that asks for what there is not',
    ({ agency }) => ({ claims: { asks: { [agency.code]: { ask: 'ALL' } } } }),
  ],
];

async function mustGiveBoth(suite: Suite, { jti, actor }: { jti: string; actor: string }) {
  const { entries, reply } = await putAudit(suite, pageOf([jti]));
  must(entries.length === 2, `${String(entries.length)} entries for 2 parties`);
  for (const entry of entries) {
    must(entry.event === 'INQUIRY_ANSWERED', `the event is ${entry.event}`);
    must(entry.inquiry === jti, 'an entry is of another inquiry');
    must(entry.actor === actor, "the actor is not the warrant's");
    must(entry.outcome === 'NO_RECORD', `the outcome is ${entry.outcome ?? 'missing'}`);
  }
  const { id, name } = strangerAsked('a');
  const text = JSON.stringify(reply);
  const isNamed = [id?.number, name].some((value) => value !== undefined && text.includes(value));
  must(!isNamed, 'an entry names somebody in the clear');
}

/** A second hop asks about a party once for each phone; reconciliation counts parties. */
async function mustGiveOne(suite: Suite): Promise<void> {
  const { id, ...byPhone } = { ...strangerAsked('c-2'), phone: '+8613800138000' };
  const parties = [byPhone, strangerAsked('c-1')];
  const { warrant } = await putWarrant(suite, { hop: 2, parties });
  const { entries } = await putAudit(suite, pageOf([warrant.jti]), {
    about: { ...(id && { id }) },
  });
  must(entries.length === 1, `${String(entries.length)} entries of a party asked about twice`);
  const all = await putAudit(suite, pageOf([warrant.jti]));
  must(all.entries.length === 1, `${String(all.entries.length)} entries for 1 party`);
}

async function mustTellApart(suite: Suite, asked: Asked) {
  const { warrant } = await asked();
  const { id } = strangerAsked('a');
  const theirs = await putAudit(suite, pageOf([warrant.jti]), { about: { ...(id && { id }) } });
  must(theirs.entries.length === 2, `${String(theirs.entries.length)} entries of the person`);
  const others = await putAudit(suite, pageOf([warrant.jti]), {
    about: { phone: '+8613800138000' },
  });
  must(others.entries.length === 0, `${String(others.entries.length)} entries of somebody else`);
}

async function mustRecordRefusal(suite: Suite): Promise<void> {
  const { forger, client } = suite;
  const warrant = { ...warrantOf(forger), exp: forger.at() - 1, iat: forger.at() - 100 };
  const outer = { inquiry: warrant.jti };
  const [said] = await client.ask([await sealClaims(forger, warrant, { outer })]);
  must(said?.status === 'REFUSED', `the agency says ${said?.status ?? 'nothing'}`);
  const { entries } = await putAudit(suite, pageOf([warrant.jti]));
  const events = entries.map(({ event }) => event).join();
  must(events === 'INQUIRY_REFUSED', `the entries are ${events}`);
}

async function mustBeRefused({ client }: Suite, request: string): Promise<void> {
  const { status, sealed } = await client.askAudit(request);
  must(status === 'REFUSED', `the agency says ${status}`);
  must(sealed === null, 'it seals something all the same');
}
