import { type Block, markdownOf } from '../audit/block.ts';
import { publicAuditWords } from '../judge/judge-audit.ts';
import { auditsTry } from '../trial/reading-scores.ts';
import { type Column, LABEL_COLUMNS, PAIR_COLUMNS, RATING_COLUMNS } from './columns.ts';
import { type CountTable, filterWords, rowTable, trialTable } from './count-tables.ts';
import { fileNameOf } from './data-files.ts';
import type { DataSet } from './data-set.ts';
import { TRAINING_RULE } from './discord-policy.ts';
import { frontMatter } from './front-matter.ts';

const SHAPES: Readonly<Record<string, string>> = {
  preferences: 'pairs: prompt, chosen, rejected as text (DPO)',
  'preferences-conversational': 'the same pairs as messages',
  labels: 'single answers: prompt, completion, label (KTO)',
  'labels-conversational': 'the same answers as messages',
  ratings: 'people’s mean rating of an answer on one criterion (reward modelling)',
};

/** The data set's card: what is in it, how it came about, what was left out, what it is good for and what not. */
export function datasheet(set: DataSet): string {
  const parts = [opening(set), contents(set), collection(set), leftOut(set), use(), privacy(set), licence(set)];
  return `${frontMatter(set)}\n${markdownOf(parts.flat())}`;
}

const heading = (text: string): Block => ({ type: 'heading', text });
const text = (words: string): Block => ({ type: 'text', text: words });
const list = (...items: readonly string[]): Block => ({ type: 'list', items });
const tableOf = ([head = [], ...rows]: CountTable): Block => ({ type: 'table', columns: head, rows });

function opening({ simulated, cautions }: DataSet): Block[] {
  return [
    { type: 'title', text: `Which answers were preferred${simulated ? ' (simulated)' : ''}` },
    ...(simulated
      ? [
          text(
            '**Simulated.** Votes and ratings here are those of programs (scripted voters), written to try the export out. They say nothing of what people prefer: nothing should be trained on them.',
          ),
        ]
      : []),
    ...cautions.map(text),
    text(
      `Ensembles of language models debated a question, single models answered the same one, and ${simulated ? 'programs' : 'people'} voted on the answers without knowing whose they were. Here are the questions, the answers, and what votes, ratings and a panel of judging models say of them. Written by \`npm run export\` of Ensemble Debates.`,
    ),
  ];
}

function contents({ files }: DataSet): Block[] {
  const [first] = files;
  return [
    heading('What is in it'),
    {
      type: 'table',
      columns: ['configuration', 'rows', 'what', 'SHA-256 of its file'],
      rows: files.map(({ name, rows, sha256 }) => [`\`${name}\``, String(rows), SHAPES[name] ?? '', sha256]),
    },
    text(
      `\`load_dataset("THIS FOLDER", "${first?.name ?? ''}", split="train")\` loads one. Files are JSON Lines (\`${first === undefined ? '' : fileNameOf(first.name)}\`).`,
    ),
    text(
      'Texts: a prompt is followed by an empty line, since prompt and answer are read as one text. Messages: the prompt is the user’s, the answer the assistant’s. All rows of a scenario share their prompt: put a scenario into training or into testing, never into both.',
    ),
    ...columnBlocks('Columns of pairs', PAIR_COLUMNS),
    ...columnBlocks('Columns of labels', LABEL_COLUMNS),
    ...columnBlocks('Columns of ratings', RATING_COLUMNS),
  ];
}

function columnBlocks(name: string, columns: readonly Column[]): Block[] {
  return [
    heading(name),
    {
      type: 'table',
      columns: ['column', 'type', 'what'],
      rows: columns.map((column) => [`\`${column.name}\``, column.type, column.says]),
    },
  ];
}

function collection({ simulated, judges, models }: DataSet): Block[] {
  return [
    heading('How it was collected'),
    list(
      `Answers: written by these models, as chairs and members of debates and alone: ${models.join(', ')}. Names of personas and models in their words are replaced.`,
      'Ballots: answers as A, B and so on in a drawn order, votes and scores sealed by a hash until the ballot closed. One vote a person; the last one counts. Who followed the debate may have recognised an answer.',
      simulated
        ? 'Votes: those of programs alone.'
        : 'Votes: the filtered count of each ballot, by the rules that its server had set before anybody voted (young accounts, members who joined later, roles, whoever started the debate); `votes_all` is how many voted in all. No program’s vote is in it.',
      'Chosen: the answer with more votes than each other answer, than "equally good" and than "all are bad". Against it stands each other answer of the ballot; of two that were not chosen nothing is said.',
      'Labels: true for the chosen answer, false for the others of its ballot, false for all where most found all of them bad.',
      'Ratings: the mean of those who rated that answer on that criterion, 1 to 7 by described levels; the interval is Student’s.',
    ),
    text('Judges, which read neither models nor personas nor arms:'),
    list(...judges.map(({ model, audit }) => `${model}: ${publicAuditWords(audit)}.`)),
    ...auditsTry({ judges, judged: ['debate', 'answer', 'pair'] }).map(text),
  ];
}

function leftOut(set: DataSet): Block[] {
  return [
    heading('What was left out, and why'),
    text(filterWords(set)),
    tableOf(trialTable(set)),
    tableOf(rowTable(set)),
  ];
}

function use(): Block[] {
  return [
    heading('Intended use'),
    text(
      'Preference and reward modelling on reasoned answers to questions of values, and research on how judging models and people differ. `margin` and `votes` tell how much a row rests on; TRL’s RewardTrainer takes a column `margin` of pairs into its loss by itself.',
    ),
    heading('Limits'),
    list(
      'What was preferred is not what is true, safe or right. Whoever votes on a Discord server stands for nobody else.',
      'People chose on which ballots to vote, and the same few may have voted on many. Rows of one trial rest on the same voters.',
      'There are few questions (the scenarios are in English), and every row of one has the same prompt.',
      'Answers have three named parts (recommendation, strongest objection, dissent) that the prompt does not ask for.',
      'Judges’ scores are those of models: read them with what is said of their audits above.',
    ),
  ];
}

function privacy({ simulated, typedWords }: DataSet): Block[] {
  const votes = simulated
    ? 'here there are none of people at all'
    : 'votes and ratings are counts and means of a ballot (where one is unanimous, whoever knows who voted knows how)';
  const words = typedWords
    ? 'Words that people typed (questions, what they said at the table) are in it only where everybody whose they are said that they may be published, by an option of the command with which they typed them; these rows say `typed_words`. The policy below is about such words: whoever publishes or trains on them needs Discord’s permission. Trials with words of anybody else are left out whole, and so are those with scenarios, ensembles or personas that a server made, since models read these words and may quote them.'
    : 'Words that people typed are not in it: trials about a question that a person typed, with scenarios, ensembles or personas that a server made, or in which people asked or sat at the table, are left out whole, since models read these words and may quote them.';
  return [
    heading('Privacy'),
    text(`No name, no id and no single vote of a person is in it: ${votes}. ${words}`),
    text(TRAINING_RULE),
  ];
}

function licence({ models }: DataSet): Block[] {
  return [
    heading('Licence'),
    text(
      `None was chosen: that is a question for whoever publishes it (\`license\` above). The scenarios are part of Ensemble Debates (MIT). What may be done with the answers also depends on the licences of the models that wrote them (${models.join(', ')}), and what may be done with the votes on the terms of the place where they were given.`,
    ),
  ];
}
