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

/** `deepseek-ai/DeepSeek-R1:14b` is also called `DeepSeek-R1` and `DeepSeek`. */
export function formsOfModel(model: string): string[] {
  const own = model.split(/[/\\]/).at(-1) ?? model;
  const untagged = own.replace(/:.*$/, '');
  const stem = /^\p{L}+/u.exec(untagged)?.[0] ?? '';
  return [model, own, untagged, stem];
}

/** In lower case a name of letters is a word: `my opponent`, `solar power`. */
export function isWord(name: string): boolean {
  return /^[\p{Ll}\s]+$/u.test(name);
}
