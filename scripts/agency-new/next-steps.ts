/** What to do after `agency:new`, as lines for whoever did it. */
export function nextSteps(code: string): string[] {
  const folder = `subgraphs/${code}`;
  return [
    `${folder} is an agency that works. See it answer:`,
    '',
    '  npm run compose                        # the graph, with the new agency in it',
    `  npx vitest run ${folder} tests/conformance   # on a real database`,
    '',
    'Make it yours, in this order; each file says what belongs in it:',
    '',
    `  1. ${folder}/tables.ts          what is stored: the columns of your register`,
    `  2. ${folder}/register.ts        how a row of ${code}.csv becomes it`,
    `  3. ${folder}/sample.csv         a few invented rows in that form; the conformance suite`,
    '                                 knows columns by their endings: tests/conformance/README.md',
    `  4. ${folder}/look-up.ts         by which of your columns people are found`,
    `  5. ${folder}/held-records.ts    what of a row is a contact, and what it means for service`,
    `  6. ${folder}/policy.ts          whom you answer, and which entries you give`,
    `  7. ${folder}/register.test.ts   what must come out of your sample`,
    `  8. ${folder}/README.md and service.ts   what your register is, in words; titleZh`,
    '                                 is what a person reads of who looked them up',
    '',
    'Then make the migration anew (once it runs anywhere, add another one instead):',
    '',
    `  rm -r ${folder}/migrations && npm run migration -- ${code} create_register`,
    '  npm run format && npm run compose',
    `  npx vitest run ${folder} tests/conformance && npm run lint && npm run types`,
    '  npm test                       # everything else as well, a quarter of an hour',
    '',
    'And let the court ask it:',
    '',
    `  npm run repair -- --registers FOLDER --parties LIST    # FOLDER holds ${code}.csv`,
  ];
}
