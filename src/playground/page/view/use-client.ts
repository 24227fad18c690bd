import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { PlaygroundClient } from '../client.ts';
import type { PageState } from '../state/page-state.ts';

export const ClientContext = createContext<PlaygroundClient | null>(null);

/** The client of this page. @throws outside the page's root */
export function useClient(): PlaygroundClient {
  const client = useContext(ClientContext);
  if (client === null) throw new Error('This view stands outside the page.');
  return client;
}

/** The page's state; the view is drawn again whenever it is replaced. */
export function usePageState(): PageState {
  const { store } = useClient();
  const [state, setState] = useState(store.state);
  useEffect(() => {
    const update = (): void => setState(store.state);
    update();
    return store.subscribe(update);
  }, [store]);
  return state;
}
