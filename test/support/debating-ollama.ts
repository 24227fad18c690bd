import type { ServerResponse } from 'node:http';
import { answer, answerLines, type Handler } from './scripted-ollama.ts';
import { speech, writtenAnswer } from './speech.ts';

type Body = Parameters<Handler>[0];

/** The words of a good debater: they depend on the request's seed alone. */
export function wordsOfDebater({ options, format }: Body): string {
  const { seed } = options as { readonly seed: number };
  return format === undefined ? speech(seed) : writtenAnswer(seed);
}

/** Writes a turn as Ollama streams it. */
export function writeTurn(response: ServerResponse, words: string): void {
  answerLines(response, [
    { message: { role: 'assistant', content: words }, done: false },
    { message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop' },
  ]);
}

/** A judge that says the same whatever it is asked. */
export function saying(token: string): Handler {
  const alternatives = { token, logprob: -0.1, top_logprobs: [{ token, logprob: -0.1 }] };
  return (_, response) =>
    answer(response, { response: '', message: { content: '' }, done: true, logprobs: [alternatives] });
}

/** For startScriptedOllama: models that debate and judge as they are asked. @param turn in place of good debaters' turns */
export function debating(
  turn: Handler = (body, response) => writeTurn(response, wordsOfDebater(body)),
): Readonly<Record<string, Handler>> {
  const choose: Handler = (body, response) =>
    saying(JSON.stringify(body).includes('the digit 1 or 2') ? '1' : '5')(body, response);
  return {
    '/api/generate': choose,
    '/api/chat': (body, response) => (body['stream'] === false ? choose(body, response) : turn(body, response)),
  };
}
