import type { RefObject } from 'preact';
import type { Option, OptionGroup } from '../../blocks/element-model.ts';
import { Icon } from '../icon.tsx';
import { TextView } from '../text-view.tsx';
import type { Offer } from './use-options.ts';

interface OptionListProps {
  list: RefObject<HTMLDivElement | null>;
  id: string;
  offer: Offer;
  active: number;
  chosen: readonly string[];
  multiple: boolean;
  onChoose: (option: Option) => void;
}

export const optionId = (listId: string, index: number) => `${listId}-${index}`;

/** What the app offers, or why there is nothing. */
export function OptionList({ list, id, offer, active, chosen, multiple, onChoose }: OptionListProps) {
  let index = -1;
  const toOption = (option: Option) => {
    index += 1;
    const isChosen = chosen.includes(option.value);
    return (
      <button
        key={option.value}
        type="button"
        id={optionId(id, index)}
        role="option"
        class={index === active ? 'menu-item option-active' : 'menu-item'}
        aria-selected={isChosen}
        tabIndex={-1}
        data-value={option.value}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => onChoose(option)}
      >
        <span class="option-words">
          <TextView text={option.text} />
          {option.description && (
            <span class="menu-description">
              <TextView text={option.description} />
            </span>
          )}
        </span>
        {isChosen && <Icon name="check" />}
      </button>
    );
  };
  const toGroup = (group: OptionGroup) =>
    group.label === null ? (
      group.options.map(toOption)
    ) : (
      // biome-ignore lint/a11y/useSemanticElements: groups of a listbox are no fieldset
      <div key={group.label} role="group" aria-label={group.label}>
        <div class="option-group">{group.label}</div>
        {group.options.map(toOption)}
      </div>
    );
  const status = statusOf(offer);
  return (
    <div ref={list} class="menu-list option-list" popover="manual">
      <div id={id} role="listbox" aria-label="Options" aria-multiselectable={multiple || undefined}>
        {offer.kind === 'offered' && offer.groups.map(toGroup)}
      </div>
      {hasNothing(offer) && (
        <p class={offer.kind === 'failed' ? 'option-status option-failed' : 'option-status'}>{status}</p>
      )}
    </div>
  );
}

function hasNothing(offer: Offer): boolean {
  return offer.kind !== 'offered' || offer.groups.every(({ options }) => options.length === 0);
}

/** In a sentence, also for screen readers. */
export function statusOf(offer: Offer): string {
  if (offer.kind === 'short')
    return `Type ${offer.missing} more ${offer.missing === 1 ? 'letter' : 'letters'} to search.`;
  if (offer.kind === 'loading') return 'Loading…';
  if (offer.kind === 'failed') return `No options could be loaded: ${offer.why}.`;
  const count = offer.groups.flatMap(({ options }) => options).length;
  if (count === 0) return 'Nothing matches.';
  return `${count} ${count === 1 ? 'option' : 'options'}, arrows move, Enter chooses.`;
}
