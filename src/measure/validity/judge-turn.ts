import { hearTurn } from '../../debate/hear-turn.ts';
import { StreamWatch } from '../../debate/stream-watch.ts';
import type { Finding } from '../../debate/validity/finding.ts';
import type { LabelledTurn } from './labelled-turn.ts';

/** Ensembles' default allowance for thinking. */
const THINKING_TOKENS = 2048;
/** A token's length when a text is streamed again. */
const PIECE = 4;

/** What a debate would say of the turn: first while it streams, then when it is whole. Undefined: it is valid. */
export function judgeTurn(turn: LabelledTurn): Finding | undefined {
  return (
    watch(turn) ??
    hearTurn(
      { raw: turn.text, thinking: turn.thinking, finishReason: turn.finish },
      {
        kind: 'speech',
        motion: turn.motion,
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
