import type { Context } from 'hono';
import type { UploadedFile } from '../world/message-body.ts';
import { isRecord } from '../world/message-parts.ts';
import { Refusal, refusals } from './refusal.ts';

const MOST_FILES = 10;
const LARGEST_FILE_BYTES = 10 * 1024 * 1024;

export interface RequestBody {
  readonly json: unknown;
  readonly files: readonly UploadedFile[];
}

/**
 * Reads JSON, or multipart with `payload_json` and `files[n]`; nothing at all counts as `{}`.
 * @throws Refusal for what is neither, and for files too many or too large
 */
export async function readBody(context: Context): Promise<RequestBody> {
  const type = context.req.header('content-type') ?? '';
  if (!type.startsWith('multipart/form-data')) {
    const text = await context.req.text();
    if (text === '') return { json: {}, files: [] };
    if (!type.startsWith('application/json')) {
      throw new Refusal(400, 50035, 'Expected "Content-Type" header to be application/json or multipart/form-data.');
    }
    return { json: withTextIds(parseJson(text)), files: [] };
  }
  const form = await context.req.formData();
  const files: UploadedFile[] = [];
  let json: unknown = {};
  for (const [key, value] of form) {
    if (key === 'payload_json' && typeof value === 'string') json = withTextIds(parseJson(value));
    const index = /^files\[(\d+)\]$/.exec(key)?.[1];
    if (index === undefined || typeof value === 'string') continue;
    if (value.size > LARGEST_FILE_BYTES) throw refusals.tooLarge();
    const bytes = new Uint8Array(await value.arrayBuffer());
    files.push({ index, name: value.name, contentType: value.type || 'application/octet-stream', bytes });
  }
  if (files.length > MOST_FILES) throw new Refusal(400, 50035, `At most ${MOST_FILES} files a message.`);
  return { json, files };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusals.badJson();
  }
}

/** Discord takes numbers for the ids of new attachments, its own description of them says text: makes them text. */
function withTextIds(json: unknown): unknown {
  const holder = isRecord(json) && isRecord(json['data']) ? json['data'] : json;
  if (!isRecord(holder) || !Array.isArray(holder['attachments'])) return json;
  for (const attachment of holder['attachments']) {
    if (isRecord(attachment) && typeof attachment['id'] === 'number') attachment['id'] = String(attachment['id']);
  }
  return json;
}
