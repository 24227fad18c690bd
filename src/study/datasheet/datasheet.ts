import { type Block, markdownOf } from '../../audit/block.ts';
import { counted } from '../../core/counted.ts';
import { publicAuditWords } from '../../judge/judge-audit.ts';
import { auditsTry } from '../../trial/reading-scores.ts';
import type { Manifest } from '../data/manifest.ts';
import type { StudyPlan } from '../plan/study-plan.ts';
import { bibtexOf } from '../report/cite.ts';
import type { StudyToReport } from '../report/study-report.ts';
import { flatColumns } from './columns.ts';
import { loadingBlocks } from './loading.ts';
import { studyCard } from './study-card.ts';
import { tablesIn } from './study-tables.ts';

/** Its name in a study's folder, by which the Hub takes it for the data set's card. */
export const DATASHEET = 'README.md';

const heading = (text: string): Block => ({ type: 'heading', text });
const text = (words: string): Block => ({ type: 'text', text: words });
const list = (...items: readonly string[]): Block => ({ type: 'list', items });

/**
 * A published study's datasheet, in the order of the questions of "Datasheets for Datasets" (Gebru et al. 2018, arXiv 1803.09010): why it was made,
 * what is in it, how it came about, what was done to it, what it is for, how it is given away and kept. Then its columns.
 * @param plan the manifest's
 */
export function datasheet(manifest: Manifest, plan: StudyPlan, study: StudyToReport): string {
  const parts = [
    opening(manifest, study),
    composition(manifest, study),
    loadingBlocks(manifest),
    collection(manifest, plan),
    uses(study),
    distribution(manifest),
    upkeep(study),
    columnBlocks(manifest),
  ];
  return `${studyCard(manifest)}\n${markdownOf(parts.flat())}`;
}

function opening({ head: { plan } }: Manifest, { findings: { caveats, conclusions } }: StudyToReport): Block[] {
  const graves = caveats.filter(({ weight }) => weight === 'grave');
  return [
    { type: 'title', text: plan.title },
    text(plan.about),
    ...(graves.length === 0
      ? []
      : [text('**No claim about debates can rest on its figures:**'), list(...graves.map(({ words }) => words))]),
    heading('Why it was made'),
    text(
      'To ask whether an ensemble of language models with personas debates better, or comes to a better answer, than one model without a persona in the same number of calls; and to publish every word, score and refusal, so that each figure can be made again. Written by `npm run study` of Ensemble Debates.',
    ),
    text('What came of it, by rule from the intervals (all figures: `report.md`, `findings.json`):'),
    list(...conclusions.slice(0, 1).map(({ words }) => words)),
  ];
}

function composition({ head, files }: Manifest, { findings: { counts } }: StudyToReport): Block[] {
  return [
    heading('What is in it'),
    {
      type: 'table',
      columns: ['table', 'file', 'rows', 'a row is'],
      rows: tablesIn(files).map(({ name, file, rows, what }) => [`\`${name}\``, `\`${file}\``, String(rows), what]),
    },
    text(
      `${counted(counts.scenarios, 'scenario')}, ${counted(counts.ensembles, 'ensemble')}, ${counted(counts.formats, 'format')}, ${counted(head.plan.repetitions, 'repetition')}. Nothing was left out: debates that failed and scores that could not be had are rows too, with their reason, and no number stands in their place.`,
    ),
    {
      type: 'table',
      columns: ['arm', 'debates planned', 'run', 'complete', 'incomplete', 'failed', 'with an overall score'],
      rows: counts.arms.map(({ arm, ...of }) => [
        arm,
        ...[of.planned, of.run, of.complete, of.incomplete, of.failed, of.scored].map(String),
      ]),
    },
    ...(counts.missing.length === 0 ? [] : [list(...counts.missing)]),
    text(
      'Texts are in English and all by models, but for the scenarios, which the authors of Ensemble Debates wrote. Nothing in it is about a person, and no person debated, voted or judged.',
    ),
  ];
}

function collection({ head, sittings, runsFailed, promptHashes }: Manifest, plan: StudyPlan): Block[] {
  const { models, judges, engine } = head;
  const machines = sittings.map(
    ({ processor, cores, memory, platform, node, program, engine: on, engineVersion }) =>
      `${processor}, ${counted(cores, 'core')}, ${Math.round(memory / 1e9)} GB, ${platform}; Node ${node}, Ensemble Debates ${program}, ${on}${engineVersion === null ? '' : ` ${engineVersion}`}`,
  );
  return [
    heading('How it came about'),
    list(
      `The plan was written down before the first call; SHA-256 over its canonical JSON: \`${head.planHash}\`. It is in \`plan.json\`, and with hashes of all ${Object.keys(promptHashes).length} prompts in \`manifest.json\`.`,
      `Arms: ${plan.arms.join(', ')}; the same scenario, format, length limits, temperature (${plan.temperature}) and number of calls in all arms of a trial. All seeds and the order of the runs are drawn from seed ${plan.seed}.`,
      `It ran on ${engine}, from ${sittings[0]?.began ?? ''} (UTC), in ${counted(sittings.length, 'sitting')}; ${counted(runsFailed, 'run')} failed for their servers and were tried again.`,
      'A turn is valid when its model finished it by itself, said something outside of its thinking, repeated neither itself nor another turn, and kept to its role and language. Else it was asked for again, twice at most. All attempts are in `attempts`.',
    ),
    text('Machines:'),
    list(...new Set(machines)),
    text('Models that debated or judged, as their server told of them:'),
    {
      type: 'table',
      columns: ['model', 'family', 'bytes', 'context, tokens', 'digest'],
      rows: models.map(({ name, family, bytes, contextTokens, digest }) => [
        `\`${name}\``,
        family,
        String(bytes ?? 'not told'),
        String(contextTokens ?? 'not told'),
        digest ?? 'not told',
      ]),
    },
    text(
      'Judges, which read neither models nor personas nor arms, one criterion a call; a score is the mean of the judge’s distribution over the levels 1 to 7:',
    ),
    list(
      ...judges.map(
        ({ judge, model, sameFamily, audit }) =>
          `${judge}: \`${model}\`${sameFamily ? ', of a family that debates (or it may be)' : ''}; ${publicAuditWords(audit)}.`,
      ),
    ),
    ...auditsTry({ judges, judged: plan.judged }).map(text),
    heading('What was done to it'),
    text(
      'Nothing was cleaned, sampled or corrected. Thinking was taken out of texts and only its length kept. What judges saw of a text may lack characters that nobody sees: `changes` counts them.',
    ),
  ];
}

function uses({ findings: { caveats } }: StudyToReport): Block[] {
  return [
    heading('What it is for'),
    text(
      'Checking the study’s figures; research on how models debate, how judging models score, and what makes turns invalid; another analysis of the same rows. It is none for training: texts of models are in it as they came, the invalid ones too.',
    ),
    heading('Known limits'),
    list(
      ...caveats.map(({ words }) => words),
      'Every score is a model’s, and says nothing of what people would prefer.',
      'Debates on the same scenario are not independent: count scenarios, not rows.',
      'Two rows are comparable by `value` only where `judge`, `kind` and `criterion` are the same.',
    ),
  ];
}

function distribution({ head: { models } }: Manifest): Block[] {
  return [
    heading('Licence'),
    text(
      `None was chosen: that is a question for whoever publishes it (\`license\` above). The scenarios are part of Ensemble Debates (MIT). What may be done with the texts also depends on the licences of the models that wrote them (${models.map(({ name }) => name).join(', ')}).`,
    ),
  ];
}

function upkeep(study: StudyToReport): Block[] {
  return [
    heading('How to check it'),
    text(
      '`npm run study -- verify THIS-FOLDER` compares every table with its checksum in `manifest.json`, the rows with each other and with the plan, and makes all figures anew. The folder is never changed: a mistake that is found is mended in a new study.',
    ),
    heading('How to cite'),
    text(`\`\`\`bibtex\n${bibtexOf(study.data, study.software)}\n\`\`\``),
  ];
}

function columnBlocks({ files }: Manifest): Block[] {
  return tablesIn(files).flatMap(({ name, columns }) => [
    heading(`Columns of ${name}`),
    {
      type: 'table',
      columns: ['column', 'type', 'what'],
      rows: flatColumns(columns).map(({ path, type, says }) => [`\`${path}\``, type, says]),
    },
  ]);
}
