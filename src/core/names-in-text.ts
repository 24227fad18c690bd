/** A text as a pattern for itself. */
export function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A pattern for a name that stands alone, not inside a word. @param flags beside `u` */
export function wholeName(name: string, flags = ''): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${literally(name)}(?![\\p{L}\\p{N}])`, `u${flags}`);
}

/** The first and last names of a person's name, by which texts may call them; not the short or lower-case parts (`of`, `de`), which are words. */
export function partsOfName(name: string): string[] {
  return name.split(/\s+/).filter((part) => /^\p{Lu}\p{L}{2,}$/u.test(part));
}
