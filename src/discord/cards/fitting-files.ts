import { AttachmentBuilder } from 'discord.js';
import { LIMITS } from '../limits.ts';

export interface FittingFiles {
  readonly files: AttachmentBuilder[];
  /** Names of those that are larger than Discord takes, which are left out. */
  readonly tooLarge: readonly string[];
}

/** Texts as files, each as far as Discord takes it. */
export function fittingFiles(texts: readonly { readonly name: string; readonly text: string }[]): FittingFiles {
  const all = texts.map(({ name, text }) => ({ name, bytes: Buffer.from(text, 'utf8') }));
  const fits = ({ bytes }: { readonly bytes: Buffer }): boolean => bytes.byteLength <= LIMITS.fileBytes;
  return {
    files: all.filter(fits).map(({ name, bytes }) => new AttachmentBuilder(bytes, { name })),
    tooLarge: all.filter((file) => !fits(file)).map(({ name }) => name),
  };
}

/** What is said of those that are left out, one line each. */
export function tooLargeLines({ tooLarge }: Pick<FittingFiles, 'tooLarge'>): string[] {
  return tooLarge.map((name) => `${name} is larger than Discord takes.`);
}
