import type { APIChannel } from 'discord-api-types/v10';
import type { JSX } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { CommandLeaf } from '../commands/command-leaf.ts';
import { commandLeaves } from '../commands/command-leaf.ts';
import { isLocked } from '../state/channels.ts';
import type { PageState } from '../state/page-state.ts';
import { CommandForm } from './command-form.tsx';
import { Icon } from './icon.tsx';
import { TextBox } from './text-box.tsx';

interface ComposerProps {
  readonly channel: APIChannel;
  readonly state: PageState;
}

/** The box at the foot: words, or a command with its options. */
export function Composer({ channel, state }: ComposerProps): JSX.Element {
  const [command, setCommand] = useState<CommandLeaf | null>(null);
  /** Whoever comes back from a command goes on typing. */
  const returned = useRef(false);
  const leaves = useMemo(() => commandLeaves(state.commands), [state.commands]);
  if (isLocked(channel)) {
    return (
      <p class="composer-locked">
        <Icon name="lock" /> This thread is locked: nobody can write here any more.
      </p>
    );
  }
  return command === null ? (
    <TextBox
      channel={channel}
      leaves={leaves}
      botOnline={state.botOnline}
      focused={returned.current}
      onCommand={setCommand}
    />
  ) : (
    <CommandForm
      key={command.title}
      channel={channel}
      leaf={command}
      state={state}
      onDone={() => {
        returned.current = true;
        setCommand(null);
      }}
    />
  );
}
