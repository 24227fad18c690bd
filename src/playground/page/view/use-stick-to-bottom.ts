import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

const NEAR_PX = 40;

interface StickToBottom {
  readonly atBottom: boolean;
  /** The same, as it stands now. */
  readonly sticking: { readonly current: boolean };
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
    setAtBottom(sticking.current);
  }, [box, content]);

  /** Sees how far the reader has scrolled since, and whether that led away from the end, or to it. */
  const follow = useCallback((element: HTMLElement): number => {
    const scrolled = element.scrollTop - top.current;
    const left = element.scrollHeight - element.scrollTop - element.clientHeight;
    // A box that grew is further from its end, but nobody has scrolled.
    if (left <= 1 || (scrolled > 0 && left < NEAR_PX)) sticking.current = true;
    else if (scrolled < 0) sticking.current = false;
    return scrolled;
  }, []);

  /** Puts the box where it was for the reader, after something in it has changed its size. */
  const keep = useCallback(() => {
    const element = box.current;
    if (element === null) return;
    // What the reader has done since the last event counts already, though the browser has not told of it.
    const scrolled = follow(element);
    const { current } = anchor;
    if (sticking.current) element.scrollTop = element.scrollHeight;
    else if (current?.element.isConnected === true)
      element.scrollTop += offsetOf(current.element, element) - (current.offset - scrolled);
    note();
  }, [box, note, follow]);

  const jump = useCallback(() => {
    if (box.current === null) return;
    sticking.current = true;
    box.current.scrollTop = box.current.scrollHeight;
    note();
  }, [box, note]);

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
    if (box.current === null) return;
    follow(box.current);
    note();
  }, [box, note, follow]);

  return { atBottom, sticking, jump, onScroll };
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
