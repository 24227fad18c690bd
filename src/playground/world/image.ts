import type { StoredFile } from './file-store.ts';

const SIGNATURES: readonly (readonly [contentType: string, test: (bytes: Uint8Array) => boolean])[] = [
  ['image/png', (bytes) => startsWith(bytes, [0x89, 0x50, 0x4e, 0x47])],
  ['image/jpeg', (bytes) => startsWith(bytes, [0xff, 0xd8, 0xff])],
  ['image/gif', (bytes) => startsWith(bytes, [0x47, 0x49, 0x46, 0x38])],
  ['image/webp', (bytes) => startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && startsWith(bytes.subarray(8), [0x57, 0x45])],
];

/** The type of a picture by its first bytes; null for what Discord takes for no picture (SVG among them). */
export function imageType(bytes: Uint8Array): string | null {
  return SIGNATURES.find(([, test]) => test(bytes))?.[0] ?? null;
}

/** Reads `data:image/...;base64,...` as webhooks carry their picture; null when it is no picture. */
export function readDataUri(uri: string): StoredFile | null {
  const match = /^data:image\/[a-z+]+;base64,([A-Za-z0-9+/=]+)$/.exec(uri);
  if (match?.[1] === undefined) return null;
  const bytes = Buffer.from(match[1], 'base64');
  const contentType = imageType(bytes);
  return contentType === null ? null : { contentType, bytes };
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}
