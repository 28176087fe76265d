import type { EntryElement } from '../../blocks/element-model.ts';
import type { FieldControl } from './field.tsx';

const INPUT_TYPES = {
  plain_text_input: { type: 'text' },
  number_input: { type: 'text', inputMode: 'decimal' },
  email_text_input: { type: 'email' },
  url_text_input: { type: 'url' },
  rich_text_input: { type: 'text' },
} as const;

/** Words, a number or an address. Its limits are told below it by the form, as Slack does, not by the browser. */
export function EntryField({ element, control }: { element: EntryElement; control: FieldControl }) {
  const text = control.value[0] ?? '';
  const common = {
    ...control.attributes,
    value: text,
    placeholder: element.placeholder,
    'data-focus': element.focus || undefined,
    autoComplete: 'off',
  };
  const left = element.maxLength === null ? null : element.maxLength - [...text].length;
  return (
    <>
      {element.multiline ? (
        <textarea {...common} rows={4} onInput={(event) => control.type([event.currentTarget.value])} />
      ) : (
        <input
          {...common}
          {...INPUT_TYPES[element.type]}
          onInput={(event) => control.type([event.currentTarget.value])}
          onChange={(event) => control.change([event.currentTarget.value])}
        />
      )}
      {left !== null && left <= 50 && (
        <span class={left < 0 ? 'field-left field-left-over' : 'field-left'}>{left}</span>
      )}
    </>
  );
}
