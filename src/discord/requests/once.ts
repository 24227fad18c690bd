import { sha256 } from '../../core/hash.ts';
import { LIMITS } from '../limits.ts';

/** By this Discord knows a message that is sent again because the answer to the first request was lost. @param mark the same for both */
export function onceFor(mark: string): { readonly nonce: string; readonly enforceNonce: true } {
  return { nonce: sha256(mark).slice(0, LIMITS.nonce), enforceNonce: true };
}
