import { createHash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';

/** SHA-256 of a text, as 64 lower-case hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** SHA-256 over the canonical JSON of a value (RFC 8785): key order and spacing make no difference. */
export function canonicalHash(value: unknown): string {
  return sha256(canonicalize(value));
}
