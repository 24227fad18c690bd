import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

const NEAR_PX = 60;

interface StickToBottom {
  readonly atBottom: boolean;
  jump(): void;
  onScroll(): void;
}

/**
 * Keeps a scrolled box at its end while its content grows, but only for a reader who is there; others keep the line they
 * are reading, also when older content is put above it.
 * @param firstKey changes when content is put above; @param boxKey changes when the box shows something else
 */
export function useStickToBottom(
  box: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  boxKey: string,
  firstKey: string,
): StickToBottom {
  const sticking = useRef(true);
  const [atBottom, setAtBottom] = useState(true);
  const before = useRef({ boxKey, firstKey, height: 0, top: 0 });

  const jump = useCallback(() => {
    sticking.current = true;
    setAtBottom(true);
    const element = box.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
  }, [box]);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const last = before.current;
    if (last.boxKey !== boxKey) {
      jump();
    } else if (sticking.current) {
      element.scrollTop = element.scrollHeight;
    } else if (last.firstKey !== firstKey && element.scrollTop === last.top) {
      element.scrollTop = last.top + element.scrollHeight - last.height;
    }
    before.current = { boxKey, firstKey, height: element.scrollHeight, top: element.scrollTop };
  });

  useEffect(() => {
    const element = box.current;
    const inner = content.current;
    if (element === null || inner === null) return;
    // Pictures that arrive and windows that change size move the end without a new drawing.
    const observer = new ResizeObserver(() => {
      if (sticking.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(inner);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box, content]);

  const onScroll = useCallback(() => {
    const element = box.current;
    if (element === null) return;
    const near = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
    sticking.current = near;
    before.current = { ...before.current, height: element.scrollHeight, top: element.scrollTop };
    setAtBottom(near);
  }, [box]);

  return { atBottom, jump, onScroll };
}
