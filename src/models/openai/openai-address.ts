/** Where a server's paths begin: its address as people write it, with or without `/v1` at its end. */
export function rootOf(address: string): string {
  const withScheme = address.includes('://') ? address : `http://${address}`;
  return withScheme.replace(/\/+$/, '').replace(/\/v1$/, '').replace(/\/+$/, '');
}
