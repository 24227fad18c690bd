/** A score as seven blocks and its value; a score that is missing as empty blocks. @param value 1 to 7, or null */
export function scoreBar(value: number | null): string {
  const full = value === null ? 0 : Math.round(value);
  return `${'▰'.repeat(full)}${'▱'.repeat(7 - full)}${value === null ? '' : ` ${value.toFixed(1)}`}`;
}
