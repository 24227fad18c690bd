import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { z } from 'zod';
import { seededRandom } from '../../src/core/random.ts';
import { answer, type ScriptedOllama, startScriptedOllama } from '../support/scripted-ollama.ts';
import { speech } from '../support/speech.ts';

/** What the server's models say; it depends on the seed alone. */
export interface Manner {
  readonly speech: (seed: number) => string;
  /** Speeches with such seeds break off in the middle. */
  readonly breaksOff: (seed: number) => boolean;
  /** Of the window, in tokens. */
  readonly contextTokens: number;
  /** So many tokens a character of the prompt are counted. */
  readonly tokensACharacter: number;
}

export const GOOD_MANNER: Manner = {
  speech,
  breaksOff: () => false,
  contextTokens: 8192,
  tokensACharacter: 0.2,
};

/** A piece of a call's words that is about to be sent: the call's seed and its place in the call. */
export interface Chunk {
  readonly seed: number;
  readonly place: number;
}

export const MODELS = ['debater-a:1b', 'debater-b:1b'] as const;
/** Characters in one piece. */
const PIECE = 24;
const DIGEST = 'sha256:00';

const chatSchema = z.looseObject({
  messages: z.array(z.looseObject({ content: z.string() })),
  options: z.looseObject({ seed: z.int() }),
  format: z.looseObject({ properties: z.record(z.string(), z.unknown()) }).optional(),
});

/**
 * A scripted Ollama server that writes words in pieces, each in a packet of its own.
 * @param onCall told of each call for words
 * @param onSent told of each piece that was sent; the next one waits for it
 */
export function startChunkedOllama(
  manner: Manner,
  onCall: (seed: number) => void,
  onSent: (chunk: Chunk) => Promise<void>,
): Promise<ScriptedOllama> {
  return startScriptedOllama({
    '/api/tags': (_, response) =>
      answer(response, {
        models: MODELS.map((name) => ({ name, size: 1e9, digest: `${DIGEST}${name}`, details: { family: 'llama' } })),
      }),
    '/api/show': (_, response) =>
      answer(response, {
        capabilities: ['completion'],
        model_info: { 'llama.context_length': manner.contextTokens },
        template: '{{ .System }}{{ .Prompt }}',
      }),
    '/api/ps': (_, response) => answer(response, { models: MODELS.map((name) => ({ name, model: name })) }),
    '/api/chat': async (body, response) => {
      const { messages, options, format } = chatSchema.parse(body);
      const { seed } = options;
      onCall(seed);
      const words =
        format === undefined
          ? manner.speech(seed)
          : JSON.stringify(
              Object.fromEntries(
                Object.entries(format.properties).map(([name, schema], place) => [
                  name,
                  valueFor(schema, seed + place),
                ]),
              ),
            );
      const read = messages.reduce((sum, { content }) => sum + content.length, 0);
      const pieces = words.match(new RegExp(`[\\s\\S]{1,${PIECE}}`, 'g')) ?? [];
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      for (const [place, content] of pieces.entries()) {
        if (format === undefined && manner.breaksOff(seed) && place === 2) {
          response.destroy();
          return;
        }
        if (response.destroyed) return;
        const line = JSON.stringify({ message: { role: 'assistant', content }, done: false });
        if (!response.write(`${line}\n`)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
        await turn();
        await onSent({ seed, place });
      }
      if (response.destroyed) return;
      const end = {
        message: { role: 'assistant', content: '' },
        done: true,
        done_reason: 'stop',
        prompt_eval_count: Math.ceil(read * manner.tokensACharacter),
        eval_count: pieces.length,
        prompt_eval_duration: 1e6,
        eval_duration: 1e6,
      };
      response.end(`${JSON.stringify(end)}\n`);
    },
  });
}

const fieldSchema = z.looseObject({ type: z.string(), enum: z.array(z.unknown()).optional() });

/** Something that a field of a shape may hold. */
function valueFor(schema: unknown, seed: number): unknown {
  const { enum: choices } = fieldSchema.parse(schema);
  return choices === undefined ? speech(seed, 1) : choices[seededRandom(seed).integer(0, choices.length - 1)];
}
