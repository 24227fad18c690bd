import { createContext } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
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
  return useSelected((state) => state);
}

/** A part of the page's state; the view is drawn again only when that part is another. */
export function useSelected<Part>(select: (state: PageState) => Part): Part {
  const { store } = useClient();
  const [, redraw] = useState<unknown>(undefined);
  const part = select(store.state);
  const latest = useRef({ select, part });
  latest.current = { select, part };
  useEffect(() => {
    const update = (): void => {
      const now = latest.current.select(store.state);
      if (now !== latest.current.part) redraw({});
    };
    update();
    return store.subscribe(update);
  }, [store]);
  return part;
}
