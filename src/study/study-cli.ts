import type { Command } from 'commander';
import { notEmpty, wholeNumber } from '../cli-values.ts';
import { LARGEST_SEED } from '../core/random.ts';

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
    .option('--out <folder>', 'where it goes (default: the plan’s id in data/studies/)', notEmpty)
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
    .action(async (plan: unknown, options: object, command: Command) => {
      if ('store' in options && !('queue' in options)) command.error('error: --store goes with --queue alone.');
      if ('atOnce' in options && 'queue' in options)
        command.error(
          'error: --at-once does not go with --queue: each worker takes as many as its servers have room for.',
        );
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
    .option('--beside <folder>', 'another study, to stand next to it in the report')
    .action(async (folder: unknown, options: object) => {
      const { reportStudyCommand } = await import('./report-command.ts');
      const { parseStudyReportOptions } = await import('./study-options.ts');
      await reportStudyCommand(parseStudyReportOptions(folder, options), process, signal);
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

  study
    .command('audit')
    .description('what a data set of others holds, and what can be concluded from it; asks no model')
    .argument('<file>', 'JSON, JSON lines or a Markdown transcript')
    .option('--ensemble <condition>', 'what the file calls debates with an ensemble', 'ensemble')
    .option('--baseline <condition>', 'what it calls those without', 'baseline')
    .option('--published <means>', 'means published elsewhere, to be recomputed, like ensemble=3.48,baseline=3.13')
    .option('--json', 'print it as JSON')
    .action(async (file: unknown, options: object) => {
      const { auditForeignCommand } = await import('./foreign/audit-command.ts');
      const { parseForeignAuditOptions } = await import('./foreign/foreign-options.ts');
      await auditForeignCommand(parseForeignAuditOptions(file, options), process);
    });

  study
    .command('rejudge')
    .description('judges what is fit of a data set of others, and makes a study of it; goes on where it was broken off')
    .argument('<file>', 'JSON, JSON lines or a Markdown transcript')
    .requiredOption('--panel <models>', 'who judges, with commas between')
    .requiredOption('--out <folder>', 'where the study goes')
    .option('--ensemble <condition>', 'what the file calls debates with an ensemble', 'ensemble')
    .option('--baseline <condition>', 'what it calls those without', 'baseline')
    .option('--seed <number>', 'by it the judges are asked and the intervals drawn', wholeNumber(0, LARGEST_SEED), 1)
    .action(async (file: unknown, options: object) => {
      const { rejudgeCommand } = await import('./foreign/rejudge-command.ts');
      const { parseRejudgeOptions } = await import('./foreign/foreign-options.ts');
      await rejudgeCommand(parseRejudgeOptions(file, options), process, signal);
    });
}
