import { basename, join } from 'node:path';
import { build } from 'esbuild';

/** A file of the page. */
export type Asset = { type: string; body: Buffer };

const PAGE = join(import.meta.dirname, 'page');
const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css' };

/** The scripts and the style of the page, by file name, made in memory: some two seconds of work. */
export async function bundlePage(): Promise<ReadonlyMap<string, Asset>> {
  const { outputFiles } = await build({
    entryPoints: { main: join(PAGE, 'main.ts'), style: join(PAGE, 'style.css') },
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    write: false,
    outdir: PAGE,
    define: { 'process.env.NODE_ENV': '"production"' },
    // the editor's style holds its fonts
    loader: { '.woff2': 'dataurl' },
    logLevel: 'silent',
  });
  return new Map(
    outputFiles.map(({ path, contents }) => {
      const type = TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
      return [basename(path), { type: `${type}; charset=utf-8`, body: Buffer.from(contents) }];
    }),
  );
}
