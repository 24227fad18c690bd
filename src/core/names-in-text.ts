/** A text as a pattern for itself. */
export function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A pattern for a name that stands alone, not inside a word. @param flags beside `u` */
export function wholeName(name: string, flags = ''): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${literally(name)}(?![\\p{L}\\p{N}])`, `u${flags}`);
}
