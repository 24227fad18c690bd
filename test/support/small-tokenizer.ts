import { inject } from 'vitest';
import type { RenderedPrompt } from '../../src/content/rendered-prompt.ts';
import { loadEngine } from '../../src/models/embedded/load-engine.ts';

export interface SmallTokenizer {
  count(text: string): number;
  /** With the small model's marks of a chat. */
  countPrompt(prompt: RenderedPrompt): number;
}

/** The small model's own tokenizer, without its weights: loaded in a moment. */
export async function smallTokenizer(): Promise<SmallTokenizer> {
  const { getLlama, LlamaLogLevel } = await loadEngine();
  const engine = await getLlama({ gpu: false, build: 'never', maxThreads: 1, logLevel: LlamaLogLevel.error });
  const model = await engine.loadModel({ modelPath: inject('modelFile'), vocabOnly: true });
  const count = (text: string): number => model.tokenize(text).length;
  return {
    count,
    countPrompt: ({ messages }) =>
      messages.reduce((sum, { role, content }) => sum + count(`${role}\n${content}\n`) + 2, 4),
  };
}
