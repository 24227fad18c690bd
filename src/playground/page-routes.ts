import type { Context, Hono } from 'hono';
import type { PageAsset } from './page/build.ts';
import type { FileStore, StoredFile } from './world/file-store.ts';

/** No script, style, picture or connection but this server's own. */
function contentSecurityPolicy(port: number): string {
  const sockets = `ws://127.0.0.1:${port} ws://localhost:${port}`;
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${sockets}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** A page that somebody uploaded shows its own styles and pictures; no script in it runs, and it fetches nothing. */
const UPLOAD_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

/**
 * The page for people, and the files that the bot and its webhooks have uploaded.
 * @param build makes the page or remembers it; not called before somebody asks, so that a run without people needs no bundler
 */
export function addPageRoutes(
  app: Hono,
  build: () => Promise<ReadonlyMap<string, PageAsset>>,
  files: FileStore,
  port: number,
): void {
  const policy = contentSecurityPolicy(port);
  const serve = async (context: Context): Promise<Response> => {
    const asset = (await build()).get(context.req.path);
    if (asset === undefined) return context.notFound();
    return file({ contentType: asset.contentType, bytes: asset.body }, policy, 'no-cache');
  };
  app.get('/', serve);
  app.get('/assets/:file', serve);
  // Their addresses hold an id or a hash that is never used again.
  app.get('/avatars/:owner/:file', (context) => {
    const { owner, file: name } = context.req.param();
    const stored = files.get(`/avatars/${owner}/${name.replace(/\.(png|webp|jpe?g|gif)$/, '')}`);
    return stored === undefined ? context.notFound() : file(stored, UPLOAD_POLICY, 'max-age=31536000, immutable');
  });
  app.get('/attachments/:channel/:attachment/:name', (context) => {
    const stored = files.get(context.req.path);
    return stored === undefined ? context.notFound() : file(stored, UPLOAD_POLICY, 'max-age=31536000, immutable');
  });
}

function file(
  { contentType, bytes }: Omit<StoredFile, 'bytes'> & { readonly bytes: string | Uint8Array },
  policy: string,
  cache: string,
): Response {
  // A copy on its own buffer: that is what a response takes.
  const body = typeof bytes === 'string' ? bytes : new Uint8Array(bytes);
  return new Response(body, {
    headers: {
      'Content-Type': contentType,
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': cache,
    },
  });
}
