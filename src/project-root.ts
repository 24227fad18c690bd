import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root, where prompts/ and scenarios/ are. */
export const PROJECT_ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
