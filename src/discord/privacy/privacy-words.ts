import { peopleEventSchema } from '../../privacy/events.ts';
import type { PersonalData } from '../../privacy/export-person.ts';
import { DELETED_WORDS } from '../../trial/redaction.ts';

const SKIPPED =
  'so that you are skipped where those who reacted are listed, until you vote, rate, say where you stand, ask, take a seat or start a debate again';

/** What a deletion does, said before it is done. */
export const BEFORE_DELETION = [
  '**This deletes what the bot stores of you, on all servers, within a minute. It can’t be undone.**',
  `**What goes:** your votes, ratings, positions and reactions in ballots that are not closed; everywhere, what says that something is yours, and what was stored of your account. Words that you typed (questions, turns at the table, a question of your own that was debated) become “${DELETED_WORDS}” or the like. A debate on a question of your own that still goes on is stopped.`,
  '**What stays, as anonymous counts:** what you chose in ballots that are closed, since results that have been shown depend on it. Each of these ballots has it under a random id that leads to nobody, with no more than what its counts need.',
  `**What stays of you:** one keyed hash of your Discord id, only ${SKIPPED}.`,
  '**What the bot can’t delete here:** messages in Discord, its own with your words among them, until a moderator deletes them; what models wrote in answer to you; copies that operators have made of the database.',
].join('\n');

export const DELETING =
  'What is stored of you is being deleted. This message says when it is done; it goes on over a restart of the bot.';

export const DELETED = `Done: nothing is stored of you any more but anonymous counts in closed ballots, and one keyed hash of your Discord id, only ${SKIPPED}.`;

export const DELETION_GOES_ON =
  'The bot is being restarted: it goes on with deleting what is stored of you as soon as it is back.';

const DELETED_BEFORE = `You had all deleted that was stored of you. The file has what is left: one keyed hash of your Discord id, only ${SKIPPED}.`;

/** What is in the file that somebody is given. */
export function exportWords({ records }: PersonalData): string {
  if (records.length === 0) return 'Nothing is stored of you.';
  if (records.every(isTombstone)) return DELETED_BEFORE;
  const debates = new Set(records.flatMap(({ debate }) => (debate === null ? [] : [debate]))).size;
  const of = debates === 0 ? '' : `, of ${debates === 1 ? 'one debate' : `${debates} debates`} on all servers`;
  return [
    `The file has all that is stored of you: ${records.length === 1 ? 'one record' : `${records.length} records`}${of}. You stand in it under the keyed hash of your Discord id that the bot knows you by.`,
    'While a ballot is open, the answer that you reacted to has its letter there, not whose it is. `/privacy delete` removes it all.',
  ].join('\n');
}

/** Whether a record is all that a deletion leaves. */
function isTombstone({ event }: PersonalData['records'][number]): boolean {
  return peopleEventSchema.safeParse(event).data?.type === 'deletion-done';
}
