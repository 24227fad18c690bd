import { onTestFinished } from 'vitest';
import { type Config, readConfig } from '../../src/config.ts';
import type { Scenario } from '../../src/content/schema.ts';
import type { Clock } from '../../src/core/clock.ts';
import { trialIdSchema } from '../../src/core/ids.ts';
import { createLog } from '../../src/core/log.ts';
import { systemEntropy } from '../../src/core/random.ts';
import { type Script, scriptedHost, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { OwnContents } from '../../src/own-content/own-contents.ts';
import { openEventLog } from '../../src/store/open-event-log.ts';
import { createTerminalPresenter } from '../../src/terminal/terminal-presenter.ts';
import type { TerminalScreen } from '../../src/terminal/terminal-screen.ts';
import type { TrialUpdate } from '../../src/trial/events.ts';
import { LocalTrialService } from '../../src/trial/local-trial-service.ts';
import { makeTrialPlan } from '../../src/trial/make-trial-plan.ts';
import type { TrialPlan } from '../../src/trial/plan.ts';
import type { TrialRequest } from '../../src/trial/service.ts';
import { content, entry, prompts } from '../support/content.ts';
import { skippingClock } from '../support/hand-clock.ts';
import { voterId } from '../support/people.ts';
import { pooled } from '../support/pooled.ts';
import { goodScript } from '../support/speech.ts';

export const PAGE = 'http://127.0.0.1:4820/';
const MODEL = scriptedModelInfo('scripted-model:1b');

function request(scenario: Partial<Scenario> = {}): TrialRequest {
  return {
    scenario: { ...entry(content.scenarios, 'ai-tutors'), ...scenario },
    ensemble: 'pocket',
    format: 'proponent-opponent',
    rounds: 1,
    seed: 5,
    ballotMilliseconds: 6000,
    startedBy: voterId('1'),
    origin: null,
  };
}

const picked = (script: Script, clock?: Clock) => ({
  host: pooled(scriptedHost([MODEL], script), clock === undefined ? {} : { clock }),
  goodFor: 'tests',
  betterModels: '',
  caution: 'Scripted words.',
});

/** Holds a whole trial, with nobody to vote, and prints it. */
export async function play(
  screen: TerminalScreen,
  script = goodScript,
  scenario?: Partial<Scenario>,
  more: Partial<TrialRequest> = {},
): Promise<void> {
  const log = createLog('silent');
  const clock = skippingClock();
  const events = await openEventLog({ address: 'memory://', log, clock });
  onTestFinished(() => events.close());
  const ownContents = new OwnContents({ content, events, log });
  const config: Config = { ...readConfig({}), judged: ['debate'] };
  const shared = { config, content, ownContents, events, clock, entropy: systemEntropy, log };
  const trials = await LocalTrialService.open({ ...shared, picked: picked(script, clock) });
  trials.addPresenter(createTerminalPresenter(PAGE, content.reactions, screen));
  const { plan } = await trials.start(await trials.plan({ ...request(scenario), ...more }));
  await trials.finished(plan.trial);
}

/** A trial of which a test says what happens, event by event. */
export interface Scene {
  readonly plan: TrialPlan;
  /** Shows an event; resolves when it is on the screen. */
  show(update: TrialUpdate): Promise<void>;
  end(): Promise<void>;
}

export function openScene(screen: TerminalScreen, id = 't-abc123', scenario?: Partial<Scenario>): Scene {
  const plan = makeTrialPlan(request(scenario), {
    picked: picked(goodScript),
    content,
    prompts,
    models: [MODEL],
    trial: trialIdSchema.parse(id),
    judged: ['debate'],
    drawnSeed: 1,
  });
  const waiting: ((next: IteratorResult<TrialUpdate>) => void)[] = [];
  const asked: (() => void)[] = [];
  const updates: AsyncIterable<TrialUpdate> = {
    [Symbol.asyncIterator]: () => ({
      next: () =>
        new Promise((resolve) => {
          waiting.push(resolve);
          asked.shift()?.();
        }),
    }),
  };
  const shown = createTerminalPresenter(PAGE, content.reactions, screen).present(
    plan,
    updates,
    new AbortController().signal,
  );
  return {
    plan,
    show(value) {
      const taken = new Promise<void>((resolve) => asked.push(resolve));
      waiting.shift()?.({ done: false, value });
      // When the presenter fails, that is what the test is told.
      return Promise.race([taken, shown]);
    },
    async end() {
      waiting.shift()?.({ done: true, value: undefined });
      await shown;
    },
  };
}
