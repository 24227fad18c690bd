import type { ContentProblem } from '../../content/content-error.ts';
import { layOutRounds } from '../../content/lay-out-rounds.ts';
import { RoundsError } from '../../content/rounds-error.ts';
import type { Content } from '../../content/schema.ts';
import { missingStances } from '../../content/seating.ts';
import type { YamlFile } from '../../content/yaml-file.ts';
import { ensemblesOf } from './study-content.ts';
import type { StudyPlan } from './study-plan.ts';
import { sizeOf } from './study-size.ts';

type Keys = readonly (string | number)[];

/** What a plan names that is not there, and what in it does not go together. */
export function checkStudyPlan(file: YamlFile<StudyPlan>, content: Content): ContentProblem[] {
  const { value: plan } = file;
  const problems: ContentProblem[] = [];
  const say = (keys: Keys, message: string): void => void problems.push(file.problemAt(keys, message));

  const given = plan.scenarios === 'all' ? [] : plan.scenarios;
  for (const [place, id] of given.entries()) {
    if (!content.scenarios.has(id)) say(['scenarios', place], `there is no scenarios/${id}.yaml`);
    if (given.indexOf(id) < place) say(['scenarios', place], `${id} stands here already`);
  }
  const ids = plan.ensembles.map((ensemble) => (typeof ensemble === 'string' ? ensemble : ensemble.id));
  for (const [place, ensemble] of plan.ensembles.entries()) {
    const keys = ['ensembles', place];
    const id = ids[place] ?? '';
    if (ids.indexOf(id) < place) say(keys, `${id} stands here already`);
    if (typeof ensemble === 'string') {
      if (!content.ensembles.has(id)) say(keys, `there is no prompts/ensembles/${id}.yaml`);
      continue;
    }
    if (content.ensembles.has(id)) say([...keys, 'id'], `choose another: prompts/ensembles/${id}.yaml has this one`);
    for (const { persona } of [...ensemble.members, ensemble.chair]) {
      if (!content.personas.has(persona)) say(keys, `there is no prompts/personas/${persona}.yaml`);
    }
  }
  for (const [place, id] of plan.formats.entries()) {
    const format = content.formats.get(id);
    if (plan.formats.indexOf(id) < place) say(['formats', place], `${id} stands here already`);
    if (format === undefined) {
      say(['formats', place], `there is no prompts/formats/${id}.yaml`);
      continue;
    }
    try {
      layOutRounds(format, plan.rounds);
    } catch (error) {
      if (!(error instanceof RoundsError)) throw error;
      say(['rounds'], error.message);
    }
    for (const ensemble of ensemblesOf(plan, content)) {
      const [missing] = missingStances(ensemble, format);
      if (missing !== undefined) say(['formats', place], `${ensemble.id} has nobody with the stance ${missing}`);
    }
  }
  for (const arm of ['ensemble', 'baseline'] as const) {
    if (!plan.arms.includes(arm)) say(['arms'], `expected ${arm} among them: every trial has that arm`);
  }
  if (new Set(plan.arms).size < plan.arms.length) say(['arms'], 'an arm stands there twice');

  const { community } = plan;
  const { trials } = sizeOf(plan, content);
  if (community !== undefined && community.pairs > trials)
    say(['community', 'pairs'], `the plan has ${trials} trials to vote on`);

  const { of, score } = plan.analysis.primary;
  if (!plan.judged.includes(of))
    say(['analysis', 'primary', 'of'], `the panel is not asked for it: judged has no ${of}`);
  const { criteria, views } = content.rubric;
  const scores = ['overall', ...criteria.map(({ id }) => id), ...views.map(({ id }) => id)];
  if (!scores.includes(score)) say(['analysis', 'primary', 'score'], `expected one of ${scores.join(', ')}`);
  return problems;
}
