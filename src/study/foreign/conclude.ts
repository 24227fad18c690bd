import { counted } from '../../core/counted.ts';
import { LEAST_CLUSTERS } from '../../statistics/clustered.ts';
import { LEAST_PAIRS } from '../analysis/origin-caveats.ts';
import { percent, points } from '../analysis/words.ts';
import type { AuditFindings, ConclusionKind } from './audit-findings.ts';

type Seen = Omit<AuditFindings, 'conclusions'>;
type Conclusion = AuditFindings['conclusions'][number];

/** With fewer of them something has to be said of those that are left out. */
const MOST_PAIRS = 0.95;
/** More turns than that which are none are worth a word; more than the other, and it is no set of debates. */
const MANY_INVALID = 0.05;
const MOST_INVALID = 0.5;
/** Shares of valid turns that differ by more are not lost alike. */
const UNLIKE = 0.1;
/** With as many debates that name nobody, no share of wins is one of all. */
const MOST_NOBODY = 0.2;

/** What a data set of others allows to say, by rule: what it does not allow first. */
export function concludeAudit(seen: Seen): readonly Conclusion[] {
  const all = [
    ...turnsConclusions(seen),
    ...pairsConclusions(seen),
    ...evenConclusions(seen),
    ...cutConclusions(seen),
    ...scoresConclusions(seen),
    ...winnersConclusions(seen),
    ...meansConclusions(seen),
    ...fitConclusions(seen),
  ];
  return (['no', 'careful', 'yes'] as const).flatMap((kind) => all.filter((one) => one.kind === kind));
}

function say(kind: ConclusionKind, words: string): Conclusion[] {
  return [{ kind, words }];
}

function turnsConclusions({ checked: { counts } }: Seen): Conclusion[] {
  const { turns, valid } = counts;
  const invalid = turns - valid;
  const share = turns === 0 ? 0 : invalid / turns;
  const said = `${invalid} of ${counted(turns, 'turn')} (${percent(share)})`;
  if (share > MOST_INVALID)
    return say('no', `It is no set of ${counted(counts.debates, 'debate')}: ${said} are no arguments.`);
  if (share > MANY_INVALID)
    return say('careful', `${said} are no arguments: whatever is said of all debates is said of these too.`);
  return say(
    'yes',
    invalid === 0
      ? `All ${counted(turns, 'turn')} can be read as arguments.`
      : `All turns but ${said} can be read as arguments.`,
  );
}

function pairsConclusions({ pairs }: Seen): Conclusion[] {
  const { pairs: all, fit, whole, topics, told } = pairs;
  const subject = 'comparison of ensembles with single models';
  if (all === 0)
    return say(
      'no',
      `No ${subject} can be made: no topic has both a debate with an ensemble and one without (${pairs.ensemble} with, ${pairs.baseline} without).`,
    );
  const unpaired =
    told === all
      ? []
      : say(
          'careful',
          `The file does not say which debates belong together in ${all - told} of ${counted(all, 'pair')}: they share a topic alone, so differences can be read topic by topic, and not ensemble by ensemble.`,
        );
  const have = `only ${fit} of ${counted(all, 'pair')} have two debates fit to be scored, ${whole} of them with all their turns`;
  if (fit < LEAST_PAIRS * all)
    return [...say('no', `No ${subject} can be made: ${have}. What is left was chosen by what broke.`), ...unpaired];
  if (topics < LEAST_CLUSTERS)
    return [
      ...say(
        'no',
        `No ${subject} can be made with an interval: the pairs with all their turns are on ${counted(topics, 'topic')}, and it takes ${LEAST_CLUSTERS}.`,
      ),
      ...unpaired,
    ];
  if (whole < MOST_PAIRS * all)
    return [...say('careful', `A ${subject} leaves out much: ${have}, on ${counted(topics, 'topic')}.`), ...unpaired];
  return [
    ...say(
      'yes',
      `A ${subject} can be made: ${whole} of ${counted(all, 'pair')} have two debates with all their turns, on ${counted(topics, 'topic')}.`,
    ),
    ...unpaired,
  ];
}

/** What is lost on one side alone is a difference of its own. */
function evenConclusions({ conditions }: Seen): Conclusion[] {
  const shares = conditions
    .filter(({ turns }) => turns > 0)
    .map(({ condition, turns, valid }) => ({ condition: condition ?? 'no condition', share: valid / turns }))
    .sort((one, other) => one.share - other.share);
  const [least, most] = [shares.at(0), shares.at(-1)];
  if (least === undefined || most === undefined || most.share - least.share <= UNLIKE) return [];
  return say(
    'no',
    `What was lost was not lost alike: ${percent(least.share)} of the turns are valid under “${least.condition}” and ${percent(most.share)} under “${most.condition}”. A difference between their means is also one of what broke.`,
  );
}

function cutConclusions({ cuts }: Seen): Conclusion[] {
  if (!cuts.oneLength || cuts.words === null) return [];
  const { median, low, high } = cuts.words;
  return say(
    'no',
    `How long or how thorough models argue cannot be told: ${cuts.cut} of ${counted(cuts.texts, 'text')} end in mid-sentence at about one length (${median} words, most of them ${low} to ${high}), as texts do that a limit of tokens has cut.`,
  );
}

function scoresConclusions({ scores, checked: { counts } }: Seen): Conclusion[] {
  const { mode } = scores;
  if (mode === null)
    return say(
      'no',
      'Nothing can be said of its own scores: the file has none, so no published mean can be recomputed from it.',
    );
  const most = `${mode.count} of ${counted(scores.scores, 'score')} (${percent(mode.share)}) are exactly ${mode.value}, the next value is there ${counted(mode.next, 'time')}${mode.flatDebates === 0 ? '' : `, and in ${counted(mode.flatDebates, 'debate')} all are`}`;
  if (scores.suspicious)
    return say(
      'no',
      `Its own scores should not be used: ${most}. That looks like a default that stands where a score could not be had.`,
    );
  const missing = counts.debates - scores.debates;
  if (missing > 0)
    return say('careful', `Its own scores are of ${scores.debates} of ${counted(counts.debates, 'debate')}.`);
  return say('yes', `Its own scores show no pile at one value (${most}). How they came about is not known.`);
}

function winnersConclusions({ winners: { asked, nobody } }: Seen): Conclusion[] {
  if (asked === 0) return [];
  const said = `${nobody} of ${counted(asked, 'debate')} that have a field for the winner name nobody`;
  if (nobody >= MOST_NOBODY * asked) return say('no', `Who wins how often cannot be told: ${said}.`);
  if (nobody > 0) return say('careful', `Who wins can be told of the rest alone: ${said}.`);
  return say('yes', `All ${counted(asked, 'debate')} with a field for the winner name one.`);
}

function meansConclusions({ means }: Seen): Conclusion[] {
  return means.flatMap(({ of, field, published, recomputed, follows }) => {
    const what = `The published mean of “${of}” (${published}, ${field})`;
    if (follows === null) return say('no', `${what} cannot be recomputed: no debate of it has scores.`);
    const [first] = recomputed;
    const found =
      first === undefined
        ? ''
        : ` They give ${points(first.mean)} over ${counted(first.debates, 'debate')} (${first.from})${recomputed.length > 1 ? ', and no field of theirs gives it either' : ''}.`;
    return follows
      ? say('yes', `${what} follows from the file’s rows.`)
      : say('no', `${what} does not follow from the file’s rows.${found}`);
  });
}

function fitConclusions({ checked: { counts } }: Seen): Conclusion[] {
  const { fit, whole, debates } = counts;
  if (fit === 0) return say('no', 'None of its debates is fit to be scored.');
  return say(
    'yes',
    `${fit} of ${counted(debates, 'debate')} can be scored one by one (rejudge), ${whole} of them with all their turns: the others are scored, and in no mean.`,
  );
}
