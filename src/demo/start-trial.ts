import { ApplicationCommandOptionType, MessageFlags } from 'discord-api-types/v10';
import type { App } from '../app.ts';
import { DEFAULTS } from '../content/defaults.ts';
import type { TrialId } from '../core/ids.ts';
import { isEstimate } from '../discord/trial-words.ts';
import type { Visitor } from '../playground/visitor/client/visitor.ts';
import type { InteractionOption } from '../playground/visitor-protocol.ts';
import { DebateNotStartedError } from './debate-not-started-error.ts';
import type { DemoOptions } from './demo-options.ts';

const { Subcommand: SUBCOMMAND, String: STRING, Integer: INTEGER, Boolean: BOOLEAN } = ApplicationCommandOptionType;

/**
 * Starts a trial as a person would: through the slash command /debate start.
 * @param onNeeds told what the bot says the debate will need
 * @throws DebateNotStartedError with what the bot answered, when it refused; CommandFailedError when it did not answer
 */
export async function startTrial(
  visitor: Visitor,
  channelId: string,
  options: DemoOptions,
  app: App,
  signal: AbortSignal,
  onNeeds: (text: string) => void = () => {},
): Promise<TrialId> {
  const answer = nextAnswer(visitor, signal);
  const before = new Set((await app.trials.list(1)).map(({ plan }) => plan.trial));
  await visitor.runCommand('debate', [{ type: SUBCOMMAND, name: 'start', options: argumentsOf(options) }], channelId);
  // The bot acknowledges at once and answers when it has found its models.
  for (;;) {
    const text = await answer.next();
    const needs = isEstimate(text);
    if (needs) onNeeds(text);
    const [newest] = await app.trials.list(1);
    if (newest !== undefined && !before.has(newest.plan.trial)) {
      answer.close();
      return newest.plan.trial;
    }
    if (!needs) {
      answer.close();
      throw new DebateNotStartedError(text);
    }
  }
}

function argumentsOf(options: DemoOptions): InteractionOption[] {
  const given: InteractionOption[] = [
    options.topic === undefined
      ? { type: STRING, name: 'scenario', value: options.scenario ?? DEFAULTS.scenario }
      : { type: STRING, name: 'question', value: options.topic },
    { type: STRING, name: 'ensemble', value: options.ensemble },
    { type: STRING, name: 'format', value: options.format },
    { type: STRING, name: 'ballot', value: `${options.ballotSeconds}s` },
  ];
  if (options.rounds !== undefined) given.push({ type: INTEGER, name: 'rounds', value: options.rounds });
  if (options.seed !== undefined) given.push({ type: INTEGER, name: 'seed', value: options.seed });
  if (options.selfConsistency) given.push({ type: BOOLEAN, name: 'self-consistency', value: true });
  if (options.membersAnswers) given.push({ type: BOOLEAN, name: 'members-answers', value: true });
  return given;
}

/** The bot's answers that only this visitor sees, one after the other. */
function nextAnswer(visitor: Visitor, signal: AbortSignal): { next(): Promise<string>; close(): void } {
  const texts: string[] = [];
  let wake: () => void = () => {};
  const unsubscribe = visitor.events((dispatch) => {
    if (dispatch.event !== 'MESSAGE_UPDATE' && dispatch.event !== 'MESSAGE_CREATE') return;
    const ephemeral = ((dispatch.data.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
    if (!ephemeral || dispatch.data.content === '') return;
    texts.push(dispatch.data.content);
    wake();
  });
  return {
    close: unsubscribe,
    async next() {
      for (;;) {
        signal.throwIfAborted();
        const text = texts.shift();
        if (text !== undefined) return text;
        await new Promise<void>((resolve) => {
          wake = resolve;
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
      }
    },
  };
}
