import { useEffect, useRef } from 'preact/hooks';
import type { Suggestion } from '../messages/suggestions.ts';
import { Icon } from './icon.tsx';

interface SuggestionListProps {
  id: string;
  suggestions: readonly Suggestion[];
  /** -1: none */
  active: number;
  onTake: (suggestion: Suggestion) => void;
}

export const suggestionId = (listId: string, index: number) => `${listId}-${index}`;

/** What could be meant, above the box. The focus stays in the box. */
export function SuggestionList({ id, suggestions, active, onTake }: SuggestionListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div
      ref={list}
      id={id}
      class="suggestions"
      role="listbox"
      aria-label="Suggestions"
      hidden={suggestions.length === 0}
    >
      {suggestions.map((suggestion, index) => (
        <button
          key={suggestion.key}
          type="button"
          id={suggestionId(id, index)}
          role="option"
          class={index === active ? 'suggestion option-active' : 'suggestion'}
          aria-selected={index === active}
          tabIndex={-1}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(suggestion)}
        >
          <span class="suggestion-words">
            {suggestion.kind === 'shortcut' && <Icon name="bolt" />}
            <strong>{suggestion.label}</strong>
            {suggestion.usage !== '' && <code>{suggestion.usage}</code>}
          </span>
          <span class="suggestion-detail">{suggestion.detail}</span>
        </button>
      ))}
    </div>
  );
}
