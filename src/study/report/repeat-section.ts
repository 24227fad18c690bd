import { stringify } from 'yaml';
import type { Origin } from '../data/origin.ts';
import type { StudyData, StudyHead } from '../data/study-data.ts';
import { type Block, code, heading, link, list, paragraph, type Section } from './document.ts';

/** Which program made the report. */
export interface Software {
  readonly version: string;
  /** Where it can be had; null: not known. */
  readonly address: string | null;
}

/** How to cite the study, how to run it again, and the plan to run. */
export function repeatSection(data: StudyData, software: Software): Section {
  const { plan, planHash, origin } = data.head;
  return {
    id: 'again',
    title: 'Cite it, check it, run it again',
    blocks: [
      heading('How to cite'),
      paragraph(
        'Cite the program with its version and the plan’s hash, and the paper whose design it follows: ',
        link('arXiv 2509.00091', 'https://arxiv.org/abs/2509.00091'),
        `. The numbers here are this study’s own, not that paper’s.${origin === undefined ? '' : ` Cite whoever ran the debates of ${origin.file}, too.`}`,
      ),
      { kind: 'code', text: bibtex(data, software) },
      heading('How to run it again'),
      ...list([
        origin === undefined
          ? [
              'Save the plan below as a file, then ',
              code('npm run study -- run PLAN'),
              '. Run it again after a break: it goes on.',
            ]
          : ['With ', code(origin.file), ' at hand: ', code(againCommand(plan, origin)), '.'],
        [code('npm run study -- verify DIR'), ' checks a finished study against its manifest.'],
        [code('npm run study -- report DIR'), ' writes this report anew from its data.'],
        ['All figures are in ', code('findings.json'), ' beside this report.'],
      ]),
      heading('The plan'),
      paragraph('SHA-256 over its canonical JSON: ', code(planHash)),
      { kind: 'code', text: stringify(plan, { lineWidth: 100 }) },
    ] satisfies Block[],
  };
}

/** The conditions are named where they are not the usual ones. */
function againCommand(plan: StudyHead['plan'], { conditions }: Origin): string {
  const named = (['ensemble', 'baseline'] as const).flatMap((arm) =>
    conditions[arm] === arm ? [] : [`--${arm} ${JSON.stringify(conditions[arm])}`],
  );
  const panel = 'kind' in plan ? plan.panel.join(',') : 'MODELS';
  return ['npm run study -- rejudge FILE', `--panel ${panel}`, ...named, `--seed ${plan.seed}`, '--out DIR'].join(' ');
}

/** The entries for a bibliography. A title's braces keep its capitals. */
function bibtex({ head, debates }: StudyData, { version, address }: Software): string {
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
