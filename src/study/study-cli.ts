import type { Command } from 'commander';
import { wholeNumber } from '../cli-values.ts';

/** The commands of a study. Each imports what it needs when it runs. */
export function addStudyCommands(program: Command, signal: AbortSignal): void {
  const study = program
    .command('study')
    .description(
      'many debates by a plan, ensembles against single models, with statistics and a report that can be checked',
    );

  study
    .command('run')
    .description('runs a plan, or what is left of it; can be ended at any time and goes on with the same command')
    .argument('<plan>', 'a YAML file, or the name of one in studies/')
    .option('--out <folder>', 'where it goes (default: the plan’s id in data/studies/)')
    .option(
      '--at-once <n>',
      'how many debates go on at the same time (default: as many calls as the servers work on)',
      wholeNumber(1, 1000),
    )
    .option('--json', 'print each step as a line of JSON')
    .option(
      '--queue <address>',
      'have workers do the runs, by a queue on Redis (npm run worker; docs/many-machines.md)',
    )
    .option('--store <address>', 'with a queue, where the events are: postgres:// or redis:// (default: DATABASE)')
    .action(async (plan: unknown, options: object) => {
      const { runStudyCommand } = await import('./run-command.ts');
      const { parseStudyRunOptions } = await import('./study-options.ts');
      await runStudyCommand(parseStudyRunOptions(plan, options), process, signal);
    });

  study
    .command('plan')
    .description(
      'what a plan would run: debates, models, calls and tokens, and the time by a short probe of each model',
    )
    .argument('<plan>', 'a YAML file, or the name of one in studies/')
    .option('--json', 'print it as JSON')
    .action(async (plan: unknown, options: object) => {
      const { planStudyCommand } = await import('./plan-command.ts');
      const { parseStudyPlanOptions } = await import('./study-options.ts');
      await planStudyCommand(parseStudyPlanOptions(plan, options), process, signal);
    });

  study
    .command('report')
    .description('writes the report of a study, whole or so far: a page, Markdown, all figures as JSON')
    .argument('<folder>', 'where the study is')
    .option('--store <address>', 'of a study that workers still run: where its events are, postgres:// or redis://')
    .action(async (folder: unknown, options: object) => {
      const { reportStudyCommand } = await import('./report-command.ts');
      const { parseStudyFolderOptions } = await import('./study-options.ts');
      await reportStudyCommand(parseStudyFolderOptions(folder, options), process, signal);
    });

  study
    .command('verify')
    .description('checks that a finished study is what was run: checksums, rows, and its figures made anew')
    .argument('<folder>', 'where the study is')
    .option('--json', 'print it as JSON')
    .action(async (folder: unknown, options: object) => {
      const { verifyStudyCommand } = await import('./verify-command.ts');
      const { parseStudyFolderOptions } = await import('./study-options.ts');
      await verifyStudyCommand(parseStudyFolderOptions(folder, options), process, signal);
    });
}
