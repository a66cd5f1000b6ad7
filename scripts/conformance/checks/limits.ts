import { check } from '../check.ts';
import type { Check, Group, Suite } from '../check.ts';
import { must } from '../check-failure.ts';
import type { HttpAnswer } from '../agency-client.ts';

/** What is no request to the graph is turned away, and the agency goes on. */
export const limits: Group = {
  name: 'limits',
  checksOf: (suite) => {
    const { client } = suite;
    return [
      check('does not answer a GET', async () => {
        mustRefuse(await client.get('/graphql?query=%7B_service%7Bsdl%7D%7D'));
      }),
      check('has nothing at another address', async () => {
        const { status } = await client.get('/nothing-here');
        must(status === 404, `HTTP status ${String(status)} instead of 404`);
      }),
      ...GARBAGE.map(([name, body]) =>
        check(`turns away ${name}, though the gateway signed it`, async () => {
          const { status, text } = await client.post(body);
          must(status < 500, `HTTP status ${String(status)}`);
          must(!text.includes('"ANSWERED"'), 'it is answered');
        }),
      ),
      ...NO_TEXTS.map(([name, envelope]) =>
        check(`does not take ${name} for an envelope`, async () => {
          const { status, text } = await client.post(client.bodyOf([envelope]));
          must(status < 500, `HTTP status ${String(status)}`);
          must(!text.includes('"ANSWERED"'), 'it is answered');
        }),
      ),
      tooLarge(suite),
    ];
  },
};

const GARBAGE: [string, string | Buffer][] = [
  ['a body that is no JSON', 'query { _service { sdl } }'],
  ['an empty body', ''],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xc3, 0x28])],
  ['a document that is no GraphQL', '{"query":"query {{{"}'],
  ['a field that there is not', '{"query":"{ everybody { name } }"}'],
  [
    'a type that there is not',
    '{"query":"query($r:[_Any!]!){_entities(representations:$r){__typename}}","variables":{"r":[{"__typename":"Person"}]}}',
  ],
  ['a mutation', '{"query":"mutation { erase }"}'],
];

const NO_TEXTS: [string, unknown][] = [
  ['an object', { deep: ['er'] }],
  ['nothing', null],
  ['a list', ['a', 'b']],
];

/** Bytes; a body has at most 64 MiB. */
const TOO_LARGE = 64 * 1024 * 1024 + 1;

/** Refused with 413, or cut off: either way nobody makes the agency hold it. */
function tooLarge({ client }: Suite): Check {
  return check('refuses a body of more than 64 MiB and goes on', async () => {
    const body = Buffer.alloc(TOO_LARGE, ' ');
    const answer = await client.post(body).catch(() => undefined);
    const status = answer?.status ?? 413;
    must(status === 413, `HTTP status ${String(status)} instead of 413`);
    const after = await client.post('{"query":"{ _service { sdl } }"}');
    must(after.status === 200, `afterwards, HTTP status ${String(after.status)}`);
  });
}

function mustRefuse({ status, text }: HttpAnswer): void {
  must(status >= 400 && status < 500, `HTTP status ${String(status)}`);
  must(!text.includes('AgencyReply'), 'it is answered all the same');
}
