import { AttachmentBuilder } from 'discord.js';
import type { TrialResult } from '../../trial/result.ts';

export const SEALED_FILE = 'sealed.json';

/**
 * What was sealed when the ballot opened, byte by byte: the file's SHA-256 is the one that was posted. None where no ballot was closed, and
 * of a debate that was taken off view, since judges quote it.
 */
export function sealedFiles({ community }: TrialResult, hidden: boolean): AttachmentBuilder[] {
  if (community === null || hidden) return [];
  return [new AttachmentBuilder(Buffer.from(community.sealed, 'utf8'), { name: SEALED_FILE })];
}
