import type { APIEmbed } from 'discord.js';
import { describeRatings, hasRated, NOBODY_RATED } from '../../trial/rating-words.ts';
import type { TrialResult } from '../../trial/result.ts';

type Field = NonNullable<APIEmbed['fields']>[number];

/** How people rated the answers overall, and programs apart. */
export function ratingFields(result: TrialResult): Field[] {
  const lines = hasRated(result, 'people') ? describeRatings(result, 'people') : [NOBODY_RATED];
  const people = { name: 'Ratings by people', value: lines.join('\n') };
  if (!hasRated(result, 'scripted')) return [people];
  const name = 'Ratings by scripted voters (programs, drawn at random)';
  return [people, { name, value: describeRatings(result, 'scripted').join('\n') }];
}
