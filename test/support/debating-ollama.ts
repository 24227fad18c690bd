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

/** A judge that says the same whatever it is asked, and ends there. */
export function saying(token: string): Handler {
  const alternatives = { token, logprob: -0.1, top_logprobs: [{ token, logprob: -0.1 }] };
  return (_, response) =>
    answer(response, { response: '', message: { content: '' }, done: true, logprobs: [alternatives] });
}

/** Goes on with a judge's answer as Ollama streams it. */
const writeReason: Handler = (_, response) =>
  answerLines(response, [
    { response: ' It weighs what is gained against what is given up.', done: false },
    { response: '', done: true, done_reason: 'stop' },
  ]);

const chooseWell: Handler = (body, response) =>
  saying(JSON.stringify(body).includes('the digit 1 or 2') ? '1' : '5')(body, response);

/**
 * For startScriptedOllama: models that debate and judge as they are asked.
 * @param turn in place of good debaters' turns
 * @param choose in place of a judge that says 5, and of two the first
 */
export function debating(
  turn: Handler = (body, response) => writeTurn(response, wordsOfDebater(body)),
  choose: Handler = chooseWell,
): Readonly<Record<string, Handler>> {
  return {
    '/api/generate': (body, response) => (body['logprobs'] === true ? choose : writeReason)(body, response),
    '/api/chat': (body, response) => (body['logprobs'] === true ? choose : turn)(body, response),
  };
}
