import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PageState } from '../state/page-state.ts';
import { useClient } from './use-client.ts';

/** Says what stands between the reader and the bot; nothing while all is well. */
export function ConnectionBar({ state }: { readonly state: PageState }): JSX.Element | null {
  const client = useClient();
  const { connection } = state;
  if (connection.kind === 'waiting') {
    return (
      <div class="bar warning" role="status">
        <span>
          Connection lost. <Countdown until={connection.retryAt} />
        </span>
        <button type="button" class="link-button" onClick={() => client.reconnectNow()}>
          Try now
        </button>
      </div>
    );
  }
  if (connection.kind === 'online' && !state.botOnline) {
    return (
      <div class="bar" role="status">
        The bot is not connected: commands and buttons get no answer until it is back.
      </div>
    );
  }
  return null;
}

function Countdown({ until }: { readonly until: number }): JSX.Element {
  const left = Math.max(0, Math.ceil((until - Date.now()) / 1000));
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 500);
    return () => clearInterval(timer);
  }, []);
  // Read aloud once, not every second.
  return <span aria-hidden="true">{left === 0 ? 'Reconnecting…' : `Trying again in ${left} s.`}</span>;
}
