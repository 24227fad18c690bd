import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Content } from '../../content/schema.ts';
import { loadStudyPlan, PLANS_FOLDER } from './load-study-plan.ts';
import type { StudyPlan } from './study-plan.ts';
import { StudyPlanError } from './study-plan-error.ts';
import { StudyUnknownError } from './study-unknown-error.ts';

/** A plan under the name by which it is asked for. */
export interface NamedPlan {
  readonly name: string;
  readonly plan: StudyPlan;
}

const ENDING = '.yaml';

/** The plans that come with the program, read anew each time. */
export class StudyPlans {
  readonly #root: string;
  readonly #content: Content;

  /** @param root the folder that holds studies/ */
  constructor(root: string, content: Content) {
    this.#root = root;
    this.#content = content;
  }

  /** Those that can be run, by name. */
  async list(): Promise<readonly NamedPlan[]> {
    const names = await this.#names();
    const read = await Promise.all(
      names.map((name) =>
        this.#load(name).then(
          (plan): NamedPlan[] => [{ name, plan }],
          (error: unknown) => {
            if (error instanceof StudyPlanError) return [];
            throw error;
          },
        ),
      ),
    );
    return read.flat();
  }

  /** @throws StudyUnknownError, StudyPlanError */
  async get(name: string): Promise<StudyPlan> {
    const names = await this.#names();
    if (!names.includes(name)) throw new StudyUnknownError(name, names);
    return this.#load(name);
  }

  #load(name: string): Promise<StudyPlan> {
    return loadStudyPlan(name, this.#root, this.#content);
  }

  async #names(): Promise<string[]> {
    const files = await readdir(path.join(this.#root, PLANS_FOLDER));
    return files
      .filter((file) => file.endsWith(ENDING))
      .map((file) => file.slice(0, -ENDING.length))
      .sort();
  }
}
