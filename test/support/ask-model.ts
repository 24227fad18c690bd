import { renderedPrompt } from '../../src/content/rendered-prompt.ts';
import type { ChatModel, ChatPart, ChatRequest } from '../../src/models/port/chat-model.ts';

/** A signal that is never aborted. */
export const never = new AbortController().signal;

/** What judges choose from. */
export const DIGITS = ['1', '2', '3', '4', '5', '6', '7'];

/** A request of one question. */
export function asking(text: string, more: Partial<ChatRequest> = {}): ChatRequest {
  const prompt = renderedPrompt([{ role: 'user', content: text }], 'test');
  return { prompt, maxTokens: 40, seed: 7, temperature: 0.7, ...more };
}

/** Reads a stream to its end. */
export async function collect(model: ChatModel, request: ChatRequest, signal = never) {
  const parts: ChatPart[] = [];
  for await (const part of model.stream(request, signal)) parts.push(part);
  const text = parts.map((part) => (part.type === 'text-delta' ? part.text : '')).join('');
  return { parts, text, finish: parts.find((part) => part.type === 'finish') };
}
