import type { Content } from '../../content/schema.ts';
import { programVersion } from '../../program-version.ts';
import { revealTrial } from '../../results/revealed.ts';
import { trialData } from '../../results/trial-data.ts';
import type { TrialUpdate } from '../../trial/events.ts';
import { type FittingFiles, fittingFiles } from './fitting-files.ts';
import { sealedFiles } from './sealed-file.ts';
import { signalsFiles } from './signals-file.ts';

/**
 * All files of a trial that has ended: what was sealed, the picture, the whole debate as a page, and as data. None of one that has not ended,
 * and of one that was taken off view.
 */
export async function resultFiles(
  history: readonly TrialUpdate[],
  content: Pick<Content, 'picture' | 'reactions'>,
): Promise<FittingFiles> {
  const revealed = revealTrial(history);
  if (revealed === undefined) return { files: [], tooLarge: [] };
  // It draws a chart: see signals-file.ts.
  const { trialPage } = await import('../../results/page/trial-page.ts');
  const { trial } = revealed.result.plan;
  const version = await programVersion();
  const texts = fittingFiles([
    { name: `${trial}.html`, text: await trialPage(revealed, content, version) },
    { name: `${trial}.json`, text: `${JSON.stringify(trialData(revealed, version), null, 2)}\n` },
  ]);
  return {
    files: [...sealedFiles(revealed.result, false), ...(await signalsFiles(revealed.result)), ...texts.files],
    tooLarge: texts.tooLarge,
  };
}
