import { access, readdir } from 'node:fs/promises';
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

/** @throws StudyPlanError where neither a file nor a plan of that name is there */
async function fileOf(given: string, root: string): Promise<string> {
  const plans = path.join(root, PLANS_FOLDER);
  const isName = /^[a-z0-9-]+$/.test(given);
  for (const file of [...(isName ? [path.join(plans, `${given}.yaml`)] : []), path.resolve(given)]) {
    if (await isThere(file)) return file;
  }
  const names = (await readdir(plans)).map((name) => path.parse(name).name).sort();
  const message = `there is no such file, and ${PLANS_FOLDER}/ has no plan of this name but ${names.join(', ')}`;
  throw new StudyPlanError([{ file: given, line: 1, field: '', message }]);
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
