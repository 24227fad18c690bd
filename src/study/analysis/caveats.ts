import { counted } from '../../core/counted.ts';
import { LEAST_CLUSTERS } from '../../statistics/clustered.ts';
import type { StudyHead } from '../data/study-data.ts';
import { baselineCaveats } from './baseline-caveats.ts';
import { isDone } from './counts.ts';
import type { Caveat, StudyFindings } from './findings.ts';
import { judgeCaveats } from './judge-caveats.ts';
import { originCaveats } from './origin-caveats.ts';
import { partOfSampleCaveats, withheldCaveats } from './people-caveats.ts';
import { placeCaveats } from './place-caveats.ts';
import type { Reading } from './reading.ts';
import { listed, percent } from './words.ts';

type Seen = Pick<StudyFindings, 'community' | 'counts' | 'headline' | 'judging' | 'measures' | 'preferences'>;

/** More than this of the debates without a score may be those of one kind. */
const MOST_UNSCORED = 0.05;

/** What a reader has to know before the first figure, by rule; the grave ones first. */
export function caveatsOf(reading: Reading, seen: Seen): Caveat[] {
  const all = [
    ...originCaveats(reading),
    ...partialCaveats(seen),
    ...withheldCaveats(seen),
    ...smallCaveats(reading.head),
    ...judgeCaveats(seen.judging),
    ...placeCaveats(seen),
    ...baselineCaveats(reading),
    ...dataCaveats(seen),
    ...tokenCaveats(reading, seen),
    ...partOfSampleCaveats(seen),
  ];
  return [...all.filter(({ weight }) => weight === 'grave'), ...all.filter(({ weight }) => weight === 'caution')];
}

/** Trials that people vote on are left out, whatever has become of them: that alone does not make a study unfinished. */
function partialCaveats({ counts, community: { sample } }: Seen): Caveat[] {
  const { withheldDebates = 0, notJudged = 0 } = sample ?? {};
  const done = isDone(counts, withheldDebates);
  if (done && notJudged === 0) return [];
  const sum = (of: 'planned' | 'run'): number => counts.arms.reduce((total, arm) => total + arm[of], 0);
  const [planned, run] = [sum('planned') - withheldDebates, sum('run')];
  const { due, given } = counts.scores;
  const scores = due === 0 ? '' : `, with ${given} of the ${counted(due, 'score')} that these take`;
  const which = withheldDebates === 0 ? '' : 'leaving out the trials that people vote on, ';
  const far = done
    ? `${counted(notJudged, 'trial')} of people’s sample ${notJudged === 1 ? 'is' : 'are'} not judged yet`
    : `${which}${run} of ${counted(planned, 'debate')} ${run === 1 ? 'has' : 'have'} been run${scores}`;
  const words = `The study is not finished: ${far}. Figures will change, and whoever stops here because they please spoils them.`;
  return [{ id: 'partial', weight: 'grave', words }];
}

function smallCaveats({ caution }: StudyHead): Caveat[] {
  return caution === '' ? [] : [{ id: 'small-models', weight: 'grave', words: caution }];
}

function dataCaveats({ counts, headline }: Seen): Caveat[] {
  const caveats: Caveat[] = [];
  const { pairs, scenarios } = headline.difference;
  if (scenarios < LEAST_CLUSTERS)
    caveats.push({
      id: 'few-scenarios',
      weight: 'grave',
      words: `The headline rests on ${counted(scenarios, 'scenario')}: with fewer than ${LEAST_CLUSTERS} nothing can be concluded.`,
    });
  const ended = counts.arms.reduce((sum, { run, failed }) => sum + run - failed, 0);
  const unscored = ended - counts.arms.reduce((sum, { scored }) => sum + scored, 0);
  if (unscored > MOST_UNSCORED * ended)
    caveats.push({
      id: 'unscored',
      weight: unscored === ended ? 'grave' : 'caution',
      words: `${unscored} of ${counted(ended, 'debate')} (${percent(unscored / ended)}) ${unscored === 1 ? 'has' : 'have'} no overall score and ${unscored === 1 ? 'is' : 'are'} in no mean of it. If it is debates of one kind that are left unscored, the rest is no fair sample.`,
    });
  const { incompleteIn } = headline;
  if (incompleteIn > 0)
    caveats.push({
      id: 'incomplete-counted',
      weight: 'caution',
      words: `In ${incompleteIn} of the headline’s ${counted(pairs, 'pair')} a debate lacks at least one turn. The plan leaves them in; what the headline is without them stands under sensitivity.`,
    });
  return caveats;
}

/** The arms are to spend alike. */
function tokenCaveats({ head }: Reading, { measures }: Seen): Caveat[] {
  const written = measures.find(({ id }) => id === 'completion-tokens');
  const within = head.plan.analysis.tokensWithin;
  const means = (written?.arms ?? []).flatMap(({ arm, mean }) =>
    mean.status === 'undefined' ? [] : [{ arm, mean: mean.value }],
  );
  const values = means.map(({ mean }) => mean);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (means.length < 2 || most - least <= within * most) return [];
  const each = means.map(({ arm, mean }) => `${arm} ${Math.round(mean)}`);
  return [
    {
      id: 'tokens-differ',
      weight: 'caution',
      words: `The arms made as many calls but wrote unlike many tokens a debate (${listed(each)}): a difference may be one of length. See the token-matched and the length-adjusted result.`,
    },
  ];
}
