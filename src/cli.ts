import { Command, Option } from 'commander';
import { config as loadEnvFile } from 'dotenv';
import { AUDIT_SIZES, type AuditSize, USUAL_SEED } from './audit/audit-size.ts';
import { share, wholeNumber } from './cli-values.ts';
import { MOST_ROUNDS } from './content/bounds.ts';
import { DEFAULTS } from './content/defaults.ts';
import { type ExpectedError, isAbort, isExpected, wordsFor } from './core/errors.ts';
import { LARGEST_SEED } from './core/random.ts';
import { type Ending, listenForTheEnd } from './ending.ts';
import { AGREEMENTS } from './export/filters.ts';
import type { Half } from './measure/validity/measure-validity.ts';
import { addStudyCommands } from './study/study-cli.ts';
import { printable } from './terminal/printable.ts';

/** The bot first finishes what it is answering and posting; in milliseconds. */
const BOT_ENDS_WITHIN = 15_000;

/** A worker first gives its runs back; in milliseconds. */
const WORKER_ENDS_WITHIN = 10_000;

/** The program's commands. Each imports what it needs when it runs, so that `--help` is quick. */
function buildProgram(ending: Ending): Command {
  const { signal } = ending;
  const program = new Command('ensemble-debates')
    .description('Ensembles of local language models debate in Discord threads; a judge and the community score them.')
    .configureOutput({
      outputError: (text, write) => write(`${text.trimEnd().replaceAll('\n', ' ')} (--help says what can be given.)\n`),
    });

  program
    .command('demo')
    .description(
      'a whole debate on this computer: a Discord of its own at a local address, local models, scores, votes',
    )
    .option('--topic <question>', 'debate this question instead of a scenario')
    .option('--scenario <id>', `which scenario to debate, by its name in scenarios/ (default: "${DEFAULTS.scenario}")`)
    .option('--ensemble <id>', 'who debates, by its name in prompts/ensembles/', DEFAULTS.ensemble)
    .option('--format <id>', 'how they debate, by its name in prompts/formats/', DEFAULTS.format)
    .option('--rounds <n>', 'how many rounds (default: as many as the format lists)', wholeNumber(1, MOST_ROUNDS))
    .option('--port <n>', "the page's port; 0 takes any free one", wholeNumber(0, 65_535), 4820)
    .option(
      '--seed <n>',
      'repeat the random choices of an earlier run, which named its seed',
      wholeNumber(0, LARGEST_SEED),
    )
    .option(
      '--audience <n>',
      'so many scripted voters take part (default: 5 without a terminal, else none)',
      wholeNumber(0, 50),
    )
    .option(
      '--ballot <seconds>',
      'how long people can vote (default: 120; 6 for a run that ends by itself)',
      wholeNumber(1, 86_400),
    )
    .option('--self-consistency', 'a third answer: one of as many drafts by a single model as the debate has turns')
    .option('--members-answers', 'each member writes an answer of its own, which stands on the ballot too')
    .option('--rate-limits', "apply Discord's rate limits, the hidden ones too")
    .option('--exit', 'end once the results are out (always so without a terminal)')
    .addHelpText(
      'after',
      `
Models: the file that EMBEDDED_MODEL=/path/to/model.gguf names; else Ollama where it answers (OLLAMA_HOST) and has a chat model;
else a small model inside this process, fetched once.

Examples:
  npm run demo
  npm run demo -- --topic "Should cities ban cars from their centres?" --rounds 1
  npm run demo -- --scenario care-robot-refusal --audience 12 --exit`,
    )
    .action(async (options: unknown) => {
      const { runDemo } = await import('./demo/run-demo.ts');
      const { parseDemoOptions } = await import('./demo/demo-options.ts');
      await runDemo(parseDemoOptions(options, process.stdout.isTTY === true), process, signal);
    });

  program
    .command('start')
    .description('the bot, on Discord (DISCORD_TOKEN in .env; the README has the setup step by step)')
    .action(async () => {
      ending.within = BOT_ENDS_WITHIN;
      const { startBot } = await import('./main.ts');
      await startBot(process, signal);
    });

  program
    .command('doctor')
    .description(
      'checks this machine and configuration: what the bot needs, which models are there, which ensembles are ready',
    )
    .option('--discord', 'send the bot token to Discord and ask it for the name of the bot')
    .option('--json', 'print the findings as JSON')
    .action(async (options: unknown) => {
      const { parseDoctorOptions, runDoctor } = await import('./doctor/run-doctor.ts');
      await runDoctor(parseDoctorOptions(options), process, signal);
    });

  program
    .command('fetch-model')
    .description('fetches the small model that the demo and the tests use, and prints where it is')
    .action(async () => {
      const { fetchModel } = await import('./demo/fetch-model.ts');
      await fetchModel(process, signal);
    });

  program
    .command('check-seal')
    .description('tells whether the file sealed.json of a debate is what was sealed when its ballot opened')
    .requiredOption('--file <file>', 'the file that is attached to the results')
    .requiredOption('--hash <sha256>', 'the hash that stands under the ballot')
    .action(async (options: unknown) => {
      const { checkSeal, parseCheckSealOptions } = await import('./inspect/check-seal.ts');
      await checkSeal(parseCheckSealOptions(options), process);
    });

  const measure = program.command('measure').description('measures what the documentation claims');
  measure
    .command('bot', { isDefault: true })
    .description("the bot's own share of a debate's time, with a scripted model on the playground")
    .action(async () => {
      const { measure: measureBot } = await import('./measure/measure.ts');
      await measureBot(process, signal);
    });
  measure
    .command('validity')
    .description('precision and recall of the detectors of turns that are none, on labelled turns')
    .addOption(new Option('--half <name>', 'only one half of the set').choices(['tuning', 'held-out'] satisfies Half[]))
    .option('--again <n>', 'instead, have the small model write so many of its turns again', wholeNumber(1, 1000))
    .action(async ({ half, again }: { half?: Half; again?: number }) => {
      if (again !== undefined) {
        const { writeAgain } = await import('./measure/validity/write-again.ts');
        await writeAgain(process, again, signal);
        return;
      }
      const { measureValidity } = await import('./measure/validity/measure-validity.ts');
      await measureValidity(process.stdout, half === undefined ? ['tuning', 'held-out'] : [half]);
    });

  program
    .command('bench')
    .description(
      'measures what debates cost: a real Ollama, in our order of a prompt and the usual one, and as a judge; many debates, and a study, on a simulated fleet; crowds on ballots',
    )
    .addOption(
      new Option('--only <part>', 'only one part').choices([
        'prompts',
        'judge',
        'fleet',
        'study',
        'reactions',
        'close',
        'restart',
      ]),
    )
    .option('--turns <n>', 'of how many turns the debate is that a real model reads', wholeNumber(2, 40), 16)
    .option('--rounds <n>', 'how often the judgement is measured', wholeNumber(1, 20), 3)
    .option('--seconds <n>', 'how long people react', wholeNumber(1, 600), 60)
    .option('--model <name>', 'on which model (the smallest at hand)')
    .option('--json <file>', 'write the figures there too')
    .action(async (options: unknown) => {
      const { parseBenchOptions, runBench } = await import('./bench/run-bench.ts');
      await runBench(parseBenchOptions(options), process, signal);
    });

  program
    .command('judge')
    .description(
      'judges debates of others: tells which are fit to be judged, then has a panel score and compare them; can be broken off',
    )
    .requiredOption('--input <file>', 'debates or turns as JSON or JSON lines, or a transcript that the bot attached')
    .option('--panel <models>', 'who judges: models at hand, with commas between')
    .option(
      '--judged <kinds>',
      'what of them, with commas between: debate (as a whole), answer (read alone), contribution (of each speaker), pair',
      'debate',
    )
    .option('--out <file>', 'where the scores go (default: beside the input, as NAME.judged.jsonl)')
    .option('--topic <question>', 'what is debated, where the file does not say')
    .option('--seed <n>', 'of samples, where a server tells no probabilities', wholeNumber(0, LARGEST_SEED), 1)
    .option('--thinking', 'ask judges to think before they score, if they can: these are other judges than without')
    .option('--check', 'only tell what is fit to be judged; no model is asked')
    .option('--json', 'print the findings or the summary as JSON')
    .addHelpText(
      'after',
      `
Models: as in the demo. A run that was ended (Ctrl-C, kill) goes on when the same command is given again; no finished call is made twice.
A pair is two debates on the same topic whose field condition differs (or ensemble_used, true and false): their answers are compared, or
the debates where there are none. docs/judge-foreign.md has the shapes of files, and what a line of the results means.

Examples:
  npm run judge -- --input debates.json --check
  npm run judge -- --input debates.jsonl --panel phi4:14b,gemma3:12b
  npm run judge -- --input debates.jsonl --panel phi4:14b --judged debate,contribution,pair`,
    )
    .action(async (options: unknown) => {
      const { runJudgeCommand } = await import('./judge-foreign/judge-command.ts');
      const { parseJudgeOptions } = await import('./judge-foreign/judge-options.ts');
      await runJudgeCommand(parseJudgeOptions(options), process, signal);
    });

  program
    .command('audit')
    .description('tests a judge on planted debates, good ones and spoiled ones, and says what its scores are good for')
    .requiredOption('--judge <model>', 'which model, by the name that its server has for it')
    .addOption(
      new Option('--size <size>', 'how much it is asked: more tells more, and takes longer')
        .choices(AUDIT_SIZES)
        .default('usual' satisfies AuditSize),
    )
    .option('--seed <n>', 'by it debates are chosen and spoiled', wholeNumber(0, LARGEST_SEED), USUAL_SEED)
    .option('--thinking', 'ask it to think before it scores, if it can: that is another judge than without')
    .option('--out <folder>', 'where the sheet is written as Markdown and JSON', 'data/audits')
    .addHelpText(
      'after',
      `
Every answer is stored in DATABASE as soon as it is there. A run that was ended goes on with the same command; a larger size asks only
what a smaller one did not.

Examples:
  npm run audit -- --judge llama3.1:8b
  npm run audit -- --judge SmolLM2-135M-Instruct.Q4_1 --size quick`,
    )
    .action(async (options: unknown) => {
      const { runAuditCommand } = await import('./audit/audit-command.ts');
      const { parseAuditOptions } = await import('./audit/audit-options.ts');
      await runAuditCommand(parseAuditOptions(options), process, signal);
    });

  program
    .command('agreement')
    .description('how well judges agree with people: over all closed ballots of a database, criterion by criterion')
    .option('--database <address>', 'which database (default: DATABASE, as the bot has it)')
    .option(
      '--seed <n>',
      'by it one answer a ballot is chosen, and intervals are drawn',
      wholeNumber(0, LARGEST_SEED),
      1,
    )
    .option('--json <file>', 'write all figures there too')
    .addHelpText(
      'after',
      `
It asks no model and changes nothing, and can run beside the bot.

Examples:
  npm run agreement
  npm run agreement -- --database sqlite://data/ensemble-debates.sqlite --json agreement.json`,
    )
    .action(async (options: unknown) => {
      const { runAgreementCommand } = await import('./agreement/agreement-command.ts');
      const { parseAgreementOptions } = await import('./agreement/agreement-options.ts');
      await runAgreementCommand(parseAgreementOptions(options), process, signal);
    });

  program
    .command('leaderboard')
    .description('whose answers are preferred, by votes and by judges: ensembles and models over all closed ballots')
    .option('--database <address>', 'which database (default: DATABASE, as the bot has it)')
    .option('--server <id>', 'only what was held on this Discord server')
    .option('--seed <n>', 'by it intervals are drawn', wholeNumber(0, LARGEST_SEED), 1)
    .option('--json <file>', 'write all figures there too')
    .addHelpText(
      'after',
      `
It asks no model and changes nothing, and can run beside the bot. On Discord /leaderboard shows the same of a server.

Examples:
  npm run leaderboard
  npm run leaderboard -- --database sqlite://data/ensemble-debates.sqlite --json leaderboard.json`,
    )
    .action(async (options: unknown) => {
      const { runLeaderboardCommand } = await import('./leaderboard/leaderboard-command.ts');
      const { parseLeaderboardOptions } = await import('./leaderboard/leaderboard-options.ts');
      await runLeaderboardCommand(parseLeaderboardOptions(options), process, signal);
    });

  addStudyCommands(program, signal);

  program
    .command('export')
    .description(
      'data sets to train on: preferences, labels and ratings of all closed ballots of a database, as JSON Lines',
    )
    .option('--database <address>', 'which database (default: DATABASE, as the bot has it)')
    .option('--out <folder>', 'where they go, with their datasheet; an earlier export there is replaced', 'data/export')
    .option('--min-votes <n>', 'pairs and labels: of ballots with so many votes', wholeNumber(1, 100_000), 5)
    .option('--min-margin <share>', 'pairs and labels: with such a difference of the shares of votes', share, 0)
    .option('--min-raters <n>', 'ratings: by so many people', wholeNumber(3, 100_000), 3)
    .addOption(
      new Option('--agreement <which>', 'only where judge and people preferred the same, or different ones')
        .choices(AGREEMENTS)
        .default('any'),
    )
    .option('--simulated', 'instead of people’s votes those of programs, for trying it out: marked on every row')
    .option('--json', 'print what was written and left out as JSON')
    .addHelpText(
      'after',
      `
It asks no model and changes nothing, and can run beside the bot. Words that people
typed are in it only with their consent and by EXPORT_TYPED_WORDS. docs/export.md says what is.

Examples:
  npm run export
  npm run export -- --min-votes 10 --min-margin 0.2 --out data/strong-preferences`,
    )
    .action(async (options: unknown) => {
      const { runExportCommand } = await import('./export/export-command.ts');
      const { parseExportOptions } = await import('./export/export-options.ts');
      await runExportCommand(parseExportOptions(options), process, signal);
    });

  program
    .command('worker')
    .description(
      'takes runs of studies from a queue on Redis, and does them with the models at hand; on any number of machines',
    )
    .option('--queue <address>', 'where the runs wait (default: QUEUE)')
    .option('--store <address>', "where the study's events are: postgres:// or redis:// (default: DATABASE)")
    .option('--name <name>', 'as what it stands in the record (default: its machine and process)')
    .option(
      '--lost-after <seconds>',
      'a worker that gives no sign of life for so long has its runs taken over by others',
      wholeNumber(1, 3600),
      30,
    )
    .addHelpText(
      'after',
      `
Models: as in the demo. It takes as many runs at a time as its servers have room for calls. Ctrl-C gives its runs back at once: others go on from
what is stored. Addresses with passwords are better set in .env than given here, where everybody on the machine can read them.
docs/many-machines.md has the setup.

Examples:
  npm run worker
  npm run worker -- --queue redis://10.0.0.5:6379 --store postgres://study@10.0.0.5/study`,
    )
    .action(async (options: unknown) => {
      ending.within = WORKER_ENDS_WITHIN;
      const { runWorkerCommand } = await import('./study/queue/worker-command.ts');
      const { parseWorkerOptions } = await import('./study/queue/worker-options.ts');
      await runWorkerCommand(parseWorkerOptions(options), process, signal);
    });

  const prompts = program.command('prompts').description('what models read');
  prompts
    .command('show')
    .description('prints exactly what a model would read for one turn, with its number of tokens')
    .requiredOption('--persona <id>', 'who speaks (see prompts/personas/)')
    .option('--format <id>', 'how they debate (see prompts/formats/)', DEFAULTS.format)
    .option(
      '--round <n>',
      'which round; one after the last is the answer, two are the members’ own',
      wholeNumber(1, MOST_ROUNDS + 2),
      1,
    )
    .option('--rounds <n>', 'of how many', wholeNumber(1, MOST_ROUNDS))
    .option('--ensemble <id>', 'who debates (see prompts/ensembles/)', 'one-model')
    .option('--scenario <id>', 'what is debated (see scenarios/)', DEFAULTS.scenario)
    .option('--seed <n>', "the trial's: by it the devil's advocate is drawn", wholeNumber(0, LARGEST_SEED), 1)
    .option(
      '--models <names>',
      'models at hand, the smallest first, with commas between: members on one model speak one after the other',
    )
    .option('--baseline', "the single model's seat instead; --persona is then baseline-speaker-1 and so on")
    .action(async (options: unknown) => {
      const { parseShowPromptOptions, showPrompt } = await import('./inspect/show-prompt.ts');
      await showPrompt(parseShowPromptOptions(options), process);
    });

  return program;
}

/** Runs the command that the arguments name; sets the exit status. Expected errors become plain lines, never a stack trace. */
export async function main(argv: readonly string[]): Promise<void> {
  loadEnvFile({ quiet: true });
  const ending = listenForTheEnd(process);
  try {
    await buildProgram(ending).parseAsync(argv);
  } catch (error) {
    if (!ending.signal.aborted || !isAbort(error)) {
      process.exitCode = 1;
      process.stderr.write(`${printable(isExpected(error) ? linesFor(error) : apology(error))}\n`);
    }
  }
  // All that had to be done in order is done: what still waits (for Discord to answer, for example) would only delay the end.
  if (ending.signal.aborted) process.exit();
}

/** One line; or a line for each problem, and what to do about them. */
function linesFor(error: ExpectedError): string {
  return error.message.includes('\n') ? `${error.message}\n${error.advice}` : wordsFor(error);
}

function apology(error: unknown): string {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `Something went wrong that should not have; please report it with these lines.\n${what}`;
}
