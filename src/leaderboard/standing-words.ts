import type { Entry, ModelEntry } from '../community/leaderboard/entry.ts';
import type { Standing } from '../community/leaderboard/standings.ts';
import { counted } from '../core/counted.ts';

/** Marks a name where a text can. */
export type Code = (name: string) => string;

export const plain: Code = (name) => name;

const BY_WORDS = { debate: 'alone', drafts: 'by its drafts', member: 'as a member' } as const satisfies Readonly<
  Record<ModelEntry['by'], string>
>;

/** Who it is, in words that no other entry of the board has. @param owners whether it is one of several servers */
export function entryWords(entry: Entry, { code, owners }: { readonly code: Code; readonly owners: boolean }): string {
  if (entry.kind === 'model') return `${code(entry.model)} ${BY_WORDS[entry.by]}`;
  const name = `${code(entry.id)}${entry.owner === null || !owners ? '' : ` of the server ${entry.owner}`}`;
  if (entry.kind === 'persona') return name;
  const { models, chair } = entry;
  const cast = models.every((model) => model === chair)
    ? code(chair)
    : `${models.map(code).join(', ')}; chair ${code(chair)}`;
  return `${name} on ${cast}`;
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
