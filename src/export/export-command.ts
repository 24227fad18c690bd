import { overDatabase } from '../reports/over-database.ts';
import { tableLines } from '../terminal/table-lines.ts';
import type { TerminalProcess } from '../terminal/terminal-output.ts';
import { PastTrials } from '../trial/past-trials.ts';
import { filterWords, rowTable, trialTable } from './count-tables.ts';
import { fileNameOf } from './data-files.ts';
import { type DataSet, makeDataSet } from './data-set.ts';
import { datasheet } from './datasheet.ts';
import { TRAINING_RULE } from './discord-policy.ts';
import type { ExportOptions } from './export-options.ts';
import { type LeftOutTrial, type VotedTrial, votedTrialOf } from './voted-trial.ts';
import { ensureFree, README, writeExport } from './write-export.ts';

/**
 * Writes what people's votes and ratings say of answers as a data set to train on, with its datasheet, and prints what is in it and what was left
 * out. Where there is no row, nothing is written. Stores nothing.
 * @throws DatabaseMissingError, ExportTakenError, ExportUnwritableError, StoreFailedError, ConfigError, AbortError
 */
export async function runExportCommand(
  { database: address, out, simulated, json, ...filters }: ExportOptions,
  process: TerminalProcess,
  signal: AbortSignal,
): Promise<void> {
  await ensureFree(out);
  await overDatabase(address, process, async ({ config, events, log, terminal, database }) => {
    const taken = { simulated, typedWords: config.exportTypedWords };
    const trials = new PastTrials<VotedTrial | LeftOutTrial>(events, log, (view) => votedTrialOf(view, taken));
    const set = makeDataSet(await trials.read(signal), { filters, ...taken });
    if (set.files.length > 0) await writeExport(filesOf(set), out, signal);
    if (json) process.stdout.write(`${JSON.stringify(summaryOf(set, out), null, 2)}\n`);
    else for (const line of linesOf(set, { out, database })) terminal.line(line);
  });
}

function filesOf(set: DataSet): { readonly name: string; readonly text: string }[] {
  const data = set.files.map(({ name, text }) => ({ name: fileNameOf(name), text }));
  return [...data, { name: README, text: datasheet(set) }];
}

const TYPED_WORDS = `EXPORT_TYPED_WORDS lets in words that people typed and said may be published. ${TRAINING_RULE}`;

/** For scripts. `folder` is null where nothing was written. */
function summaryOf({ files, filters, simulated, typedWords, trials, kinds }: DataSet, out: string): object {
  return {
    folder: files.length === 0 ? null : out,
    simulated,
    typedWords,
    filters,
    trials,
    kinds,
    files: files.map(({ name, rows, sha256 }) => ({ name: fileNameOf(name), rows, sha256 })),
  };
}

function linesOf(set: DataSet, { out, database }: { readonly out: string; readonly database: string }): string[] {
  const written =
    set.files.length === 0
      ? [`Nothing was written: no trial in ${database} gave a row.`]
      : [
          `Written to ${out}: ${set.files.map(({ name, rows }) => `${fileNameOf(name)} (${rows})`).join(', ')}, ${README}`,
        ];
  return [
    ...(set.typedWords ? [TYPED_WORDS, ''] : []),
    ...(set.simulated ? ['Simulated: votes and ratings of programs, for trying it out only.', ''] : []),
    ...tableLines(trialTable(set), 'right'),
    '',
    ...tableLines(rowTable(set), 'right'),
    '',
    filterWords(set),
    '',
    ...written,
  ];
}
