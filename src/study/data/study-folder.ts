import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { whyUnwritable } from '../../core/why-unwritable.ts';
import { type StudyPlan, studyPlanSchema } from '../plan/study-plan.ts';
import { type Manifest, manifestSchema } from './manifest.ts';
import { StudyUnreadableError } from './study-unreadable-error.ts';
import { StudyUnwritableError } from './study-unwritable-error.ts';

const MANIFEST = 'manifest.json';
const PLAN = 'plan.json';

/** A file of a study's folder. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Buffer | string;
}

/** The folder of one study: its plan from the beginning, its store while it runs, and what is published of it when it is finished. */
export class StudyFolder {
  readonly path: string;

  constructor(folder: string) {
    this.path = folder;
  }

  /** The file of the events, unless another store is named. */
  get store(): string {
    return path.join(this.path, 'study.sqlite');
  }

  /** Whether events were stored there. */
  hasStore(): boolean {
    return existsSync(this.store);
  }

  /** Makes the folder where there is none. @throws StudyUnwritableError */
  async make(): Promise<void> {
    await this.#orUnwritable(async () => {
      await mkdir(this.path, { recursive: true });
    });
  }

  /** Puts the plan there. @throws StudyUnwritableError */
  async begin(plan: StudyPlan): Promise<void> {
    await this.write([{ name: PLAN, bytes: `${JSON.stringify(plan, null, 2)}\n` }]);
  }

  /** The plan that it was begun with; undefined where there is none. @throws StudyUnreadableError */
  plan(): Promise<StudyPlan | undefined> {
    return this.#json(PLAN, studyPlanSchema);
  }

  /** Undefined where the study is not finished. @throws StudyUnreadableError */
  manifest(): Promise<Manifest | undefined> {
    return this.#json(MANIFEST, manifestSchema);
  }

  /** @throws StudyUnreadableError */
  async read(name: string): Promise<Buffer> {
    const bytes = await this.#readIfThere(name);
    if (bytes === undefined) throw new StudyUnreadableError(path.join(this.path, name), 'is not there');
    return bytes;
  }

  /** Writes files, each whole or not at all, the manifest last: without it a study is not finished. @throws StudyUnwritableError */
  async finish(manifest: Manifest, files: readonly NamedFile[]): Promise<void> {
    await this.write(files);
    await this.write([{ name: MANIFEST, bytes: `${JSON.stringify(manifest, null, 2)}\n` }]);
  }

  /** Writes files, each whole or not at all; where one cannot be written, all that was there is as it was. @throws StudyUnwritableError */
  async write(files: readonly NamedFile[]): Promise<void> {
    await this.#orUnwritable(() => this.#replace(files));
  }

  /** All are written before the first takes its place. */
  async #replace(files: readonly NamedFile[]): Promise<void> {
    const placed = files.map(({ name, bytes }) => {
      const place = path.join(this.path, name);
      return { place, part: `${place}.part`, bytes };
    });
    try {
      for (const { part, bytes } of placed) await writeFile(part, bytes, { flush: true });
      for (const { part, place } of placed) await rename(part, place);
    } finally {
      // What cannot be removed was not ours.
      for (const { part } of placed) await rm(part, { force: true }).catch(() => {});
    }
  }

  async #json<Value>(name: string, schema: z.ZodType<Value>): Promise<Value | undefined> {
    const bytes = await this.#readIfThere(name);
    if (bytes === undefined) return undefined;
    const place = path.join(this.path, name);
    let value: unknown;
    try {
      value = JSON.parse(bytes.toString('utf8'));
    } catch (error) {
      throw new StudyUnreadableError(place, 'is no JSON', error);
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const where = issue === undefined ? '' : ` (${issue.path.join('.')}: ${issue.message})`;
    throw new StudyUnreadableError(place, `is not what this version writes${where}`, parsed.error);
  }

  async #readIfThere(name: string): Promise<Buffer | undefined> {
    const place = path.join(this.path, name);
    try {
      return await readFile(place);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'ENOENT') return undefined;
      throw new StudyUnreadableError(place, `cannot be read: ${whyUnwritable(error)}`, error);
    }
  }

  async #orUnwritable(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      throw new StudyUnwritableError(this.path, error);
    }
  }
}
