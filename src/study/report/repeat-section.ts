import { stringify } from 'yaml';
import type { StudyData } from '../data/study-data.ts';
import { bibtexOf, type Software } from './cite.ts';
import { type Block, code, heading, link, list, paragraph, type Section } from './document.ts';

/** How to cite the study, how to run it again, and the plan to run. */
export function repeatSection(data: StudyData, software: Software): Section {
  const { plan, planHash } = data.head;
  return {
    id: 'again',
    title: 'Cite it, check it, run it again',
    blocks: [
      heading('How to cite'),
      paragraph(
        'Cite the program with its version and the plan’s hash, and the paper whose design it follows: ',
        link('arXiv 2509.00091', 'https://arxiv.org/abs/2509.00091'),
        '. The numbers here are this study’s own, not that paper’s.',
      ),
      { kind: 'code', text: bibtexOf(data, software) },
      heading('How to run it again'),
      ...list([
        [
          'Save the plan below as a file, then ',
          code('npm run study -- run PLAN'),
          '. Run it again after a break: it goes on.',
        ],
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
