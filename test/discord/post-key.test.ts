import { describe, expect, it } from 'vitest';
import { turnKeySchema } from '../../src/debate/events.ts';
import { holdsWords, POST, takesReactions, turnName, turnPartOf } from '../../src/discord/thread/post-key.ts';

const turn = turnKeySchema.parse({ round: 2, seat: 'ada-2' });

describe('the key of a post', () => {
  it('tells of which turn it is a part, and which part', () => {
    expect(turnPartOf(POST.turn(turn, 11))).toEqual({ turn, part: 11 });
    expect(POST.turn(turn, 11)).toBe(`${turnName(turn)}/11`);
  });

  it.each([
    turnName(turn),
    POST.intro,
    POST.round(1),
    POST.answer('A'),
    POST.scores('baseline'),
    'turn/0/ada/0',
    'turn/1/Ada/0',
    'turn/1/ada/0/x',
    'turn/1/ada/',
  ])('is no part of a turn: %s', (key) => {
    expect(turnPartOf(key)).toBeUndefined();
  });

  it.each([
    [POST.turn(turn, 0), true, true],
    [POST.answer('B'), true, true],
    [POST.intro, false, true],
    [POST.debateEnd, false, true],
    [POST.scores('ensemble'), false, true],
    [POST.scores('baseline'), false, true],
    [POST.result, false, false],
    [POST.status, false, false],
    [POST.round(1), false, false],
    [POST.answerHeading, false, false],
    [POST.ballot, false, false],
    [POST.reminder, false, false],
    [POST.extension, false, false],
    [POST.wipe(POST.answer('A'), null), false, false],
    [POST.wipe(turnName(turn), 'weak'), false, false],
    [POST.unreadable, false, false],
  ])('%s: takes reactions %j, holds words %j', (key, reactions, words) => {
    expect({ reactions: takesReactions(key), words: holdsWords(key) }).toEqual({ reactions, words });
  });
});
