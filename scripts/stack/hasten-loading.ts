import { registerHooks } from 'node:module';
import type { ResolveFnOutput } from 'node:module';

/**
 * Imported before anything else: Node 24 reads the list of what drizzle-orm exports, 130 kB of it,
 * anew for each import of the package and for each within it, which is more than half of the time that
 * a process of ours takes to start (decision 50). Here one import of a name answers all, and a file
 * beside another is where its name says.
 */
const PACKAGE = /^drizzle-orm(\/|$)/u;
/** The package's CommonJS has another ending. */
const WITHIN = /\/node_modules\/drizzle-orm\/.*\.js$/u;
const BESIDE = /^\.\.?\/.*\.js$/u;
const found = new Map<string, ResolveFnOutput>();

registerHooks({
  resolve(specifier, context, nextResolve) {
    const { parentURL = '', conditions } = context;
    if (WITHIN.test(parentURL) && BESIDE.test(specifier))
      return { url: new URL(specifier, parentURL).href, format: 'module', shortCircuit: true };
    const isOurs = PACKAGE.test(specifier) && !parentURL.includes('/node_modules/');
    if (!isOurs || !conditions.includes('import')) return nextResolve(specifier, context);
    const known = found.get(specifier) ?? {
      ...nextResolve(specifier, context),
      shortCircuit: true,
    };
    found.set(specifier, known);
    return known;
  },
});
