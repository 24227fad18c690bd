import type { StudyData } from '../data/study-data.ts';

/** Which program made the report. */
export interface Software {
  readonly version: string;
  /** Where it can be had; null: not known. */
  readonly address: string | null;
}

/** The entries for a bibliography. A title's braces keep its capitals. */
export function bibtexOf({ head, debates }: StudyData, { version, address }: Software): string {
  const year = debates
    .flatMap(({ endedAt }) => endedAt ?? [])
    .toSorted()
    .at(-1)
    ?.slice(0, 4);
  return `@misc{study-${head.plan.id},
  title = {{${bibtexText(head.plan.title)}}},
  author = {{The Ensemble Debates authors}},
  note = {Study by Ensemble Debates, version ${version}, plan ${head.planHash}},${year === undefined ? '' : `\n  year = {${year}},`}${address === null ? '' : `\n  url = {${address}},`}
}

@misc{sarabamoun2025ensemble,
  title = {Ensemble Debates with Local Large Language Models for {AI} Alignment},
  author = {Sarabamoun, Ephraiem},
  year = {2025},
  eprint = {2509.00091},
  archivePrefix = {arXiv},
  primaryClass = {cs.AI},
}`;
}

/** A title may hold anything. */
function bibtexText(text: string): string {
  return text.replaceAll(/[\\{}]/g, '').replaceAll(/[#$%&_]/g, '\\$&');
}
