import type { GeneralJWE } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { ENVELOPE_TYP } from '../../../schema/contract/warrant.ts';
import { ENVELOPE_LIMIT } from './algorithms.ts';
import { sealWarrant } from './seal-warrant.ts';
import { toyCourt } from './toy-court.ts';
import type { ToyCourt } from './toy-court.ts';
import {
  courtHeader,
  forgeEnvelope,
  forgeJws,
  sealingKey,
  signingKey,
  toyWarrant,
} from './toy-parties.ts';
import type { ToyParty } from './toy-parties.ts';

let toys: ToyCourt;

beforeAll(async () => {
  toys = await toyCourt();
});

/** The envelope after somebody on its way changed it. */
function altered(envelope: string, change: (jwe: GeneralJWE) => void): string {
  // the text is one that sealWarrant made
  const jwe = JSON.parse(envelope) as GeneralJWE;
  change(jwe);
  return JSON.stringify(jwe);
}

/** Another letter in the middle: the last one of base64url may hold unused bits. */
function turned(text: string | undefined): string {
  const [value, at] = [text ?? '', Math.floor((text ?? '').length / 2)];
  return `${value.slice(0, at)}${value[at] === 'A' ? 'B' : 'A'}${value.slice(at + 1)}`;
}

function kidOf(party: ToyParty): string {
  return sealingKey(party.pinned).kid;
}

test('a warrant that names the court among its agencies has it as a recipient once', async () => {
  const { court, police, codeOf } = toys;
  const envelope = await sealWarrant(toyWarrant(), court.own, [court.pinned, police.pinned]);
  altered(envelope, (jwe) => {
    expect(jwe.recipients).toHaveLength(2);
  });
  expect(await codeOf(envelope)).toBeUndefined();
});

test('an envelope that is not one is malformed', async () => {
  const { sealed, codeOf } = toys;
  const envelope = await sealed();
  const broken = [
    ...['', 'null', '[]', '{}', 'a.b.c.d.e', envelope.slice(1)],
    envelope.replace('{', '{"iv":"AAAAAAAAAAAAAAAA",'),
    altered(envelope, (jwe) => Object.assign(jwe, { unprotected: { zip: 'DEF' } })),
    altered(envelope, (jwe) => Object.assign(jwe, { protected: 'e30x' })),
    altered(envelope, (jwe) => Object.assign(jwe, { recipients: [] })),
    ' '.repeat(ENVELOPE_LIMIT) + envelope,
  ];
  for (const text of broken) expect(await codeOf(text)).toBe('MALFORMED');
});

test('an agency that has no entry, or whose entry was taken out, is not addressed', async () => {
  const { police, mall, thief, sealed, codeOf } = toys;
  const envelope = await sealed();
  expect(await codeOf(envelope, thief)).toBe('NOT_ADDRESSED');
  const stripped = altered(envelope, (jwe) => {
    jwe.recipients = jwe.recipients.filter(({ header }) => header?.kid !== kidOf(police));
  });
  expect(await codeOf(stripped)).toBe('NOT_ADDRESSED');
  expect(await codeOf(stripped, mall)).toBeUndefined();
});

test('an agency uses its own entry only, even when another would open with its key', async () => {
  const { court, police, mall, sealed, codeOf } = toys;
  const swapped = altered(await sealed(), (jwe) => {
    for (const { header } of jwe.recipients) {
      const other = header?.kid === kidOf(police) ? mall : police;
      if (header !== undefined && header.kid !== kidOf(court)) header.kid = kidOf(other);
    }
  });
  expect(await codeOf(swapped)).toBe('UNOPENABLE');
  expect(await codeOf(swapped, mall)).toBe('UNOPENABLE');
  expect(await codeOf(swapped, court)).toBeUndefined();
});

test('two entries for one key are malformed', async () => {
  const { sealed, codeOf } = toys;
  const doubled = altered(await sealed(), (jwe) => {
    jwe.recipients = [...jwe.recipients, ...jwe.recipients];
  });
  expect(await codeOf(doubled)).toBe('MALFORMED');
});

test('an entry of another envelope does not open this one', async () => {
  const { sealed, codeOf } = toys;
  const other = await sealed();
  const mixed = altered(await sealed(), (jwe) => {
    altered(other, ({ recipients }) => (jwe.recipients = recipients));
  });
  expect(await codeOf(mixed)).toBe('UNOPENABLE');
});

test.each(['ciphertext', 'tag', 'iv'] as const)('an altered %s does not open', async (part) => {
  const { sealed, codeOf } = toys;
  const broken = altered(await sealed(), (jwe) => (jwe[part] = turned(jwe[part])));
  expect(await codeOf(broken)).toBe('UNOPENABLE');
});

test('an altered header, wrapped key or key to agree with does not open', async () => {
  const { sealed, codeOf } = toys;
  const envelope = await sealed();
  const header = { typ: ENVELOPE_TYP, cty: 'JWT', enc: 'A256GCM', more: 1 };
  const changes: ((jwe: GeneralJWE) => void)[] = [
    (jwe) => (jwe.protected = Buffer.from(JSON.stringify(header)).toString('base64url')),
    (jwe) => {
      for (const one of jwe.recipients) one.encrypted_key = turned(one.encrypted_key);
    },
    (jwe) => {
      const [first] = jwe.recipients;
      for (const one of jwe.recipients)
        Object.assign(one.header ?? {}, { epk: first?.header?.epk });
    },
    (jwe) => {
      const epk = { kty: 'OKP', crv: 'X25519', x: Buffer.alloc(32).toString('base64url') };
      for (const one of jwe.recipients) Object.assign(one.header ?? {}, { epk });
    },
  ];
  for (const change of changes) {
    expect(await codeOf(altered(envelope, change))).toBe('UNOPENABLE');
  }
});

test('an entry with another algorithm is not followed there', async () => {
  const { sealed, codeOf } = toys;
  const envelope = await sealed();
  for (const alg of ['dir', 'ECDH-ES', 'ECDH-ES+A128KW', 'RSA1_5', 'PBES2-HS256+A128KW']) {
    const downgraded = altered(envelope, (jwe) => {
      for (const one of jwe.recipients) Object.assign(one.header ?? {}, { alg });
    });
    expect(await codeOf(downgraded)).toBe('UNOPENABLE');
  }
});

test('an envelope soundly made with another algorithm is not opened', async () => {
  const { court, police, codeOf } = toys;
  const jwt = await forgeJws(toyWarrant(), courtHeader(court), signingKey(court.own).key);
  const header = { typ: ENVELOPE_TYP, cty: 'JWT' };
  const forge = (change: object, alg?: string) =>
    forgeEnvelope(jwt, [police.pinned], { ...header, ...change }, alg);
  expect(await codeOf(await forge({}))).toBeUndefined();
  expect(await codeOf(await forge({}, 'ECDH-ES+A128KW'))).toBe('UNOPENABLE');
  for (const enc of ['A128GCM', 'A256CBC-HS512']) {
    expect(await codeOf(await forge({ enc }))).toBe('UNOPENABLE');
  }
});

test('compressed content is not unpacked', async () => {
  const { court, police, codeOf } = toys;
  const jwt = await forgeJws(toyWarrant(), courtHeader(court), signingKey(court.own).key);
  const header = { typ: ENVELOPE_TYP, cty: 'JWT', zip: 'DEF' };
  expect(await codeOf(await forgeEnvelope(jwt, [police.pinned], header))).toBe('UNOPENABLE');
});
