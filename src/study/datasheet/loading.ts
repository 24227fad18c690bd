import type { Block } from '../../audit/block.ts';
import type { Manifest } from '../data/manifest.ts';

/** One line each, to be given in the study's folder; what they make is called as the table is. */
export const LOADED_IN_PYTHON = [
  // It asks for the folder's name, which "." has none of.
  'import os; from datasets import load_dataset; scores = load_dataset(os.getcwd(), "scores", split="train")',
  'import pandas; scores = pandas.read_json("scores.jsonl.gz", lines=True)',
  'import duckdb; scores = duckdb.read_json("scores.jsonl.gz")',
] as const;
export const LOADED_IN_JAVASCRIPT =
  "import fs from 'node:fs'; import zlib from 'node:zlib'; const scores = zlib.gunzipSync(fs.readFileSync('scores.jsonl.gz')).toString().trimEnd().split('\\n').map((line) => JSON.parse(line));";

/** How to load it, and to come from rows to what the report speaks of. */
export function loadingBlocks({ head }: Pick<Manifest, 'head'>): readonly Block[] {
  const fenced = (language: string, lines: readonly string[]): Block => ({
    type: 'text',
    text: `\`\`\`${language}\n${lines.join('\n')}\n\`\`\``,
  });
  return [
    { type: 'heading', text: 'How to load it' },
    { type: 'text', text: 'In this folder, one line each; put another table’s name in the place of `scores`:' },
    fenced('python', LOADED_IN_PYTHON),
    fenced('js', [LOADED_IN_JAVASCRIPT]),
    {
      type: 'text',
      text: `An object’s overall score is the ${weightsDiffer(head) ? 'weighted mean (weights: `head.rubric` in `manifest.json`)' : 'mean'} of its ${head.rubric.criteria.length} criteria, each of them the mean over the judges; it is unscored where any of these is. Its mean by arm, with pandas:`,
    },
    fenced('python', [meanByArm(head)]),
    {
      type: 'text',
      text: '`scores.merge(debates, on="debate", suffixes=("", "_debate"))` adds scenario, ensemble and all else that is known of the debate.',
    },
  ];
}

/** The mean overall score of each arm, from `scores` as pandas loads it. */
export function meanByArm({ plan }: Manifest['head']): string {
  return `scores[scores.kind == "${plan.analysis.primary.of}"].groupby(["arm", "debate"]).value.agg(lambda values: values.mean(skipna=False)).groupby("arm").mean()`;
}

function weightsDiffer({ rubric }: Manifest['head']): boolean {
  return new Set(rubric.criteria.map(({ weight }) => weight)).size > 1;
}
