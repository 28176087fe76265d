import { endFirstVisit, isFirstVisit } from '../state/first-visit.ts';
import { Icon } from './icon.tsx';

/** One sentence and one arrow, for whoever is here for the first time. It lies over the page and moves nothing.
 * @param arrow up to the button that pushes a commit, or down to the tab where it is */
export function FirstVisit({ arrow }: { arrow: 'arrowUp' | 'arrowDown' }) {
  if (!isFirstVisit.value) return null;
  return (
    <div class={`first-visit ${arrow === 'arrowDown' ? 'first-visit-tab' : ''}`} role="note">
      <Icon name={arrow} />
      <p>Push a commit, then approve it as Ben.</p>
      <button type="button" class="button-quiet button-icon" aria-label="Close hint" onClick={endFirstVisit}>
        <Icon name="close" />
      </button>
    </div>
  );
}
