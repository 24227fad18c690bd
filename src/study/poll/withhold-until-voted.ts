import type { TrialId } from '../../core/ids.ts';
import type { StudyData } from '../data/study-data.ts';
import type { PollStanding } from './study-poll.ts';

/**
 * A study's data with what people said of it, and without the trials on which they still vote, or will: of these nobody is to read a transcript or a
 * score before.
 * @param standing as it was before the data were read: what was closed since stays out
 */
export function withholdUntilVoted(data: StudyData, { sample, ended }: PollStanding): StudyData {
  const trialsOf = (...these: readonly PollStanding['sample'][number]['status'][]): readonly TrialId[] =>
    sample.flatMap(({ trial, status }) => (these.includes(status) ? [trial] : []));
  const unasked = trialsOf('to come', 'not judged');
  const open = trialsOf('open').length;
  const withheld = new Set([...trialsOf('open'), ...(ended ? [] : unasked)]);
  const shown = <Row extends { readonly trial: TrialId }>(rows: readonly Row[]): readonly Row[] =>
    rows.filter(({ trial }) => !withheld.has(trial));
  const debates = shown(data.debates);
  return {
    head: data.head,
    debates,
    scores: shown(data.scores),
    pairs: shown(data.pairs),
    vote: {
      sampled: sample.length,
      closed: sample.flatMap((one) => (one.status === 'closed' ? [one.vote] : [])),
      open,
      toCome: ended ? 0 : unasked.length,
      notJudged: ended ? 0 : trialsOf('not judged').length,
      withoutVote: trialsOf('not votable', 'broken off').length + (ended ? unasked.length : 0),
      withheld: new Set(data.debates.flatMap(({ trial }) => (withheld.has(trial) ? [trial] : []))).size,
      withheldDebates: data.debates.length - debates.length,
    },
  };
}
