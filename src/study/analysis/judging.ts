import { deriveSeed, seededRandom } from '../../core/random.ts';
import { auditWords } from '../../judge/judge-audit.ts';
import { WHOLE_DEBATE } from '../../judge/judged-object.ts';
import type { JudgeSeat } from '../../judge/panel.ts';
import { countQuotes } from '../../judge/quote-count.ts';
import { describeUnscored } from '../../judge/summary.ts';
import { modelsIn } from '../data/everybody-in.ts';
import { agreementAmongJudges, agreementAmongRepetitions } from './agreement.ts';
import { meanByScenario, shareByScenario, shareThat } from './by-scenario.ts';
import type { JudgeFindings, Judging } from './findings/judges.ts';
import { mostFrequent } from './most-frequent.ts';
import { type Reading, readingOf } from './reading.ts';
import { type ScoreOfScenario, scoresByScenario } from './scores-by-scenario.ts';

/**
 * What is known of the panel: its audits, what it left unscored, how well it agrees.
 * @throws AbortError
 */
export async function judgingOf(reading: Reading, signal: AbortSignal): Promise<Judging> {
  const { head, data } = reading;
  const scores = scoresByScenario(data);
  const random = (what: string) => seededRandom(deriveSeed(head.plan.seed, 'agreement', what));
  const { all, byCriterion } = await agreementAmongJudges(reading, random('judges'), signal);
  return {
    judges: head.judges.map((seat) => judgeFindings(seat, reading, scores)),
    agreement: all,
    agreementByCriterion: head.rubric.criteria.map(({ id, name }) => ({
      criterion: id,
      name,
      agreement: byCriterion.get(id) ?? { status: 'undefined', reason: 'nothing was scored', n: 0 },
    })),
    repetitions: await agreementAmongRepetitions(data, random('repetitions'), signal),
    quotes: quotesIn(scores),
  };
}

function judgeFindings(seat: JudgeSeat, { data }: Reading, all: readonly ScoreOfScenario[]): JudgeFindings {
  const own = all.filter(({ row }) => row.judgement.judge === seat.judge);
  const unscored = own.flatMap(({ row: { judgement } }) =>
    judgement.score.status === 'unscored' ? [judgement.score.reason] : [],
  );
  const alone = readingOf(data, [seat.judge]);
  const overalls = data.debates.flatMap(({ debate, scenario }) => {
    const { overall } = alone.summary(debate, WHOLE_DEBATE);
    return overall === null ? [] : [{ scenario, overall }];
  });
  return {
    judge: seat.judge,
    model: seat.model,
    family: seat.family,
    sameFamily: seat.sameFamily,
    debates: debatingModels(data).has(seat.model),
    audit: { status: auditStatus(seat.audit), words: auditWords(seat.audit) },
    scored: own.length - unscored.length,
    unscored: shareThat(own, ({ row }) => row.judgement.score.status === 'unscored'),
    reasons: mostFrequent(unscored).map((reason) => ({
      reason,
      name: describeUnscored(reason),
      unscored: shareThat(
        own,
        ({ row: { judgement } }) => judgement.score.status === 'unscored' && judgement.score.reason === reason,
      ),
    })),
    mean: meanByScenario(overalls, ({ overall }) => overall),
    quotes: quotesIn(own),
  };
}

/** All that speak in any debate. */
function debatingModels({ debates }: Reading['data']): ReadonlySet<string> {
  return new Set(debates.flatMap(modelsIn));
}

function auditStatus(audit: JudgeSeat['audit']): JudgeFindings['audit']['status'] {
  switch (audit?.status) {
    case undefined:
      return 'not-noted';
    case 'not audited':
      return 'not-audited';
    case 'unreadable':
      return 'unreadable';
    case 'audited':
      if (audit.verdict === 'fit') return 'fit';
      return audit.verdict === 'not fit' ? 'not-fit' : 'fit-for-some';
  }
}

function quotesIn(scores: readonly ScoreOfScenario[]): JudgeFindings['quotes'] {
  return shareByScenario(scores, ({ row }) => {
    const { given, stand } = countQuotes([row.judgement]);
    return { count: stand, total: given };
  });
}
