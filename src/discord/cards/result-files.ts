import { AttachmentBuilder } from 'discord.js';
import type { Content } from '../../content/schema.ts';
import { programVersion } from '../../program-version.ts';
import { revealTrial } from '../../results/revealed.ts';
import { trialData } from '../../results/trial-data.ts';
import type { TrialUpdate } from '../../trial/events.ts';
import { LIMITS } from '../limits.ts';
import { sealedFiles } from './sealed-file.ts';
import { signalsFiles } from './signals-file.ts';

export interface ResultFiles {
  readonly files: AttachmentBuilder[];
  /** Names of those that are larger than Discord takes, which are left out. */
  readonly tooLarge: readonly string[];
}

/**
 * All files of a trial that has ended: what was sealed, the picture, the whole debate as a page, and as data. None of one that has not ended,
 * and of one that was taken off view.
 */
export async function resultFiles(
  history: readonly TrialUpdate[],
  content: Pick<Content, 'picture' | 'reactions'>,
): Promise<ResultFiles> {
  const revealed = revealTrial(history);
  if (revealed === undefined) return { files: [], tooLarge: [] };
  // It draws a chart: see signals-file.ts.
  const { trialPage } = await import('../../results/page/trial-page.ts');
  const { trial } = revealed.result.plan;
  const version = await programVersion();
  const texts = [
    { name: `${trial}.html`, text: await trialPage(revealed, content, version) },
    { name: `${trial}.json`, text: `${JSON.stringify(trialData(revealed, version), null, 2)}\n` },
  ].map(({ name, text }) => ({ name, bytes: Buffer.from(text, 'utf8') }));
  const fits = ({ bytes }: { readonly bytes: Buffer }): boolean => bytes.byteLength <= LIMITS.fileBytes;
  return {
    files: [
      ...sealedFiles(revealed.result, false),
      ...(await signalsFiles(revealed.result)),
      ...texts.filter(fits).map(({ name, bytes }) => new AttachmentBuilder(bytes, { name })),
    ],
    tooLarge: texts.filter((file) => !fits(file)).map(({ name }) => name),
  };
}
