import type { Entry } from '../community/leaderboard/entry.ts';
import type { Standing } from '../community/leaderboard/standings.ts';
import { counted } from '../core/counted.ts';

/** Marks a name where a text can. */
export type Code = (name: string) => string;

export const plain: Code = (name) => name;

/** Who it is, in words that no other entry of the board has. @param owners whether it is one of several servers */
export function entryWords(entry: Entry, { code, owners }: { readonly code: Code; readonly owners: boolean }): string {
  if (entry.kind === 'model') return `${code(entry.model)} ${entry.by === 'drafts' ? 'by its drafts' : 'alone'}`;
  const { id, owner, models, chair } = entry;
  const cast = models.every((model) => model === chair)
    ? code(chair)
    : `${models.map(code).join(', ')}; chair ${code(chair)}`;
  return `${code(id)}${owner === null || !owners ? '' : ` of the server ${owner}`} on ${cast}`;
}

/** Where it stands, and on how many ballots that rests. @param lacking what is said where these are too few */
export function standingWords(standing: Standing, lacking: string): string {
  const ballots = counted(standing.ballots, 'ballot');
  switch (standing.status) {
    case 'ranked': {
      const { rank, of, chance, low, high } = standing;
      return `rank ${rank} of ${of}, ${percent(chance)}% (${percent(low)} to ${percent(high)}%), ${ballots}`;
    }
    case 'unranked':
      return `${percent(standing.chance)}%, ${ballots}; no rank: ${standing.reason}`;
    case 'too-few':
      return `${lacking} (${ballots}, ${standing.least} are needed)`;
  }
}

function percent(share: number): string {
  return String(Math.round(100 * share));
}
