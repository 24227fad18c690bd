import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

const NEAR_PX = 40;

interface StickToBottom {
  readonly atBottom: boolean;
  jump(): void;
  onScroll(): void;
}

/** A message that the reader has before their eyes, and how far below the box's upper edge it stands. */
interface Anchor {
  readonly element: Element;
  readonly offset: number;
}

/**
 * Keeps a scrolled box at its end while its content grows, but only for a reader who is there; others keep the line they
 * are reading, whatever grows above it. Whoever scrolls up even a little has left the end.
 * @param boxKey changes when the box shows something else
 */
export function useStickToBottom(
  box: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  boxKey: string,
): StickToBottom {
  const sticking = useRef(true);
  const [atBottom, setAtBottom] = useState(true);
  const anchor = useRef<Anchor | null>(null);
  const top = useRef(0);
  const shownKey = useRef(boxKey);

  const note = useCallback(() => {
    if (box.current === null || content.current === null) return;
    top.current = box.current.scrollTop;
    anchor.current = sticking.current ? null : anchorIn(box.current, content.current);
  }, [box, content]);

  /** Puts the box where it was for the reader, after something in it has changed its size. */
  const keep = useCallback(() => {
    const element = box.current;
    if (element === null) return;
    const { current } = anchor;
    if (sticking.current) element.scrollTop = element.scrollHeight;
    else if (current?.element.isConnected === true)
      element.scrollTop += offsetOf(current.element, element) - current.offset;
    note();
  }, [box, note]);

  const jump = useCallback(() => {
    sticking.current = true;
    setAtBottom(true);
    keep();
  }, [keep]);

  useLayoutEffect(() => {
    if (shownKey.current === boxKey) return keep();
    shownKey.current = boxKey;
    jump();
  });

  useEffect(() => {
    if (box.current === null || content.current === null) return;
    // Pictures that arrive and windows that change size move the end without a new drawing.
    const observer = new ResizeObserver(keep);
    observer.observe(content.current);
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box, content, keep]);

  const onScroll = useCallback(() => {
    const element = box.current;
    if (element === null) return;
    const left = element.scrollHeight - element.scrollTop - element.clientHeight;
    // A box that grew is further from its end, but nobody has scrolled.
    if (left <= 1 || (element.scrollTop > top.current && left < NEAR_PX)) sticking.current = true;
    else if (element.scrollTop < top.current) sticking.current = false;
    note();
    setAtBottom(sticking.current);
  }, [box, note]);

  return { atBottom, jump, onScroll };
}

/** The first message that reaches into view. They stand in order, so that half of them need not be looked at each time. */
function anchorIn(box: HTMLElement, content: HTMLElement): Anchor | null {
  const rows = content.children;
  const edge = box.getBoundingClientRect().top;
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.getBoundingClientRect().bottom ?? 0) > edge) high = middle;
    else low = middle + 1;
  }
  let element: Element | null = rows[low] ?? null;
  // Lines between messages come and go.
  while (element !== null && !element.classList.contains('message')) element = element.nextElementSibling;
  return element === null ? null : { element, offset: offsetOf(element, box) };
}

function offsetOf(element: Element, box: HTMLElement): number {
  return element.getBoundingClientRect().top - box.getBoundingClientRect().top;
}
