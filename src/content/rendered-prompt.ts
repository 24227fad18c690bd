declare const rendered: unique symbol;

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/**
 * What a model reads: the only kind of text that a ChatModel accepts. It is made from the templates in prompts/ and nowhere else,
 * so that every word a model reads is data with a version.
 */
export interface RenderedPrompt {
  readonly messages: readonly ChatMessage[];
  /** SHA-256 over the templates' texts that it was made from. */
  readonly templateHash: string;
  readonly [rendered]: true;
}

/** For the renderer (prompts.ts) and for tests of adapters only. */
export function renderedPrompt(messages: readonly ChatMessage[], templateHash: string): RenderedPrompt {
  // The brand exists only in the type, so it cannot be written as a value.
  return { messages, templateHash } as RenderedPrompt;
}
