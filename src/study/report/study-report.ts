import type { StudyFindings } from '../analysis/findings.ts';
import type { StudyData } from '../data/study-data.ts';
import type { Sitting } from '../run/study-events.ts';
import { type Beside, besideSection } from './beside-section.ts';
import type { Software } from './cite.ts';
import { costSection } from './cost-section.ts';
import { debatesSection } from './debates-section.ts';
import type { Report } from './document.ts';
import { groupsSection } from './groups-section.ts';
import { judgesSection } from './judges-section.ts';
import { methodSection } from './method-section.ts';
import { opening } from './opening.ts';
import { preferencesSection } from './preferences-section.ts';
import { repeatSection } from './repeat-section.ts';
import { reportMarkdown } from './report-markdown.ts';
import { reportPage } from './report-page.ts';
import { resultSection } from './result-section.ts';
import { robustnessSection } from './robustness-section.ts';
import { scoresSection } from './scores-section.ts';
import { validitySection } from './validity-section.ts';

export interface StudyToReport {
  readonly data: StudyData;
  /** Of the same data. */
  readonly findings: StudyFindings;
  readonly software: Software;
  /** On what it was run, oldest first; empty: not known. */
  readonly sittings: readonly Sitting[];
  /** Another study that stands next to it. */
  readonly beside?: Beside;
}

/** The page's file name, to which the Markdown links for what was said in a debate. */
export const PAGE = 'report.html';
export const MARKDOWN = 'report.md';
/** All figures, for programs. */
export const FINDINGS = 'findings.json';

/**
 * A study's report as one page that stands alone, and the same in Markdown. Every figure is taken from the findings; what was said, and the scores
 * debate by debate, from the data.
 */
export async function studyReport(study: StudyToReport): Promise<{ readonly html: string; readonly markdown: string }> {
  const report = reportOf(study);
  return { html: await reportPage(report), markdown: reportMarkdown(report, PAGE) };
}

/** The report's three files: the page, Markdown, and all figures. */
export async function reportFiles(
  study: StudyToReport,
): Promise<readonly { readonly name: string; readonly text: string }[]> {
  const { html, markdown } = await studyReport(study);
  return [
    { name: PAGE, text: html },
    { name: MARKDOWN, text: markdown },
    { name: FINDINGS, text: `${JSON.stringify(study.findings, null, 2)}\n` },
  ];
}

function reportOf({ data, findings, software, sittings, beside }: StudyToReport): Report {
  return {
    title: `${findings.study.title}${findings.counts.whole ? '' : ' (not whole yet)'}`,
    opening: opening(findings),
    sections: [
      ...(beside === undefined ? [] : [besideSection({ head: data.head, findings }, beside)]),
      resultSection(findings),
      scoresSection(findings),
      groupsSection(findings),
      preferencesSection(findings, data.head),
      robustnessSection(findings),
      validitySection(findings),
      judgesSection(findings),
      costSection(findings),
      debatesSection(data),
      methodSection(data.head, findings, sittings),
      repeatSection(data, software),
    ],
    footer: `Written by Ensemble Debates ${software.version}. Models wrote what was said and gave the scores. What could not be had is called unscored, incomplete or too little data; nothing stands in its place.`,
  };
}
