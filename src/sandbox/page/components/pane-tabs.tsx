import { isFirstVisit } from '../state/first-visit.ts';
import { type Pane, pane } from '../state/place.ts';
import { FirstVisit } from './first-visit.tsx';
import { Icon, type IconName } from './icon.tsx';

const TABS: { pane: Pane; icon: IconName; label: string }[] = [
  { pane: 'channels', icon: 'list', label: 'Channels' },
  { pane: 'messages', icon: 'chat', label: 'Messages' },
  { pane: 'yard', icon: 'rails', label: 'Railway yard' },
];

/** On a narrow screen: one panel at a time. */
export function PaneTabs() {
  return (
    <nav class="pane-tabs" aria-label="Panels">
      {isFirstVisit.value && pane.value === 'messages' && <FirstVisit arrow="arrowDown" />}
      {TABS.map((tab) => (
        <button
          key={tab.pane}
          type="button"
          class="pane-tab"
          aria-current={pane.value === tab.pane ? 'page' : undefined}
          onClick={() => {
            pane.value = tab.pane;
          }}
        >
          <Icon name={tab.icon} />
          {tab.label}
        </button>
      ))}
    </nav>
  );
}
