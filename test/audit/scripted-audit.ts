import { type AuditStep, askDue, dueOf } from '../../src/audit/ask-due.ts';
import { AuditRecord, instrumentOf } from '../../src/audit/audit-record.ts';
import { type AuditTexts, loadAuditTexts } from '../../src/audit/audit-texts.ts';
import { makeSheet } from '../../src/audit/make-sheet.ts';
import { type AuditPlan, makeAuditPlan } from '../../src/audit/plan.ts';
import { plantedTranscript } from '../../src/audit/planted-text.ts';
import { type AuditWork, workOf } from '../../src/audit/readings.ts';
import type { AuditSheet } from '../../src/audit/sheet.ts';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import type { ChatModel, ModelInfo } from '../../src/models/port/chat-model.ts';
import { type Script, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { PROJECT_ROOT } from '../../src/project-root.ts';
import type { EventLog } from '../../src/store/event-log.ts';
import { openEventLog } from '../../src/store/open-event-log.ts';
import { content, prompts } from '../support/content.ts';
import { MODEL, scriptedModel } from '../support/debate.ts';
import { skippingClock } from '../support/hand-clock.ts';
import { promptText } from '../support/speech.ts';
import { samplePlanted } from './sample-planted.ts';

const SCENARIOS = ['ai-tutors', 'water-for-data-centres', 'loan-fairness', 'memory-implants', 'open-weights'];

/** Planted debates whose sentences are all different, with the padding and the injections that ship. */
export const texts: AuditTexts = {
  ...(await loadAuditTexts(PROJECT_ROOT, content)),
  planted: SCENARIOS.flatMap((scenario) => [1, 2].map((place) => samplePlanted(`${scenario}-${place}`, { scenario }))),
};
export const plan: AuditPlan = makeAuditPlan('quick', 1, texts);
export const work: AuditWork = workOf(plan, texts, content);

/** Whether a text holds one of the planted debates as it was written: all turns in their order, and the answer. */
export function isIntact(text: string): boolean {
  return texts.planted.some((planted) => {
    const { turns, answer } = plantedTranscript(planted);
    const wanted = [...turns.map((turn) => turn.text), answer?.recommendation ?? ''];
    let from = 0;
    return wanted.every((words) => {
      const place = text.indexOf(words, from);
      from = place;
      return place >= 0;
    });
  });
}

/** What a scripted judge answers: with a level for one debate, with 1 or 2 for two. */
export interface JudgeScript {
  score(text: string): ReadonlyMap<string, number>;
  prefer?(first: string, second: string): '1' | '2';
}

/** A judge that makes no mistake. */
export const perfect: JudgeScript = {
  score: (text) => new Map(isIntact(text) ? [['6', 1]] : [['3', 1]]),
  prefer: (first) => (isIntact(first) ? '1' : '2'),
};

function scriptOf({ score, prefer = () => '1' }: JudgeScript): Script {
  return {
    reply: () => 'It names what follows from it: "people whom it concerns can see what follows".',
    choose(prompt) {
      const text = promptText({ prompt });
      const [first, second] = text.split('\nText 2:\n');
      return first === undefined || second === undefined ? score(text) : new Map([[prefer(first, second), 1]]);
    },
  };
}

export interface AuditRun {
  readonly sheet: AuditSheet;
  readonly steps: readonly AuditStep[];
  readonly record: AuditRecord;
}

export async function memoryLog(): Promise<EventLog> {
  return openEventLog({ address: 'memory://', log: createLog('silent'), clock: systemClock });
}

/** Audits a scripted judge as far as it comes. */
export async function auditBy(
  judge: JudgeScript,
  options: {
    readonly events?: EventLog;
    readonly info?: Partial<ModelInfo>;
    readonly change?: (model: ChatModel) => ChatModel;
    readonly controller?: AbortController;
    readonly onStep?: (step: AuditStep, steps: number) => void;
  } = {},
): Promise<AuditRun> {
  const { events = await memoryLog(), controller = new AbortController(), change = (model) => model } = options;
  const { model } = await scriptedModel(scriptOf(judge), {
    ...scriptedModelInfo(MODEL),
    contextTokens: 32_768,
    ...options.info,
  });
  const instrument = instrumentOf(MODEL, false, content);
  const record = await AuditRecord.open(events, instrument, model.info);
  const { rubric } = content;
  const deps = { model: change(model), prompts, rubric, thinking: false, clock: skippingClock() };
  const steps: AuditStep[] = [];
  for await (const step of askDue(dueOf(work, record), record, deps, controller.signal)) {
    steps.push(step);
    options.onStep?.(step, steps.length);
  }
  const { injections } = texts;
  const audited = { plan, instrument, rubric, injections, info: model.info, family: 'unknown', server: 'scripted' };
  return { sheet: makeSheet(audited, work, record), steps, record };
}
