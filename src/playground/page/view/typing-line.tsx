import type { JSX } from 'preact';
import type { PageState } from '../state/page-state.ts';
import { Dots } from './dots.tsx';
import type { People } from './people.ts';

interface TypingLineProps {
  readonly state: PageState;
  readonly people: People;
  readonly channelId: string;
}

export function TypingLine({ state, people, channelId }: TypingLineProps): JSX.Element {
  const names = [...(state.typing.get(channelId)?.keys() ?? [])].map((id) => people.nameOf(id) ?? 'Someone');
  const who = names.length > 3 ? 'Several people are' : `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'}`;
  return (
    <p class="typing" aria-live="off">
      {names.length === 0 ? null : (
        <>
          <Dots /> {who} typing…
        </>
      )}
    </p>
  );
}
