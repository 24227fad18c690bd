import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { sha256 } from '../../src/core/hash.ts';
import { answerLines, type Handler, type ScriptedOllama, startScriptedOllama } from './scripted-ollama.ts';

export const JUDGES = ['gemma3:12b', 'phi4:14b'] as const;
/** One that can think, on a server that has it too. */
export const THINKER = 'thinker:8b';

/** Stands in what a judge reads of two that it compares. */
export const PAIR_QUESTION = 'Which of the two is the better';

/** A call of a judge: what was asked, as a hash, and what became of it. */
export interface JudgeCallSeen {
  readonly asked: string;
  /** All that the judge read. */
  readonly read: string;
}

export interface JudgingOllama extends ScriptedOllama {
  /** All calls for a score or a reason, in order. */
  readonly calls: readonly JudgeCallSeen[];
}

export interface JudgingManner {
  /** Before a call is answered. */
  before?(call: number): Promise<void> | void;
  /** Once a call's answer is sent. */
  after?(call: number): Promise<void> | void;
  /** In place of a score. */
  choose?: Handler;
  /** Whether there is a THINKER. */
  withThinker?: boolean;
}

/** A scripted Ollama server whose models judge: scores and reasons depend on what is read, and on nothing else. */
export async function startJudgingOllama(manner: JudgingManner = {}): Promise<JudgingOllama> {
  const calls: JudgeCallSeen[] = [];
  const names = manner.withThinker === true ? [...JUDGES, THINKER] : JUDGES;
  const answering =
    (reply: Handler): Handler =>
    async (body, response) => {
      const read = JSON.stringify(body['messages'] ?? [body['system'], body['prompt']]);
      const number = calls.length;
      calls.push({ asked: sha256(JSON.stringify(body)), read });
      await manner.before?.(number);
      if (response.destroyed) return;
      await reply(body, response);
      if (!response.writableFinished) await Promise.race([once(response, 'finish'), once(response, 'close')]);
      await manner.after?.(number);
    };
  const choose = answering(
    manner.choose ??
      ((body, response) => {
        const asked = JSON.stringify(body);
        sendChoice(response, sha256(asked), asked.includes(PAIR_QUESTION) ? 2 : 7);
      }),
  );
  const speak = answering((body, response) =>
    (body['think'] === true ? sendThoughts : sendReason)(response, sha256(JSON.stringify(body))),
  );
  const server = await startScriptedOllama({
    '/api/tags': (_, response) => {
      const models = names.map((name) => ({ name, size: 9e9, digest: `d-${name}`, details: { family: 'x' } }));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ models }));
    },
    '/api/ps': (_, response) => {
      const models = names.map((name) => ({ name, model: name }));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ models }));
    },
    '/api/generate': (body, response) => (body['logprobs'] === true ? choose : speak)(body, response),
    // A judge that thinks is asked for its whole answer.
    '/api/chat': speak,
  });
  return { ...server, calls };
}

/** Two neighbouring options, by chance, and no word more: reasons are calls of their own. @param highest option */
function sendChoice(response: ServerResponse, chance: string, highest: number): void {
  const low = 1 + (Number.parseInt(chance.slice(0, 4), 16) % (highest - 1));
  const share = 0.1 + (Number.parseInt(chance.slice(4, 8), 16) / 0x10000) * 0.8;
  const alternatives = [
    { token: String(low), logprob: Math.log(share) },
    { token: String(low + 1), logprob: Math.log(0.95 - share) },
  ].filter(({ logprob }) => Number.isFinite(logprob));
  const [likeliest] = alternatives;
  const logprobs = [{ ...likeliest, top_logprobs: alternatives }];
  response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ response: '', message: { content: '' }, done: true, done_reason: 'stop', logprobs }));
}

function sendReason(response: ServerResponse, chance: string): void {
  answerLines(response, [
    { response: ` Speaker ${1 + (chance.charCodeAt(0) % 2)} weighs `, done: false },
    { response: `cost ${chance.slice(0, 6)} against gain.`, done: false },
    { response: '', done: true, done_reason: 'stop' },
  ]);
}

/** A score with its reason, after thinking. */
function sendThoughts(response: ServerResponse, chance: string): void {
  answerLines(response, [
    { message: { role: 'assistant', content: '', thinking: 'Let me see.' }, done: false },
    {
      message: { role: 'assistant', content: `Level ${3 + (chance.charCodeAt(0) % 2)}. It weighs cost.` },
      done: false,
    },
    { message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop' },
  ]);
}
