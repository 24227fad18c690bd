import { AttachmentBuilder } from 'discord.js';
import { programVersion } from '../../program-version.ts';
import type { StudyResults } from '../../study/service/study-service.ts';
import { type FittingFiles, fittingFiles } from '../cards/fitting-files.ts';
import { LIMITS } from '../limits.ts';
import { shorten } from '../shorten.ts';

const FOREST_FILE = 'differences.png';

/** The forest plot, the report as a page and as Markdown, and all figures. */
export async function studyFiles(results: StudyResults): Promise<FittingFiles> {
  // What draws takes a quarter of a second to load: not when the program starts.
  const [{ reportFiles }, { resultForest }, { toPng }] = await Promise.all([
    import('../../study/report/study-report.ts'),
    import('../../study/report/result-section.ts'),
    import('../../charts/png.ts'),
  ]);
  const { findings } = results;
  const svg = resultForest(findings);
  const texts = fittingFiles(
    await reportFiles({ ...results, software: { version: await programVersion(), address: null } }),
  );
  if (svg === undefined) return texts;
  const picture = new AttachmentBuilder(Buffer.from(await toPng(svg)), {
    name: FOREST_FILE,
    description: shorten(
      `Differences with their intervals. ${findings.headline.difference.conclusion.words}`,
      LIMITS.attachmentDescription,
    ),
  });
  return { ...texts, files: [picture, ...texts.files] };
}
