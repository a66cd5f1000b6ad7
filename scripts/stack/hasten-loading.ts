import { registerHooks } from 'node:module';

/**
 * Imported before anything else: a file of drizzle-orm beside another one is found without asking
 * what its package exports. Node 24 reads that list anew, 130 kB of it, for each import within a
 * package; it is half of the time that a process of ours takes to start (decision 50).
 */
registerHooks({
  resolve(specifier, context, nextResolve) {
    const { parentURL = '' } = context;
    const isBeside = isModule(specifier) && specifier.startsWith('.');
    if (!isBeside || !isModule(parentURL) || !parentURL.includes('/node_modules/drizzle-orm/'))
      return nextResolve(specifier, context);
    return { url: new URL(specifier, parentURL).href, format: 'module', shortCircuit: true };
  },
});

/** The package also has CommonJS, under other endings. */
function isModule(name: string): boolean {
  return name.endsWith('.js');
}
