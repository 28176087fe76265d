import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import type { OptionGroup, SelectElement } from '../../blocks/element-model.ts';
import { readGroups } from '../../blocks/read-composition.ts';
import { askOptions } from '../../state/control-api.ts';
import { keepOptions } from '../../state/loaded-options.ts';
import { actingAs } from '../../state/place.ts';
import { SurfaceContext } from '../surface.ts';

/** Somebody who still types is not asked for. */
const TYPING_PAUSE_MS = 180;

export type Offer =
  | { kind: 'short'; missing: number }
  | { kind: 'loading' }
  | { kind: 'offered'; groups: OptionGroup[] }
  | { kind: 'failed'; why: string };

/** What the app offers for what was typed, as Slack asks for it: after a pause, and only from `min_query_length` on.
 * @param query null while the list is closed: then nothing is asked */
export function useOptions(element: SelectElement, blockId: string, query: string | null): Offer {
  const surface = useContext(SurfaceContext);
  const [offer, setOffer] = useState<{ query: string; offer: Offer } | null>(null);
  const newest = useRef(0);
  const { actionId, minQuery } = element;
  const missing = query === null ? 0 : minQuery - [...query].length;

  useEffect(() => {
    newest.current += 1;
    if (query === null || missing > 0) return;
    const mine = newest.current;
    const ask = async () => {
      const menu = { block_id: blockId, action_id: actionId };
      const answer = await askOptions(actingAs.peek(), surface.target, menu, query);
      // An older question that is answered late says nothing any more.
      if (mine !== newest.current) return;
      if (!answer.ok) {
        setOffer({ query, offer: { kind: 'failed', why: whyNot(answer.error) } });
        return;
      }
      const grouped = (answer.option_groups ?? []).length > 0;
      const groups = readGroups(grouped ? { option_groups: answer.option_groups } : { options: answer.options });
      keepOptions(
        surface.id,
        blockId,
        actionId,
        groups.flatMap(({ options }) => options),
      );
      setOffer({ query, offer: { kind: 'offered', groups } });
    };
    const timer = setTimeout(() => void ask(), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [query, missing > 0, blockId, actionId, surface.id]);

  if (missing > 0) return { kind: 'short', missing };
  return offer?.query === query ? offer.offer : { kind: 'loading' };
}

function whyNot(error = ''): string {
  if (error === 'unreachable') return 'the sandbox does not answer';
  return error === 'operation_timeout' ? 'the app did not respond' : error;
}
