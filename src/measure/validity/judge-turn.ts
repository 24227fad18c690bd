import type { Content } from '../../content/schema.ts';
import { hearTurn } from '../../debate/hear-turn.ts';
import { StreamWatch } from '../../debate/stream-watch.ts';
import type { Finding } from '../../debate/validity/finding.ts';
import type { LabelledTurn } from './labelled-turn.ts';
import { promptOf } from './prompt-of.ts';

/** Ensembles' default allowance for thinking. */
const THINKING_TOKENS = 2048;
/** A token's length when a text is streamed again. */
const PIECE = 4;

/** Written turns were written to no prompt; they are judged as if to this. */
const USUAL_TASK = {
  model: 'none',
  chat: 'own',
  voice: 'brief',
  task: 'task-opening',
  words: 90,
  temperature: 0,
  cut: 270,
  seed: 0,
} as const;

/** What a debate would say of the turn: first while it streams, then when it is whole. Undefined: it is valid. */
export function judgeTurn(turn: LabelledTurn, content: Content): Finding | undefined {
  const { messages } = promptOf(turn, turn.made ?? USUAL_TASK, content);
  return (
    watch(turn) ??
    hearTurn(
      { raw: turn.text, thinking: turn.thinking, finishReason: turn.finish },
      {
        kind: turn.kind,
        motion: turn.motion,
        given: messages.map((message) => message.content).join('\n'),
        speaker: { name: turn.speaker },
        table: [...turn.members, { name: turn.chair }],
        before: turn.before.map(({ name, round, text }) => ({ speaker: { name }, round, text })),
      },
    ).finding
  );
}

function watch({ text, thinking }: LabelledTurn): Finding | undefined {
  const stream = new StreamWatch(THINKING_TOKENS);
  for (let end = PIECE; end < thinking.length + PIECE; end += PIECE) {
    const broken = stream.look('', thinking.slice(0, end));
    if (broken !== undefined) return broken;
  }
  for (let end = PIECE; end < text.length + PIECE; end += PIECE) {
    const broken = stream.look(text.slice(0, end), thinking);
    if (broken !== undefined) return broken;
  }
  return undefined;
}
