/**
 * The address when it may be followed from the page, else null. Only http and https: `javascript:`, `data:` and the like
 * stay text.
 */
export function safeLink(address: string): string | null {
  if (!/^https?:\/\//i.test(address)) return null;
  try {
    const url = new URL(address);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}
