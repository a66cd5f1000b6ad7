import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Kind, print } from 'graphql';
import type { ConstDirectiveNode, DocumentNode } from 'graphql';
import { composeSupergraph } from '../../../schema/compose/compose-supergraph.ts';
import { AGENCY_STATUSES } from '../../../schema/contract/codes.ts';
import { check, once } from '../check.ts';
import type { Group } from '../check.ts';
import { must } from '../check-failure.ts';
import { parsed, readSdl, typeNamed } from '../published-schema.ts';
import type { TypeFound } from '../published-schema.ts';

/** What the agency publishes is what the graph takes. */
export const contract: Group = {
  name: 'contract',
  checksOf: (suite) => {
    const sdl = once(() => readSdl(suite.client));
    const document = once(async () => parsed(await sdl()));
    return [
      check('publishes its schema at _service', sdl),
      check('knows Inquiry by its envelope, which no client sees', async () => {
        const inquiry = mustHave(await document(), 'Inquiry');
        const key = inquiry.directives.find(({ name }) => name.value === 'key');
        must(
          key !== undefined && /"envelope"/u.test(print(key)),
          'Inquiry has no @key(fields: "envelope")',
        );
        const envelope = inquiry.fields.get('envelope');
        must(envelope !== undefined && print(envelope.type) === 'ID!', 'envelope is no ID!');
        must(has(envelope.directives, 'inaccessible'), 'envelope is not @inaccessible');
      }),
      check('adds its own field to Inquiry, and no other', async () => {
        const { fields } = mustHave(await document(), 'Inquiry');
        const names = [...fields.keys()].filter((name) => name !== 'envelope');
        must(names.join() === suite.agency.code, `the fields are ${names.join(', ')}`);
        const own = fields.get(suite.agency.code);
        must(
          own !== undefined && print(own.type) === 'AgencyReply',
          'it is no nullable AgencyReply',
        );
        must((own.arguments ?? []).length === 0, 'it takes arguments');
      }),
      check('has AgencyReply and AgencyStatus in common with all others', async () => {
        const reply = mustHave(await document(), 'AgencyReply');
        const fields = [...reply.fields].map(([name, { type }]) => `${name}: ${print(type)}`);
        must(fields.sort().join() === REPLY_FIELDS, `the fields are ${fields.join(', ')}`);
        const every = [...reply.fields.values()].every((field) =>
          has(field.directives, 'shareable'),
        );
        must(has(reply.directives, 'shareable') || every, 'AgencyReply is not @shareable');
        must(
          has(reply.fields.get('sealed')?.directives, 'inaccessible'),
          'sealed is not @inaccessible',
        );
        const statuses = enumNamed(await document(), 'AgencyStatus');
        must(
          statuses.join() === [...AGENCY_STATUSES].sort().join(),
          `statuses are ${statuses.join()}`,
        );
      }),
      check('composes with the other subgraphs of the graph', async () => {
        await mustCompose(suite.agency.code, await sdl());
      }),
    ];
  },
};

const REPLY_FIELDS = 'answeredAt: DateTime,sealed: String,status: AgencyStatus!';
const generated = join(import.meta.dirname, '../../../schema/generated');
function mustHave(document: DocumentNode, name: string): TypeFound {
  const found = typeNamed(document, name);
  must(found !== undefined, `there is no type ${name}`);
  return found;
}

function enumNamed(document: DocumentNode, name: string): string[] {
  const values = document.definitions.flatMap((node) =>
    node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === name ? (node.values ?? []) : [],
  );
  return values.map((value) => value.name.value).sort();
}

function has(directives: readonly ConstDirectiveNode[] | undefined, name: string): boolean {
  return directives?.some((directive) => directive.name.value === name) ?? false;
}

/** With the committed subgraphs, in the place of its own where it is one of them. */
async function mustCompose(code: string, sdl: string): Promise<void> {
  const files = (await readdir(generated)).filter((file) => file.endsWith('.graphql'));
  const codes = files.map((file) => basename(file, '.graphql'));
  const others = codes.filter((one) => !['client', 'supergraph', code].includes(one));
  const sources = others.map(async (one) => ({
    code: one,
    sdl: await readFile(join(generated, `${one}.graphql`), 'utf8'),
  }));
  const { errors } = composeSupergraph([...(await Promise.all(sources)), { code, sdl }]);
  must(errors === undefined, errors?.map(({ message }) => message).join('; ') ?? '');
}
