import type { StudyResults } from '../../study/service/study-service.ts';
import { fitEmbeds } from '../cards/fit-embeds.ts';
import { tooLargeLines } from '../cards/fitting-files.ts';
import type { MessageContent } from '../jobs/live-message.ts';
import { LIMITS } from '../limits.ts';
import { shorten } from '../shorten.ts';
import { studyCard } from './study-card.ts';
import { studyFiles } from './study-files.ts';

/** What came of a study: its card and its files. @param before stands over them */
export async function resultsMessage(
  results: StudyResults,
  before: readonly string[],
): Promise<MessageContent & { content: string }> {
  const files = await studyFiles(results);
  return {
    content: shorten([...before, ...tooLargeLines(files)].join('\n'), LIMITS.message),
    embeds: fitEmbeds([studyCard(results.findings)]),
    files: files.files,
  };
}
