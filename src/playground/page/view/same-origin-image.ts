/**
 * The address when the picture lies on this page's own server, else null: nothing that someone posts makes the reader's
 * browser call another machine.
 */
export function sameOriginImage(address: string | null | undefined, origin: string): string | null {
  if (address === null || address === undefined || address === '') return null;
  try {
    const url = new URL(address, origin);
    return url.origin === origin ? url.href : null;
  } catch {
    return null;
  }
}
