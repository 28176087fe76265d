import { useEffect, useRef, useState } from 'preact/hooks';
import type { MessageView } from '../../ports.ts';
import { people } from '../state/sandbox-state.ts';
import { whoIs } from '../state/who.ts';

/** Reads new messages out as a notification would: by their `text`, once; a redrawn message is not new. */
export function Announcer({ messages }: { messages: readonly MessageView[] }) {
  const newestKnown = useRef<string | null>(null);
  const [words, setWords] = useState('');
  const newest = messages.at(-1);
  useEffect(() => {
    const before = newestKnown.current;
    const isNew = newest !== undefined && before !== null && newest.ts > before;
    if (before === null || isNew) newestKnown.current = newest?.ts ?? '';
    if (isNew) setWords(`${whoIs(newest.user, people.peek()).realName}: ${newest.text}`);
  }, [newest?.ts]);
  return (
    <p class="visually-hidden" role="status" aria-live="polite">
      {words}
    </p>
  );
}
