import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** One file of the page as the playground's server hands it out. */
export interface PageAsset {
  readonly contentType: string;
  readonly body: string | Uint8Array;
}

const folder = fileURLToPath(new URL('.', import.meta.url));

/**
 * Bundles the page in memory: nothing is written, so the repository needs no build step and can't hold a stale one.
 * @returns the files by URL path (`/`, `/assets/app.js`, `/assets/app.css`, `/assets/mark.svg`).
 * @throws esbuild's BuildFailure when a source file can't be compiled.
 */
export async function buildPage(): Promise<ReadonlyMap<string, PageAsset>> {
  const [html, mark, bundle] = await Promise.all([
    readFile(new URL('index.html', import.meta.url), 'utf8'),
    readFile(new URL('mark.svg', import.meta.url), 'utf8'),
    build({
      absWorkingDir: folder,
      entryPoints: { app: 'app.tsx' },
      outdir: 'assets',
      bundle: true,
      write: false,
      format: 'esm',
      target: ['chrome120', 'firefox121', 'safari17'],
      minify: true,
      legalComments: 'none',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      logLevel: 'silent',
      tsconfigRaw: '{}',
    }),
  ]);
  const assets = new Map<string, PageAsset>([
    ['/', { contentType: 'text/html; charset=utf-8', body: html }],
    ['/assets/mark.svg', { contentType: 'image/svg+xml', body: mark }],
  ]);
  for (const file of bundle.outputFiles) {
    const isStyle = file.path.endsWith('.css');
    assets.set(isStyle ? '/assets/app.css' : '/assets/app.js', {
      contentType: isStyle ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
      body: file.contents,
    });
  }
  return assets;
}
