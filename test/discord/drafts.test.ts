import { expect, it } from 'vitest';
import { systemEntropy } from '../../src/core/random.ts';
import { Drafts } from '../../src/discord/own-content/drafts.ts';
import type { FilledForm } from '../../src/own-content/form.ts';
import { HandClock } from '../support/hand-clock.ts';

const form = (name: string): FilledForm => ({ kind: 'persona', id: null, texts: { name } });

it('keeps what somebody typed for them alone', () => {
  const drafts = new Drafts({ clock: new HandClock(), entropy: systemEntropy });
  const token = drafts.keep('ada', form('Hana'));
  expect(drafts.find(token, 'ada')).toEqual(form('Hana'));
  expect(drafts.find(token, 'bea')).toBeUndefined();
  expect(drafts.find('0000000000000000', 'ada')).toBeUndefined();
});

it('keeps no more than there is room for: the oldest give way', () => {
  const drafts = new Drafts({ clock: new HandClock(), entropy: systemEntropy });
  const tokens = Array.from({ length: 201 }, (_, number) => drafts.keep('ada', form(`Hana ${number}`)));
  expect(drafts.find(tokens[0] ?? '', 'ada')).toBeUndefined();
  expect(drafts.find(tokens[1] ?? '', 'ada')).toEqual(form('Hana 1'));
  expect(drafts.find(tokens[200] ?? '', 'ada')).toEqual(form('Hana 200'));
});
