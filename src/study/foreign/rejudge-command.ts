import path from 'node:path';
import { readOfflineConfig } from '../../config.ts';
import { loadContent } from '../../content/load-content.ts';
import { systemClock } from '../../core/clock.ts';
import { createLog } from '../../core/log.ts';
import { type FileOfDebates, readFileOfDebates } from '../../foreign/read-debates.ts';
import { describeJudged } from '../../judge/judged-count.ts';
import { type Asking, type AskingDeps, askJudges, type Heard } from '../../judge-foreign/ask-judges.ts';
import { askedLines } from '../../judge-foreign/asked-lines.ts';
import { type CheckedDebates, checkDebates } from '../../judge-foreign/check-debates.ts';
import { familyLines } from '../../judge-foreign/family-lines.ts';
import { fitnessLines } from '../../judge-foreign/fitness-lines.ts';
import { JudgingProgress } from '../../judge-foreign/judging-progress.ts';
import { namedModels } from '../../judge-foreign/named-models.ts';
import { RunFiles } from '../../judge-foreign/run-files.ts';
import { seatJudges } from '../../judge-foreign/seat-judges.ts';
import { type ToJudge, toJudge } from '../../judge-foreign/to-judge.ts';
import { pickOnScreen } from '../../pick-on-screen.ts';
import { PROJECT_ROOT } from '../../project-root.ts';
import { openScreen } from '../../terminal/open-screen.ts';
import type { TerminalProcess } from '../../terminal/terminal-output.ts';
import { StudyFolder } from '../data/study-folder.ts';
import { withKnownAudits } from '../lay-out-for.ts';
import type { RejudgePlan } from '../plan/rejudge-plan.ts';
import { StudyTakenError } from '../study-taken-error.ts';
import { finishRejudged } from './finish-rejudged.ts';
import type { RejudgeOptions } from './foreign-options.ts';
import { type ForeignStudy, layOutForeign } from './foreign-study.ts';
import { NoArmError } from './no-arm-error.ts';
import type { Conditions } from './pair-up.ts';
import { rejudgePlanOf } from './rejudge-plan-of.ts';

/** What judges said, line by line: it only grows, and by it a run goes on. */
const JUDGED = 'judged.jsonl';

/**
 * `study rejudge`: has what is fit of a data set of others judged, and makes a study of it. Goes on with an earlier run that was broken off.
 * @throws TranscriptsUnreadableError, NoArmError, PanelError, StudyTakenError, JudgeGoneError, OtherRunError, JsonLinesError, StudyUnwritableError,
 * and what a model server that was named fails with
 */
export async function rejudgeCommand(
  options: RejudgeOptions,
  process: TerminalProcess & { readonly pid: number },
  signal: AbortSignal,
): Promise<void> {
  const config = readOfflineConfig(process.env);
  const log = createLog(config.logLevel);
  const read = await readFileOfDebates(options.file);
  const content = await loadContent(PROJECT_ROOT);
  const study = layOutForeign(read.debates, options, content.families);
  const checked = checkDebates(read);
  const folder = new StudyFolder(options.out);
  await ensureFree(folder, read, options);
  const screen = openScreen(process.stdout, process.env, config.dumbTerminal);
  const terminal = screen.part();
  const say = (...lines: readonly string[]): void => {
    for (const line of lines) terminal.line(line);
  };
  try {
    say(...fitnessLines(checked.checked), '');
    if (study.debates.every(({ status }) => status === 'failed')) throw noArm(options, read);
    const { host } = await pickOnScreen(config, log, screen, { mayPassOver: false, quiet: false }, signal);
    try {
      const atHand = await host.list(signal);
      const judges = seatJudges(namedModels(options.panel, atHand, host.label), content.families);
      const origin = { file: path.basename(options.file), sha256: read.sha256 };
      const panel = judges.map(({ seat }) => seat.model);
      const plan = rejudgePlanOf(study, origin, { panel, seed: options.seed });
      const asked = toJudgeOf(checked, study, plan);
      say(...askedLines(asked, content.rubric.criteria.length));
      say(...familyLines(judges, asked.debates, atHand, content.families), '');
      await folder.make();
      let progress: JudgingProgress | undefined;
      const heard = await judge(
        { checked, asked, judges, content, seed: options.seed, thinking: false },
        {
          host,
          log,
          begins: (all, before) => {
            if (before.scores + before.comparisons > 0) say(`${describeJudged(before, all)} are there from before.`);
            progress = new JudgingProgress(screen, systemClock, all, before);
          },
          kept: (record) => progress?.show(record),
        },
        { out: path.join(folder.path, JUDGED), pid: process.pid },
        signal,
      ).finally(() => progress?.end());
      if (!isComplete(heard)) {
        say(`Parked: ${describeJudged(heard.done, heard.all)} are kept. The same command goes on there.`);
        return;
      }
      const seats = judges.map(({ seat, judgesOwnFamily }) => ({
        ...seat,
        sameFamily: asked.debates.some(({ source }) => judgesOwnFamily(source)),
      }));
      const audited = await withKnownAudits(seats, atHand, { content, config, log });
      const { records } = heard;
      const files = await finishRejudged(
        { origin, read, conditions: options, study, plan, records, judges, seats: audited, content, host },
        folder,
        signal,
      );
      say(`The study is whole: ${files.join(', ')} are in ${folder.path}.`);
    } finally {
      await host.close();
    }
  } finally {
    terminal.close();
  }
}

/** @throws StudyTakenError where the folder holds another study */
async function ensureFree(folder: StudyFolder, { sha256 }: FileOfDebates, conditions: Conditions): Promise<void> {
  const manifest = await folder.manifest();
  const origin = manifest?.head.origin;
  const isSame =
    origin?.sha256 === sha256 &&
    origin.conditions.ensemble === conditions.ensemble &&
    origin.conditions.baseline === conditions.baseline;
  if ((manifest !== undefined && !isSame) || (await folder.plan()) !== undefined)
    throw StudyTakenError.otherPlan(folder.path);
}

function noArm({ file, ensemble, baseline }: RejudgeOptions, { debates }: FileOfDebates): NoArmError {
  const there = new Set(debates.flatMap(({ condition }) => condition ?? []));
  return new NoArmError(file, { ensemble, baseline }, [...there]);
}

/** What is fit of the study's debates, with the pairs of its trials alone. */
function toJudgeOf({ fit }: CheckedDebates, { debates }: ForeignStudy, { judged }: RejudgePlan): ToJudge {
  const trials = new Map(debates.map(({ debate, trial }) => [debate, trial]));
  const asked = toJudge(
    fit.filter(({ debate }) => trials.has(debate)),
    judged,
  );
  return { ...asked, pairs: asked.pairs.filter(({ a, b }) => trials.get(a.debate) === trials.get(b.debate)) };
}

async function judge(
  asking: Asking,
  deps: Omit<AskingDeps, 'files'>,
  { out, pid }: { readonly out: string; readonly pid: number },
  signal: AbortSignal,
): Promise<Heard> {
  const files = await RunFiles.open(out, pid);
  try {
    const heard = await askJudges(asking, { ...deps, files }, signal);
    if (isComplete(heard)) files.end();
    return heard;
  } finally {
    await files.close();
  }
}

function isComplete({ done, all }: Heard): boolean {
  return done.scores >= all.scores && done.comparisons >= all.comparisons;
}
