import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

const NEAR_PX = 40;
const UNDER_FINGER = 'button:hover, a:hover, select:hover, input:hover, label:hover, :focus-visible';

export interface FollowBottom {
  scroller: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  /** there is something below that arrived while the reader was elsewhere */
  hasNewBelow: boolean;
  toBottom: () => void;
}

/** Keeps a list of messages at its newest line while the reader is there, and only then. A list whose reader is about to
 * press something is not moved either: what arrives waits below, behind the "new messages" pill.
 * @param newest identifies the newest line */
export function useFollowBottom(newest: string): FollowBottom {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const seen = useRef(newest);
  const [hasNewBelow, setNewBelow] = useState(false);

  const toBottom = () => {
    following.current = true;
    setNewBelow(false);
    if (scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  };

  useLayoutEffect(() => {
    const isNew = seen.current !== newest;
    seen.current = newest;
    const list = scroller.current;
    if (!list) return;
    if (following.current && !isBusy(list)) toBottom();
    else if (isNew && distance(list) > NEAR_PX) setNewBelow(true);
  }, [newest]);

  useEffect(() => {
    const list = scroller.current;
    if (!list || !content.current) return;
    let lastTop = list.scrollTop;
    const onScroll = () => {
      // Only going up by hand ends the following: content that grows below is no decision of the reader.
      if (list.scrollTop < lastTop - 1) following.current = false;
      lastTop = list.scrollTop;
      if (distance(list) > NEAR_PX) return;
      following.current = true;
      setNewBelow(false);
    };
    const resume = () => following.current && !isBusy(list) && toBottom();
    const grown = new ResizeObserver(resume);
    grown.observe(content.current);
    grown.observe(list);
    list.addEventListener('scroll', onScroll, { passive: true });
    list.addEventListener('pointerleave', resume);
    return () => {
      grown.disconnect();
      list.removeEventListener('scroll', onScroll);
      list.removeEventListener('pointerleave', resume);
    };
  }, []);

  return { scroller, content, hasNewBelow, toBottom };
}

function distance(list: HTMLElement): number {
  return list.scrollHeight - list.clientHeight - list.scrollTop;
}

function isBusy(list: HTMLElement): boolean {
  return list.querySelector(UNDER_FINGER) !== null;
}
