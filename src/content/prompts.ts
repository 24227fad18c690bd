import { sha256 } from '../core/hash.ts';
import { neutralise } from './neutralise.ts';
import { type ChatMessage, type RenderedPrompt, renderedPrompt } from './rendered-prompt.ts';
import { PLACEHOLDER, type TEMPLATE_VALUES, type TemplateName } from './template-values.ts';

/** Text made from templates, with the names of all that went into it. */
export interface FilledText {
  readonly text: string;
  readonly templates: readonly string[];
}

/** A placeholder's value: text from outside (it is neutralised), or text that was itself made from templates. */
export type Value = string | FilledText;

/** Turns the templates of prompts/templates into what a model reads. */
export class Prompts {
  readonly #templates: ReadonlyMap<string, string>;

  constructor(templates: ReadonlyMap<string, string>) {
    this.#templates = templates;
  }

  /** Fills a template of the program's own. */
  fill<Name extends TemplateName>(
    name: Name,
    values: Readonly<Record<(typeof TEMPLATE_VALUES)[Name][number], Value>>,
  ): FilledText {
    return this.#fill(name, values);
  }

  /** Fills the template of a task, which a format names. @param target who is addressed, in a round in which somebody is */
  fillTask(name: string, words: number, target?: string): FilledText {
    return this.#fill(name, { words: String(words), ...(target === undefined ? {} : { target }) });
  }

  /** The text of an instruction, which an ensemble names. */
  fillInstruction(name: string): FilledText {
    return this.#fill(name, {});
  }

  /**
   * In one pass: placeholders inside values stay as they are.
   * @throws TypeError when the template is not there or lacks a value, which the check at the start makes sure of
   */
  #fill(name: string, values: Readonly<Record<string, Value>>): FilledText {
    const template = this.#templates.get(name);
    if (template === undefined) throw new TypeError(`No template ${name}.md in prompts/templates`);
    const templates = new Set([name]);
    const text = template.replace(PLACEHOLDER, (_, key: string) => {
      const value = Object.hasOwn(values, key) ? values[key] : undefined;
      if (value === undefined) throw new TypeError(`Template ${name}.md has {{${key}}}, but no value was given for it`);
      if (typeof value === 'string') return neutralise(value);
      for (const inner of value.templates) templates.add(inner);
      return value.text;
    });
    // Only the file's last line end goes: a space at the end can be meant (what a judge is to go on with).
    return { text: text.replace(/\n+$/, ''), templates: [...templates] };
  }

  /** Several texts, one after the other with a blank line between. */
  join(parts: readonly FilledText[]): FilledText {
    return {
      text: parts.map((part) => part.text).join('\n\n'),
      templates: [...new Set(parts.flatMap((part) => part.templates))],
    };
  }

  /** Somebody's words as they stand, without a template. */
  words(text: string): FilledText {
    return { text: neutralise(text), templates: [] };
  }

  /** A prompt that goes on after another one. */
  goOn(
    before: RenderedPrompt,
    messages: readonly { readonly role: ChatMessage['role']; readonly content: FilledText }[],
  ): RenderedPrompt {
    const added = this.prompt(messages);
    return renderedPrompt([...before.messages, ...added.messages], sha256(before.templateHash + added.templateHash));
  }

  /** The messages as a prompt, with the hash of all templates in it. */
  prompt(messages: readonly { readonly role: ChatMessage['role']; readonly content: FilledText }[]): RenderedPrompt {
    const used = [...new Set(messages.flatMap((message) => message.content.templates))].sort();
    const hash = sha256(used.map((name) => `${name}\n${this.#templates.get(name) ?? ''}`).join('\n'));
    return renderedPrompt(
      messages.map(({ role, content }) => ({ role, content: content.text })),
      hash,
    );
  }

  /** SHA-256 of every template by name: the version of all prompts, stored with each plan. */
  hashes(): Record<string, string> {
    return Object.fromEntries([...this.#templates].sort().map(([name, text]) => [name, sha256(text)]));
  }
}
