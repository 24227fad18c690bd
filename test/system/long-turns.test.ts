import type { APIMessage } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import { type Script, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { speech, wordsFor } from '../support/speech.ts';
import { type Eyes, textOf } from './eyes.ts';
import { inPieces } from './scripts.ts';
import { MODEL, Stage } from './stage.ts';

const HOUR = 3_600_000;
const CURSOR = '▍';

/** Prose between blocks of code that are longer than a message. */
function withCode(length: number): string {
  let text = '';
  for (let block = 1; text.length < length; block += 1) {
    const lines = Array.from({ length: 50 }, (_, line) => {
      const number = block * 100 + line;
      return `const of${number} = the(robot${number}, ${number}, to${number});`;
    });
    text += `${speech(block, 6)}\n\n\`\`\`ts\n${lines.join('\n')}\n\`\`\`\n\n`;
  }
  return `${text}${speech(99, 3)}`;
}

const CODE = withCode(9000);
const PROSE = speech(1000, 46);
const WORD = Array.from({ length: 1250 }, (_, place) => (place + 1000).toString(36).padStart(4, 'x')).join('');
const LONG_WORD = `${speech(2000, 2)} ${WORD} ${speech(2001, 2)}`;
const TURNS = [CODE, PROSE, LONG_WORD];

const script: Script = {
  reply: (request, _model, call) => {
    const text = TURNS[call];
    return text === undefined ? wordsFor(request) : inPieces(text, 40, 1200);
  },
};

function withoutGaps(text: string): string {
  return text.replace(/\s+/g, '');
}

/** The messages of a member's turns, in order. */
function partsIn(eyes: Eyes, thread: string): APIMessage[] {
  return eyes.messagesIn(thread).filter(({ webhook_id }) => webhook_id !== undefined);
}

/** Whether every block of code that begins in a message ends in it. */
function hasWholeFences(content: string): boolean {
  return content.split('\n').filter((line) => line.startsWith('```')).length % 2 === 0;
}

it('shows long turns in several messages that grow one after the other and take reactions as one turn', async () => {
  const stage = await Stage.open();
  const models = [{ ...scriptedModelInfo(MODEL), contextTokens: 100_000 }];
  await stage.run({ script, models });
  const ada = await stage.eyes('Ada');
  const bea = await stage.eyes('Bea');
  await ada.start({ scenario: 'care-robot-refusal', rounds: 2, ballot: '1h', seed: 5 });
  const thread = await ada.thread();
  await ada.card(thread, 'Which answer is better?');

  const parts = partsIn(ada, thread);
  const turnOf = (text: string): APIMessage[] =>
    parts.filter(({ content }) => withoutGaps(text).includes(withoutGaps(content.replace(/^```\w*$/gm, ''))));
  const code = parts.slice(
    0,
    parts.findIndex(({ content }) => content.startsWith(PROSE.slice(0, 40))),
  );
  const prose = turnOf(PROSE);
  const word = turnOf(LONG_WORD);
  expect(CODE.length).toBeGreaterThan(9000);
  expect(code.length).toBeGreaterThanOrEqual(5);
  expect(PROSE.length).toBeGreaterThan(3000);
  expect(prose).toHaveLength(2);
  expect(WORD).toHaveLength(5000);
  expect(word.length).toBeGreaterThanOrEqual(3);

  // Nothing is lost, but gaps at the cuts and fences that were closed and opened again there.
  expect(withoutGaps(prose.map(({ content }) => content).join(''))).toBe(withoutGaps(PROSE));
  expect(withoutGaps(word.map(({ content }) => content).join(''))).toBe(withoutGaps(LONG_WORD));
  const withoutFences = (text: string): string => withoutGaps(text.replace(/^```\w*$/gm, ''));
  expect(withoutFences(code.map(({ content }) => content).join('\n'))).toBe(withoutFences(CODE));

  for (const part of [...code, ...prose, ...word]) {
    const versions = ada.versionsOf(part.id).map(({ content }) => content);
    for (const version of versions) {
      expect(version.length).toBeLessThanOrEqual(2000);
      expect(hasWholeFences(version)).toBe(true);
    }
    // It grows at its end, stands (its last words may have gone to the next), and is not touched again.
    const standing = versions.findIndex((version) => !version.includes(CURSOR));
    expect(standing).toBe(versions.length - 1);
    for (const [place, version] of versions.slice(1).entries()) {
      const before = versions[place]?.replace(/\s*▍(\n```)?$/, '') ?? '';
      const grew =
        version.startsWith(before) || (place + 1 === standing && before.startsWith(version.replace(/\n```$/, '')));
      expect(grew).toBe(true);
    }
  }
  // The next part begins once this one stands.
  const order = ada.seen.flatMap((dispatch) =>
    dispatch.event === 'MESSAGE_CREATE' || dispatch.event === 'MESSAGE_UPDATE' ? [dispatch.data] : [],
  );
  for (const [place, part] of code.slice(1).entries()) {
    const before = code[place]?.id;
    const began = order.findIndex(({ id }) => id === part.id);
    const last = order.findLastIndex(({ id }) => id === before);
    expect(last).toBeLessThan(began);
  }

  // A turn is one for who reacts to it: the last message offers, all take.
  await bea.visitor.react(thread, code[0]?.id ?? '', '💡');
  await bea.visitor.react(thread, code.at(-1)?.id ?? '', '💡');
  await ada.visitor.react(thread, code[2]?.id ?? '', '💡');
  stage.clock.skip(HOUR);
  expect(textOf(await ada.card(thread, 'Results (complete)'))).toContain('Turns: 💡 2');
  const emojis = new Map((await ada.visitor.messages(thread, 100)).map(({ id, reactions }) => [id, reactions ?? []]));
  expect(emojis.get(prose[0]?.id ?? '')).toEqual([]);
  expect(emojis.get(prose[1]?.id ?? '')).toHaveLength(5);
  stage.expectClean(ada);
});
