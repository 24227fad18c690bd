import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from '../../src/project-root.ts';

/** Where the studies are that are published with the program. */
export const STUDIES = path.join(PROJECT_ROOT, 'data', 'studies');

/** Their names: folders that are finished, not what somebody runs here now. */
export const PUBLISHED_STUDIES: readonly string[] = existsSync(STUDIES)
  ? readdirSync(STUDIES).filter((name) => existsSync(path.join(STUDIES, name, 'manifest.json')))
  : [];
