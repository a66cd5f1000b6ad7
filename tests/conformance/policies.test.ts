import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AgencyPolicy } from '../../subgraphs/kit/agency/agency-policy.ts';
import { AGENCIES } from '../support/agencies.ts';
import { sampleFile } from '../support/sample-file.ts';
import { sampleRegister } from '../support/sample-register.ts';

const root = join(import.meta.dirname, '..', '..');

test.each(AGENCIES)(
  '%s names in its policy just the entries that its register has',
  async (code) => {
    const { policy } = (await import(join(root, 'subgraphs', code, 'policy.ts'))) as {
      policy: AgencyPolicy;
    };
    await using sample = await sampleRegister(code);
    await sample.take();
    const text = await readFile(sampleFile(code), 'utf8');
    const phones = [...text.matchAll(/\b1\d{10}\b/gu)].map(([digits]) => `+86${digits}`);
    const found = await sample.lookUp(sample.owner.db, { idKeys: [], phones });
    const held = new Set(found.flatMap(({ contacts }) => contacts.map(({ basis }) => basis)));
    expect([...held].sort()).toEqual([...policy.bases].sort());
    expect(policy.courts).toEqual(['court']);
  },
);
