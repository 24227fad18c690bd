import { Command, InvalidArgumentError, Option } from 'commander';
import { config as loadEnvFile } from 'dotenv';
import { isAbort, isExpected } from './core/errors.ts';
import type { Half } from './measure/validity/measure-validity.ts';

/** A whole number between two others, for commander. */
function wholeNumber(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < low || value > high) {
      throw new InvalidArgumentError(`Expected a whole number from ${low} to ${high}.`);
    }
    return value;
  };
}

/** The program's commands. Each imports what it needs when it runs, so that `--help` is quick. */
function buildProgram(signal: AbortSignal): Command {
  const program = new Command('ensemble-debates')
    .description('Ensembles of local language models debate in Discord threads; a judge and the community score them.')
    .showHelpAfterError('(add --help for what can be given)');

  program
    .command('demo')
    .description(
      'a whole debate on this computer: a Discord of its own at a local address, local models, scores, votes',
    )
    .option('--topic <question>', 'debate this question instead of a scenario')
    .option('--scenario <id>', 'which scenario to debate (see scenarios/)')
    .option('--ensemble <id>', 'who debates (see prompts/ensembles/)', 'pocket')
    .option('--format <id>', 'how they debate (see prompts/formats/)', 'proponent-opponent')
    .option('--rounds <n>', 'how many rounds', wholeNumber(1, 8))
    .option('--port <n>', "the page's port; 0 takes any free one", wholeNumber(0, 65_535), 4820)
    .option('--seed <n>', 'repeat the random choices of an earlier run', wholeNumber(0, 0x7fffffff))
    .option('--audience <n>', 'so many scripted voters take part (5 without a terminal, else none)', wholeNumber(0, 50))
    .option('--ballot <seconds>', 'how long people can vote', wholeNumber(1, 86_400))
    .option('--rate-limits', "apply Discord's rate limits, the hidden ones too")
    .option('--exit', 'end once the results are out (always so without a terminal)')
    .action(async (options: unknown) => {
      const { runDemo } = await import('./demo/run-demo.ts');
      const { parseDemoOptions } = await import('./demo/demo-options.ts');
      await runDemo(parseDemoOptions(options, process.stdout.isTTY === true), process, signal);
    });

  program
    .command('start')
    .description('the bot, on Discord (DISCORD_TOKEN in .env; the README has the setup step by step)')
    .action(async () => {
      const { startBot } = await import('./main.ts');
      await startBot(process, signal);
    });

  program
    .command('fetch-model')
    .description('fetches the small model that the demo and the tests use, and prints where it is')
    .action(async () => {
      const { fetchModel } = await import('./demo/fetch-model.ts');
      await fetchModel(process, signal);
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

  return program;
}

/** Runs the command that the arguments name; sets the exit status. Expected errors become plain lines, never a stack trace. */
export async function main(argv: readonly string[]): Promise<void> {
  loadEnvFile({ quiet: true });
  const controller = new AbortController();
  let interrupts = 0;
  const interrupt = (): void => {
    interrupts += 1;
    // The second time, the user does not want to wait for an orderly end.
    if (interrupts > 1) process.exit(130);
    controller.abort();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    await buildProgram(controller.signal).parseAsync(argv);
  } catch (error) {
    if (controller.signal.aborted && isAbort(error)) return;
    process.exitCode = 1;
    if (isExpected(error)) process.stderr.write(`${error.message}\n${error.advice}\n`);
    else
      process.stderr.write(
        `Something went wrong that should not have; please report it with these lines.\n${describe(error)}\n`,
      );
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
