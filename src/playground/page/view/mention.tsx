import type { JSX } from 'preact';
import { peopleOf } from './people.ts';
import { useClient, useSelected } from './use-client.ts';

export function UserMention({ id }: { readonly id: string }): JSX.Element {
  const name = useSelected((state) => peopleOf(state).nameOf(id));
  return <span class="mention">@{name ?? 'unknown-user'}</span>;
}

export function RoleMention({ id }: { readonly id: string }): JSX.Element {
  const name = useSelected((state) => peopleOf(state).roleName(id));
  return <span class="mention">@{name ?? 'unknown-role'}</span>;
}

export function ChannelMention({ id }: { readonly id: string }): JSX.Element {
  const client = useClient();
  const name = useSelected(({ channels }) => channels.get(id)?.name);
  if (name === undefined) return <span class="mention"># unknown</span>;
  return (
    <button type="button" class="mention" onClick={() => client.select(id)}>
      #{name ?? 'thread'}
    </button>
  );
}
