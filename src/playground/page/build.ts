import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { PageBuildError } from './page-build-error.ts';

/** One file of the page as the playground's server hands it out. */
export interface PageAsset {
  readonly contentType: string;
  readonly body: string | Uint8Array;
}

const folder = fileURLToPath(new URL('.', import.meta.url));

let built: Promise<ReadonlyMap<string, PageAsset>> | null = null;

/**
 * Bundles the page in memory, once a process: nothing is written, so there is no build step and no stale copy.
 * @returns the files by URL path (`/`, `/assets/app.js`, `/assets/app.css`, `/assets/mark.svg`).
 * @throws PageBuildError when a source file can't be compiled.
 */
export function buildPage(): Promise<ReadonlyMap<string, PageAsset>> {
  built ??= bundlePage().catch((cause: unknown) => {
    built = null;
    throw new PageBuildError(cause);
  });
  return built;
}

async function bundlePage(): Promise<ReadonlyMap<string, PageAsset>> {
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
      target: ['chrome123', 'firefox128', 'safari17.5'],
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
