import { readOfflineConfig } from '../config.ts';
import { loadContent } from '../content/load-content.ts';
import { Prompts } from '../content/prompts.ts';
import { canonicalHash } from '../core/hash.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { openScreen } from '../terminal/open-screen.ts';
import type { TerminalProcess } from '../terminal/terminal-output.ts';
import { StudyFolder } from './data/study-folder.ts';
import { StudyUnreadableError } from './data/study-unreadable-error.ts';
import { StudyNotVerifiedError } from './study-not-verified-error.ts';
import type { StudyFolderOptions } from './study-options.ts';
import { verifyStudy } from './verify/verify-study.ts';

/**
 * `study verify`: checks a finished study in its folder, and says whether this version reads the same prompts.
 * @throws StudyNotVerifiedError when anything is not as it was written, StudyUnreadableError, ContentError, AbortError
 */
export async function verifyStudyCommand(
  { folder: path, json }: StudyFolderOptions,
  process: TerminalProcess,
  signal: AbortSignal,
): Promise<void> {
  const config = readOfflineConfig(process.env);
  const terminal = openScreen(process.stdout, process.env, config.dumbTerminal).part();
  try {
    const folder = new StudyFolder(path);
    const manifest = await folder.manifest();
    if (manifest === undefined)
      throw new StudyUnreadableError(path, 'holds no finished study: there is no manifest.json');
    const checks = await verifyStudy(folder, manifest, signal);
    const content = await loadContent(PROJECT_ROOT);
    const samePrompts = canonicalHash(new Prompts(content.templates).hashes()) === canonicalHash(manifest.promptHashes);
    if (json) {
      process.stdout.write(`${JSON.stringify({ checks, samePrompts }, null, 2)}\n`);
    } else {
      for (const { what, problem } of checks)
        terminal.line(problem === '' ? `ok: ${what}` : `NOT SO: ${what}: ${problem}`);
      terminal.line(
        samePrompts
          ? 'This version has the prompts that it was run with: the same plan runs it again.'
          : 'This version has other prompts than it was run with: the version in its manifest runs it again.',
      );
    }
    const wrong = checks.filter(({ problem }) => problem !== '').length;
    if (wrong > 0) throw new StudyNotVerifiedError(path, wrong);
  } finally {
    terminal.close();
  }
}
