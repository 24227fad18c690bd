import { WHOLE_DEBATE } from '../../judge/judged-object.ts';
import { armsIn, plannedIn } from './arms-in.ts';
import { debatesOfArm, shareByScenario, shareThat } from './by-scenario.ts';
import type { Funnel } from './findings/counts.ts';
import type { Reading } from './reading.ts';
import { scoresByScenario } from './scores-by-scenario.ts';
import { type TurnsOf, turnsOf } from './turns-of.ts';

/** From the turns that were asked for to the debates that have all their scores, arm by arm. */
export function funnelOf(reading: Reading): Funnel[] {
  const { data, head } = reading;
  const arms = armsIn(head.plan);
  const scores = scoresByScenario(data);
  return arms.map((arm): Funnel => {
    const debates = debatesOfArm(data.debates, arm);
    const isScored = ({ debate }: { readonly debate: (typeof debates)[number]['debate'] }): boolean =>
      reading.summary(debate, WHOLE_DEBATE).overall !== null;
    const whole = shareThat(debates, ({ status }) => status === 'complete');
    const scored = shareThat(debates, isScored);
    const valid = ({ validAtFirst, validAfterRetries }: TurnsOf): number => validAtFirst + validAfterRetries;
    const shareOfTurns = (count: (turns: TurnsOf) => number) =>
      shareByScenario(debates, (row) => ({ count: count(turnsOf(row)), total: row.turnsAsked }));
    return {
      arm,
      turns: sumOfTurns(debates.map(turnsOf)),
      debates: {
        planned: plannedIn(reading, arm),
        run: debates.length,
        whole: whole.count,
        answered: debates.filter(({ answer }) => answer !== null).length,
        scored: scored.count,
      },
      unscored: shareThat(
        scores.filter((score) => score.row.arm === arm),
        ({ row }) => row.judgement.score.status === 'unscored',
      ),
      shares: {
        valid: shareOfTurns(valid).share,
        validAtFirst: shareOfTurns(({ validAtFirst }) => validAtFirst).share,
        whole: whole.share,
        scored: scored.share,
      },
    };
  });
}

function sumOfTurns(all: readonly TurnsOf[]): TurnsOf {
  const sum = (of: keyof TurnsOf): number => all.reduce((total, turns) => total + turns[of], 0);
  return {
    asked: sum('asked'),
    validAtFirst: sum('validAtFirst'),
    validAfterRetries: sum('validAfterRetries'),
    silent: sum('silent'),
    notReached: sum('notReached'),
  };
}
