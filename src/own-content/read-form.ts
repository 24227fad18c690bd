import type { Content } from '../content/schema.ts';
import { tidy } from '../content/tidy.ts';
import { FIELDS, type FilledForm, type FormProblem, type Read } from './form.ts';
import type { OwnItem } from './own-item.ts';
import { readEnsemble } from './read-ensemble.ts';
import { readPersona } from './read-persona.ts';
import { readScenario } from './read-scenario.ts';

/** What a form is read with. */
export interface ReadContext {
  /** What there is beside it: all that the server has. */
  readonly content: Content;
  /** Whether a text has a word that is not debated. */
  readonly isRefused: (text: string) => boolean;
}

/** What a form comes to, or everything that is wrong with it, each in words for the person who typed it. */
export function readForm({ kind, id, texts }: FilledForm, { content, isRefused }: ReadContext): Read<OwnItem> {
  const refused = FIELDS[kind].flatMap(({ id: field, label }): FormProblem[] =>
    isRefused(tidy(texts[field] ?? ''))
      ? [
          {
            field: label,
            line: null,
            message: 'contains a word that is not debated on this server: put it in other words',
          },
        ]
      : [],
  );
  const read = readKind({ kind, id, texts }, content);
  if (refused.length === 0) return read;
  return { ok: false, problems: [...refused, ...(read.ok ? [] : read.problems)] };
}

function readKind({ kind, id, texts }: FilledForm, content: Content): Read<OwnItem> {
  switch (kind) {
    case 'persona':
      return tagged(readPersona(texts, id, content), (item) => ({ kind, item }));
    case 'scenario':
      return tagged(readScenario(texts, id, content), (item) => ({ kind, item }));
    case 'ensemble':
      return tagged(readEnsemble(texts, id, content), (item) => ({ kind, item }));
  }
}

function tagged<Item>(read: Read<Item>, tag: (item: Item) => OwnItem): Read<OwnItem> {
  return read.ok ? { ok: true, item: tag(read.item) } : read;
}
