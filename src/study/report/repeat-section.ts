import { stringify } from 'yaml';
import type { Origin } from '../data/origin.ts';
import type { StudyData, StudyHead } from '../data/study-data.ts';
import { bibtexOf, type Software } from './cite.ts';
import { type Block, code, heading, link, list, paragraph, type Section } from './document.ts';

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
      { kind: 'code', text: bibtexOf(data, software) },
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
