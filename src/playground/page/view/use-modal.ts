import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { focusComposer } from './focus-composer.ts';

/** For a dialog: stands over the page as long as it is drawn; whoever had the focus before gets it back. */
export function useModal(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => {
      // The page takes no focus before the dialog has left it.
      queueMicrotask(() => giveBack(opener));
    };
  }, []);
  return dialog;
}

function giveBack(opener: Element | null): void {
  if (opener instanceof HTMLElement && opener !== document.body && opener.isConnected) {
    // Chromium gives the focus back itself, but to a text box without its caret: what is typed is lost until it is left.
    opener.blur();
    opener.focus();
  } else {
    focusComposer();
  }
}
