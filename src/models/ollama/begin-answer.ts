import type { RenderedPrompt } from '../../content/rendered-prompt.ts';

/** The part of a request to /api/generate that goes on with an answer that was begun. */
export interface BegunAnswer {
  readonly system: string;
  readonly prompt: string;
  readonly template: string;
}

/**
 * A prompt whose answer is begun (its last message is the assistant's), so that the model goes on with it: many of Ollama's templates close
 * such a message, so the beginning is put at the end of the template instead, which ends where the assistant begins to speak.
 * @returns undefined where that can't be done: no template, or other messages than system, user and the beginning
 */
export function beginAnswer({ messages }: RenderedPrompt, template: string): BegunAnswer | undefined {
  const begun = messages.at(-1);
  const user = messages.at(-2);
  const system = messages.length === 3 ? messages[0] : undefined;
  if (template === '' || begun?.role !== 'assistant' || user?.role !== 'user') return undefined;
  if (messages.length > 3 || (messages.length === 3 && system?.role !== 'system')) return undefined;
  // The beginnings are our own templates' words; one with the template language's marks would be a mistake of ours.
  if (begun.content.includes('{{')) return undefined;
  return { system: system?.content ?? '', prompt: user.content, template: `${template}${begun.content}` };
}
