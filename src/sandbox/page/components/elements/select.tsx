import type { Option, OptionGroup, SelectElement } from '../../blocks/element-model.ts';
import { plain } from '../../blocks/read-composition.ts';
import { channels, people } from '../../state/sandbox-state.ts';
import { Choices, toggled } from './choice.tsx';
import type { FieldControl } from './field.tsx';

/** One of a list: the browser's own select. Several: a list to tick, which needs no held-down key. */
export function SelectField({ element, control }: { element: SelectElement; control: FieldControl }) {
  const groups = groupsOf(element);
  const options = groups.flatMap((group) => group.options);
  if (element.multiple) {
    return (
      <Choices
        options={options}
        many
        control={control}
        focus={element.focus}
        onToggle={(value, on) => control.change(toggled(options, control.value, value, on))}
      />
    );
  }
  return (
    <select
      {...control.attributes}
      value={control.value[0] ?? ''}
      data-focus={element.focus || undefined}
      onChange={(event) => control.change(event.currentTarget.value === '' ? [] : [event.currentTarget.value])}
    >
      <option value="">{element.placeholder || 'Choose…'}</option>
      {groups.map((group) =>
        group.label === null ? (
          group.options.map(toOption)
        ) : (
          <optgroup key={group.label} label={group.label}>
            {group.options.map(toOption)}
          </optgroup>
        ),
      )}
    </select>
  );
}

function toOption(option: Option) {
  return (
    <option key={option.value} value={option.value}>
      {option.text.text}
    </option>
  );
}

function groupsOf(element: SelectElement): OptionGroup[] {
  if (element.source === 'static') return element.groups;
  const named = (value: string, text: string): Option => ({
    value,
    text: plain(text),
    description: null,
    url: null,
    raw: {},
  });
  const options =
    element.source === 'users'
      ? people.value.map((person) => named(person.id, person.realName))
      : channels.value.filter(({ kind }) => kind === 'channel').map(({ id, name }) => named(id, `#${name}`));
  return [{ label: null, options }];
}
