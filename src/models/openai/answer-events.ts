import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { OpenAiClient } from './openai-client.ts';
import { type Chunk, chunkSchema, errorIn } from './responses.ts';

const END = '[DONE]';

/**
 * The events of a streamed answer; `end` is the last one where the server says that it is.
 * @throws ServerFailure when it says that something went wrong, or sends what nobody can read
 */
export async function* answerEvents(
  bytes: AsyncIterable<Uint8Array>,
  client: OpenAiClient,
): AsyncGenerator<Chunk | 'end'> {
  const arrived: string[] = [];
  const parser = createParser({
    onEvent: ({ data }: EventSourceMessage) => arrived.push(data),
    // Earlier llama.cpps say `error: {...}` where others say `data: {"error": {...}}`.
    onError: ({ field, value }) => field === 'error' && value !== undefined && arrived.push(`{"error":${value}}`),
  });
  const decoder = new TextDecoder();
  for await (const piece of bytes) {
    parser.feed(decoder.decode(piece, { stream: true }));
    for (const data of arrived.splice(0)) {
      yield data === END ? 'end' : chunkIn(data, client);
      if (data === END) return;
    }
  }
}

function chunkIn(data: string, client: OpenAiClient): Chunk {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    throw client.failure('the server sent something that is no JSON.');
  }
  const error = errorIn(value);
  if (error !== undefined) throw client.failure(error);
  const chunk = chunkSchema.safeParse(value);
  if (!chunk.success) throw client.failure('the server sent something that is no part of an answer.');
  return chunk.data;
}
