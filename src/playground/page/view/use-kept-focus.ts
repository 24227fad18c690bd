import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { focusComposer } from './focus-composer.ts';
import { ROW } from './log-keys.ts';

interface KeptFocus {
  onFocusIn(event: FocusEvent): void;
  onFocusOut(event: FocusEvent): void;
}

/**
 * For a log: when what has the focus is taken off the page (the buttons of a ballot that closes), the focus goes to the
 * message around it and not to nowhere.
 */
export function useKeptFocus(box: RefObject<HTMLElement | null>): KeptFocus {
  const row = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    const { current } = row;
    if (current === null || document.activeElement !== document.body) return;
    row.current = null;
    if (current.isConnected && box.current?.contains(current) === true) current.focus({ preventScroll: true });
    else if (matchMedia('(hover: hover)').matches) focusComposer();
  });
  return {
    onFocusIn: ({ target }) => {
      row.current = target instanceof Element ? target.closest<HTMLElement>(ROW) : null;
    },
    onFocusOut: ({ target, relatedTarget }) => {
      if (relatedTarget !== null) {
        row.current = null;
        return;
      }
      // Browsers differ in whether they say that an element lost the focus by being taken away. One that has it still
      // lies in a window that is not in front.
      queueMicrotask(() => {
        if (target instanceof Node && target.isConnected && document.activeElement !== target) row.current = null;
      });
    },
  };
}
