import type { Content, Ensemble } from '../../content/schema.ts';
import type { StudyPlan } from './study-plan.ts';

/** The ensembles of a study, in its order: those that the content has, and its own. An id that nothing has is passed over. */
export function ensemblesOf({ ensembles, everySeat, judges }: StudyPlan, content: Content): Ensemble[] {
  return ensembles
    .flatMap((given) => (typeof given === 'string' ? (content.ensembles.get(given) ?? []) : given))
    .map((ensemble) => ({
      ...ensemble,
      ...(judges === undefined ? {} : { judges }),
      ...(everySeat === undefined
        ? {}
        : {
            members: ensemble.members.map((member) => ({ ...member, model: everySeat })),
            chair: { ...ensemble.chair, model: everySeat },
            baseline: everySeat,
          }),
    }));
}

/** What a study's trials are planned with: the program's content with the study's ensembles in the place of its own. */
export function contentOfStudy(plan: StudyPlan, content: Content): Content {
  return { ...content, ensembles: new Map(ensemblesOf(plan, content).map((ensemble) => [ensemble.id, ensemble])) };
}

/** Ids of its scenarios, in its order. */
export function scenariosOf({ scenarios }: StudyPlan, content: Content): string[] {
  return scenarios === 'all' ? [...content.scenarios.keys()] : [...scenarios];
}
