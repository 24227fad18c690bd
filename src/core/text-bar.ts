const COLUMNS = 20;

/** `[#####---------------]` @param share 0 to 1 */
export function textBar(share: number): string {
  const full = Math.round(COLUMNS * share);
  return `[${'#'.repeat(full)}${'-'.repeat(COLUMNS - full)}]`;
}
