import { DOMParser } from 'linkedom';
import { analyse } from '../../../src/study/analysis/analyse.ts';
import type { StudyData } from '../../../src/study/data/study-data.ts';
import type { StudyToReport } from '../../../src/study/report/study-report.ts';
import type { Sitting } from '../../../src/study/run/study-events.ts';
import { type MadeOptions, makeStudy } from '../made-study.ts';

/** Small enough to be analysed in a moment, large enough to have intervals. */
const SMALL: Partial<MadeOptions> = { scenarios: 7, ensembles: 2 };

const SITTING: Sitting = {
  program: '1.2.3',
  node: 'v20.20.2',
  platform: 'linux 6.1',
  processor: 'A made-up processor',
  cores: 2,
  memory: 8e9,
  engine: 'no engine',
  engineVersion: null,
};

/** A made study with its findings. @param change what else is done to its data */
export async function madeToReport(
  options: Partial<MadeOptions> = {},
  change: (data: StudyData) => StudyData = (data) => data,
): Promise<StudyToReport> {
  const data = change(makeStudy({ ...SMALL, ...options }));
  const findings = await analyse(data, new AbortController().signal);
  return {
    data,
    findings,
    software: { version: '1.2.3', address: 'https://example.org/program' },
    sittings: [SITTING],
  };
}

/** A page as its reader finds it. */
export function readPage(html: string) {
  const document = new DOMParser().parseFromString(html, 'text/html');
  const all = (selector: string) => [...document.querySelectorAll(selector)];
  const wordsOf = ({ textContent }: { readonly textContent: string | null }): string =>
    (textContent ?? '').replace(/\s+/g, ' ').trim();
  return { all, wordsOf, words: (selector: string): string[] => all(selector).map(wordsOf) };
}
