import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Option, SelectElement } from '../../blocks/element-model.ts';
import { Icon } from '../icon.tsx';
import { placeBeside } from '../place-beside.ts';
import type { FieldControl } from './field.tsx';
import { OptionList, optionId, statusOf } from './option-list.tsx';
import { useOptions } from './use-options.ts';

interface ExternalSelectProps {
  element: SelectElement;
  blockId: string;
  control: FieldControl;
}

/** A menu whose options the app supplies as one types: arrows move, Enter chooses, Esc closes, Backspace takes the last of several
 * back. */
export function ExternalSelectField({ element, blockId, control }: ExternalSelectProps) {
  const id = useId();
  const [query, setQuery] = useState<string | null>(null);
  const [active, setActive] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const isOpen = query !== null;
  const offer = useOptions(element, blockId, query);
  const options = offer.kind === 'offered' ? offer.groups.flatMap((group) => group.options) : [];
  const known = element.groups.flatMap((group) => group.options);
  // A value that no known option has is shown as it is.
  const chosen = control.value.map((value) => {
    return { value, label: known.find((option) => option.value === value)?.text.text ?? value };
  });
  const { multiple } = element;

  useEffect(() => {
    const field = input.current?.parentElement;
    if (!list.current || !field) return;
    list.current.classList.toggle('menu-placed', isOpen);
    if (!isOpen) {
      list.current.hidePopover();
      return;
    }
    list.current.showPopover();
    list.current.style.width = `${Math.max(240, field.offsetWidth)}px`;
    placeBeside(list.current, field);
  }, [isOpen, offer]);
  useEffect(() => setActive(options.length > 0 ? 0 : -1), [offer.kind, options.length, query]);
  useEffect(() => {
    list.current?.querySelector(`#${CSS.escape(optionId(id, active))}`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const close = () => setQuery(null);
  const choose = (option: Option) => {
    const isChosen = control.value.includes(option.value);
    const others = control.value.filter((value) => value !== option.value);
    control.change(!multiple ? [option.value] : isChosen ? others : [...others, option.value]);
    setQuery(multiple ? '' : null);
    input.current?.focus();
  };
  const remove = (value: string) => {
    control.change(control.value.filter((other) => other !== value));
    input.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event;
    const option = options[active];
    if (key === 'Backspace' && multiple && (query ?? '') === '') {
      const last = control.value.at(-1);
      if (last !== undefined) remove(last);
    } else if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      if (!isOpen) setQuery('');
      else if (options.length > 0)
        setActive((active + (key === 'ArrowDown' ? 1 : options.length - 1)) % options.length);
    } else if (key === 'Enter') {
      // Never the form: whoever presses Enter here means the list.
      event.preventDefault();
      if (isOpen && option) choose(option);
    } else if (key === 'Escape' && isOpen) {
      // Esc closes the list only, not the dialog it may stand in.
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };

  const single = multiple ? undefined : chosen[0];
  const shown = query ?? (single === undefined ? '' : single.label);
  return (
    <div class="combo">
      {multiple &&
        chosen.map((option) => (
          <span key={option.value} class="token">
            {option.label}
            <button
              type="button"
              class="token-remove"
              aria-label={`Remove ${option.label}`}
              onClick={() => remove(option.value)}
            >
              <Icon name="close" />
            </button>
          </span>
        ))}
      <input
        ref={input}
        {...control.attributes}
        type="text"
        role="combobox"
        autoComplete="off"
        spellcheck={false}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={id}
        aria-activedescendant={isOpen && active >= 0 ? optionId(id, active) : undefined}
        placeholder={chosen.length === 0 || multiple ? element.placeholder || 'Type to search…' : ''}
        value={shown}
        data-focus={element.focus || undefined}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => setQuery(query ?? '')}
        onInput={(event) => setQuery(event.currentTarget.value)}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      {single !== undefined && (
        <button
          type="button"
          class="button-quiet combo-clear"
          aria-label={`Clear ${single.label}`}
          onClick={() => remove(single.value)}
        >
          <Icon name="close" />
        </button>
      )}
      <OptionList
        list={list}
        id={id}
        offer={offer}
        active={active}
        chosen={control.value}
        multiple={multiple}
        onChoose={choose}
      />
      <span class="visually-hidden" role="status">
        {isOpen ? statusOf(offer) : ''}
      </span>
    </div>
  );
}
