/** The directions of imports: contract <- kit <- gateway and subgraphs; nothing imports scripts. */
const TEST = '\\.test\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that resolves to nothing.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'contract-stands-alone',
      severity: 'error',
      from: { path: '^schema/contract/', pathNot: TEST },
      to: { path: '^(gateway|schema|scripts|subgraphs|tests)/', pathNot: '^schema/contract/' },
    },
    {
      name: 'compose-knows-the-contract-only',
      severity: 'error',
      from: { path: '^schema/compose/', pathNot: TEST },
      to: {
        path: '^(gateway|schema|scripts|subgraphs|tests)/',
        pathNot: '^schema/(compose|contract)/',
      },
    },
    {
      name: 'kit-knows-the-contract-only',
      severity: 'error',
      from: { path: '^subgraphs/kit/', pathNot: TEST },
      to: {
        path: '^(gateway|schema|scripts|subgraphs|tests)/',
        pathNot: '^(schema/contract|subgraphs/kit)/',
      },
    },
    {
      name: 'subgraphs-apart',
      comment: 'A subgraph imports neither another one nor the gateway.',
      severity: 'error',
      from: { path: '^subgraphs/(?!kit/)([^/]+)/', pathNot: TEST },
      to: { path: '^(gateway|subgraphs)/', pathNot: '^subgraphs/(kit|$1)/' },
    },
    {
      name: 'only-the-registry-composes',
      comment: 'Composition is for the registry; no other subgraph knows what the others publish.',
      severity: 'error',
      from: { path: '^subgraphs/(?!registry/)', pathNot: TEST },
      to: { path: '^schema/(?!contract/)' },
    },
    {
      name: 'gateway-knows-the-kit-only',
      severity: 'error',
      from: { path: '^gateway/', pathNot: TEST },
      to: { path: '^subgraphs/', pathNot: '^subgraphs/kit/' },
    },
    {
      name: 'nothing-imports-scripts-or-tests',
      severity: 'error',
      from: { path: '^(gateway|schema|subgraphs)/', pathNot: TEST },
      to: { path: `^(scripts|tests)/|${TEST}` },
    },
    {
      name: 'product-without-tools',
      comment: 'What runs in production imports no development dependency.',
      severity: 'error',
      from: { path: '^(gateway|schema|subgraphs)/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.relink|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
    },
  },
};
