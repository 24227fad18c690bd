import { counted } from '../../core/counted.ts';
import { LEAST_CLUSTERS } from '../../statistics/clustered.ts';
import { ARM_HEADINGS, ARM_WORDS } from '../../trial/arm-words.ts';
import type { StudyFindings } from '../analysis/findings.ts';
import type { StudyHead } from '../data/study-data.ts';
import type { StudyPlan } from '../plan/study-plan.ts';
import type { Sitting } from '../run/study-events.ts';
import { OBJECT_WORDS } from './arms.ts';
import { code, heading, list, type Section, table, type Words } from './document.ts';
import { asPercent, grouped } from './figure-words.ts';
import { foreignMethod } from './foreign-method.ts';

/** How it was done, from its plan, and what cannot be concluded from it. */
export function methodSection(head: StudyHead, findings: StudyFindings, sittings: readonly Sitting[]): Section {
  return {
    id: 'method',
    title: 'Method and limits',
    blocks: [
      heading('What was compared'),
      ...list('kind' in head.plan ? foreignMethod(head) : comparedLines(head, head.plan)),
      heading('How it was scored and analysed'),
      ...list([...analysedLines(head), ...votedLines(head.plan)]),
      heading('What cannot be concluded'),
      ...list(limitLines(head, findings)),
      heading('Models and machines'),
      ...table(
        'Models that debated or judged, as their server told of them',
        ['Model', 'Family', 'Bytes', 'Context, tokens', 'Digest'],
        head.models.map(({ name, family, bytes, contextTokens, digest }) => [
          code(name),
          family,
          bytes === null ? 'not told' : grouped(bytes),
          contextTokens === null ? 'not told' : grouped(contextTokens),
          digest === null ? 'not told' : code(digest),
        ]),
      ),
      ...table(
        'What it was run on, sitting by sitting',
        ['Engine', 'Processor', 'Cores', 'Memory, GB', 'System', 'Program', 'Node'],
        sittings.map(({ engine, engineVersion, processor, cores, memory, platform, program, node }) => [
          `${engine}${engineVersion === null ? '' : ` ${engineVersion}`}`,
          processor,
          String(cores),
          (memory / 1e9).toFixed(1),
          platform,
          program,
          node,
        ]),
      ),
    ],
  };
}

function comparedLines({ names, engine, debatesPlanned }: StudyHead, plan: StudyPlan): Words[] {
  const { ensembles, scenarios, formats } = names;
  const count = (record: object): number => Object.keys(record).length;
  return [
    `Planned: ${counted(debatesPlanned, 'debate')}: ${counted(count(scenarios), 'scenario')}, ${counted(plan.ensembles.length, 'ensemble')} (${Object.values(ensembles).join(', ')}), ${counted(plan.formats.length, 'format')} (${Object.values(formats).join(', ')}), ${counted(plan.repetitions, 'repetition')}, ${counted(plan.arms.length, 'arm')} (${plan.arms.map((arm) => ARM_HEADINGS[arm]).join(', ')}). The size was fixed beforehand, so nobody could look at results and go on until they pleased.`,
    `Equal in all arms of a trial: the scenario, the format with its ${plan.rounds === undefined ? 'own rounds' : counted(plan.rounds, 'round')}, the length asked for, the temperature (${plan.temperature}), the time for a turn (${grouped(plan.turnSeconds)} s), and the number of calls.`,
    `${sentence(ARM_WORDS.baseline)} takes all seats of the same format without a persona, so that what differs is who speaks, not how often.${plan.arms.includes('self-consistency') ? ` In the third arm that model drafts answers unseen by each other and chooses one (${ARM_WORDS['self-consistency']}).` : ''}`,
    `All seeds, the order of the runs and the intervals are drawn from seed ${plan.seed}. The order was shuffled with the arms mixed, so that no arm gets the warm server.`,
    'A turn counts when its model finished it by itself, said something outside of its thinking, repeated neither itself nor another turn, and kept to its role and language. Else it was asked for again, twice at most; a debate with a silent member is incomplete.',
    `A sitting was to be broken off after ${counted(plan.stop.failuresInARow, 'run')} in a row that failed: then a server is at fault, not a debate.`,
    ['Models ran on: ', engine, '.'],
  ];
}

function analysedLines({ plan, rubric, judges }: StudyHead): Words[] {
  const { primary, exclusions, tokensWithin } = plan.analysis;
  const weights = new Set(rubric.criteria.map(({ weight }) => weight)).size === 1 ? 'all weigh the same' : 'weighted';
  return [
    `Asked first, before there were results: the mean difference, ensemble minus baseline, of ${primary.score === 'overall' ? 'the overall score' : primary.score} of ${OBJECT_WORDS[primary.of]}, ${'kind' in plan ? 'paired by topic, and by ensemble where the file tells it' : 'paired by scenario, ensemble, format and repetition'}.`,
    `Judged by ${counted(judges.length, 'model')}, which saw neither models nor personas nor arms: ${counted(rubric.criteria.length, 'criterion').replace('criterions', 'criteria')} (${rubric.criteria.map(({ name }) => name.toLowerCase()).join(', ')}), each scored alone from 1 to 7 with every level described; ${weights}. A score is the mean of the judge’s distribution over the levels; the reason comes after it.`,
    'What could not be had is unscored, with its reason, and counted. Nothing stands in its place: a debate that lacks one criterion by one judge has no overall score.',
    exclusions.includes('incomplete-debates')
      ? 'Incomplete debates enter no difference; with them the headline stands among the checks of its sensitivity.'
      : 'Incomplete debates enter the differences where they have a score; without them the headline stands among the checks of its sensitivity.',
    `Pairs whose arms wrote tokens that differ by more than ${asPercent(tokensWithin)} of the larger number are left out of the token-matched result alone.`,
    `Intervals are at 95%, two-sided, and count scenarios as what was drawn: debates on the same scenario are not independent. Those of differences are made by the bootstrap-t over whole scenarios; the headline stands beside it by CR2 errors with Student’s t. Fewer than ${LEAST_CLUSTERS} scenarios give none. How each figure is made is in docs/study-analysis.md, how often such intervals held the truth where it was known in docs/statistics.md.`,
    'Conclusions are written by rule: an interval that holds zero is “no difference shown”, whatever its middle; the criteria’s p are corrected after Holm.',
  ];
}

function votedLines(plan: StudyHead['plan']): Words[] {
  if ('kind' in plan || plan.community === undefined) return [];
  const { pairs, hours } = plan.community;
  return [
    `The plan asks people too: a sample of ${counted(pairs, 'trial')}, drawn by the seed, is put to a blind vote on Discord, each for ${counted(hours, 'hour')}. Their votes stand beside the judges’ verdicts on the same pairs and enter no other figure.`,
  ];
}

function limitLines(
  { plan, models, judges, names }: StudyHead,
  { counts, caveats, community }: StudyFindings,
): Words[] {
  const [voted] = community.agreement;
  const isOneModel = caveats.some(({ id }) => id === 'one-model');
  const debaters = models.map(({ name }) => name).join(', ');
  return [
    `That larger or other models would do the same: these were ${debaters}.`,
    `That people would prefer the same${voted === undefined ? '' : ` beyond the ${counted(voted.pairs, 'pair')} that they voted on`}: every score here is given by ${judges.length === 1 ? 'a model' : 'models'}.`,
    `That it holds beyond ${counted(Object.keys(names.scenarios).length, 'scenario')}${'kind' in plan ? ', written by others' : ' in English, written for this project'}.`,
    `That ensembles are better or worse than single models at large: ${counted(plan.ensembles.length, 'ensemble')} and one kind of baseline were tried.`,
    '“No difference shown” is not “no difference”: the smallest difference that could have been shown stands in the tables.',
    'kind' in plan
      ? 'Why the debates differ: how they were run is not known, and not whether both arms were run alike.'
      : isOneModel
        ? 'That ensembles of several models would do the same: one model sat in every seat, so that personas and stances alone tell the arms apart.'
        : 'That the difference comes from the personas, or from the debate: where several models sit at a table, an ensemble also has other weights than its baseline.',
    ...(counts.whole ? [] : ['Anything final: the study is not whole yet.']),
  ];
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
