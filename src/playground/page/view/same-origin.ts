const LOOPBACK = ['127.0.0.1', 'localhost'];

/**
 * The address when it lies on this page's own server, else null: nothing that someone posts makes the reader's browser
 * call another machine.
 * @param origin of the page, as `location.origin`
 */
export function sameOrigin(address: string | null | undefined, origin: string): string | null {
  if (address === null || address === undefined || address === '') return null;
  const own = new URL(origin);
  let url: URL;
  try {
    url = new URL(address, own);
  } catch {
    return null;
  }
  if (url.origin === own.origin) return url.href;
  // This computer has two names; the server knows itself by one, the reader may have typed the other.
  const sameServer = LOOPBACK.includes(url.hostname) && LOOPBACK.includes(own.hostname) && url.port === own.port;
  return sameServer && url.protocol === own.protocol ? new URL(url.pathname + url.search, own).href : null;
}
