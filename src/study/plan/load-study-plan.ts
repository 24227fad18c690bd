import { access } from 'node:fs/promises';
import path from 'node:path';
import type { ContentProblem } from '../../content/content-error.ts';
import type { Content } from '../../content/schema.ts';
import { readYaml } from '../../content/yaml-file.ts';
import { checkStudyPlan } from './check-study-plan.ts';
import { type StudyPlan, studyPlanSchema } from './study-plan.ts';
import { StudyPlanError } from './study-plan-error.ts';

/** Where the plans are that come with the program. */
export const PLANS_FOLDER = 'studies';

/**
 * Reads a study's plan and checks that all that it names is there.
 * @param given the path of a YAML file, or the name of one in studies/
 * @param root the folder that holds studies/
 * @throws StudyPlanError with every problem at once
 */
export async function loadStudyPlan(given: string, root: string, content: Content): Promise<StudyPlan> {
  const file = await fileOf(given, root);
  const { dir, base } = path.parse(file);
  const read = await readYaml(dir, base, studyPlanSchema);
  const named = (problems: readonly ContentProblem[]): StudyPlanError =>
    new StudyPlanError(problems.map((problem) => ({ ...problem, file: given })));
  if (!read.ok) throw named(read.problems);
  const problems = checkStudyPlan(read.file, content);
  if (problems.length > 0) throw named(problems);
  return read.file.value;
}

async function fileOf(given: string, root: string): Promise<string> {
  const known = path.join(root, PLANS_FOLDER, `${given}.yaml`);
  const isName = /^[a-z0-9-]+$/.test(given);
  if (!isName) return path.resolve(given);
  return access(known).then(
    () => known,
    () => path.resolve(given),
  );
}
