import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { peopleOf } from './people.ts';
import { useClient } from './use-client.ts';

/*
 * Mentions read the state as it stands when their message is drawn: names hardly change, and a subscription for each
 * would draw every message again with every event.
 */
export function UserMention({ id }: { readonly id: string }): JSX.Element {
  const { state } = useClient().store;
  const name = useMemo(() => peopleOf(state).nameOf(id), [state.members, id]);
  return <span class="mention">@{name ?? 'unknown-user'}</span>;
}

export function RoleMention({ id }: { readonly id: string }): JSX.Element {
  const { state } = useClient().store;
  const name = useMemo(() => peopleOf(state).roleName(id), [state.guild, id]);
  return <span class="mention">@{name ?? 'unknown-role'}</span>;
}

export function ChannelMention({ id }: { readonly id: string }): JSX.Element {
  const client = useClient();
  const channel = client.store.state.channels.get(id);
  if (channel === undefined) return <span class="mention"># unknown</span>;
  return (
    <button type="button" class="mention" onClick={() => client.select(id)}>
      #{channel.name ?? 'thread'}
    </button>
  );
}
