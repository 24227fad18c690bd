import { debating, wordsOfDebater, writeTurn } from '../support/debating-ollama.ts';
import { answer, type Handler, type ScriptedOllama, startScriptedOllama } from '../support/scripted-ollama.ts';

/** What the server does with a call for words. @param call how many came before */
export type Chat = (call: number, ...given: Parameters<Handler>) => ReturnType<Handler>;

export interface DebatingOllamaOptions {
  readonly names?: readonly string[];
  readonly chat?: Chat;
  /** Called before the models are told; one that never resolves is a server that hangs. */
  readonly beforeTags?: () => Promise<void>;
  /** In place of a judge that scores. */
  readonly choose?: Handler;
}

/** What a good debater says. */
export const speaks: Handler = (body, response) => writeTurn(response, wordsOfDebater(body));

/** A scripted Ollama server (no model is behind it) with small models that debate and judge well, unless it is told otherwise. */
export function startDebatingOllama({
  names = ['debater:1b'],
  chat = (_, ...given) => speaks(...given),
  beforeTags = async () => {},
  choose,
}: DebatingOllamaOptions = {}): Promise<ScriptedOllama> {
  let calls = 0;
  return startScriptedOllama({
    ...debating((...given) => chat(calls++, ...given), choose),
    '/api/tags': async (_, response) => {
      await beforeTags();
      const models = names.map((name) => ({ name, size: 1e6, digest: name, details: { family: 'llama' } }));
      answer(response, { models });
    },
  });
}
