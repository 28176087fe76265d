import type { ChoiceElement, Option } from '../../blocks/element-model.ts';
import { TextView } from '../text-view.tsx';
import type { FieldControl } from './field.tsx';

/** Radio buttons and checkboxes. */
export function ChoiceField({ element, control }: { element: ChoiceElement; control: FieldControl }) {
  const many = element.type === 'checkboxes';
  return (
    <Choices
      options={element.options}
      many={many}
      control={control}
      focus={element.focus}
      onToggle={(value, on) => control.change(many ? toggled(element.options, control.value, value, on) : [value])}
    />
  );
}

/** The chosen values in the order of the options, as Slack sends them. */
export function toggled(options: readonly Option[], chosen: readonly string[], value: string, on: boolean): string[] {
  return options.map((option) => option.value).filter((other) => (other === value ? on : chosen.includes(other)));
}

interface ChoicesProps {
  options: readonly Option[];
  many: boolean;
  control: FieldControl;
  focus: boolean;
  onToggle: (value: string, on: boolean) => void;
}

export function Choices({ options, many, control, focus, onToggle }: ChoicesProps) {
  const { 'aria-label': label, 'aria-describedby': described, 'data-action-id': actionId } = control.attributes;
  const choices = options.map((option, index) => (
    <label key={option.value} class="choice">
      <input
        type={many ? 'checkbox' : 'radio'}
        name={control.name}
        value={option.value}
        checked={control.value.includes(option.value)}
        data-focus={(focus && index === 0) || undefined}
        onChange={(event) => onToggle(option.value, event.currentTarget.checked)}
      />
      <span class="choice-words">
        <TextView text={option.text} />
        {option.description && (
          <span class="choice-description">
            <TextView text={option.description} />
          </span>
        )}
      </span>
    </label>
  ));
  // In an input block the legend of the block already names the group.
  if (label === undefined) {
    return (
      <div class="choices" data-action-id={actionId}>
        {choices}
      </div>
    );
  }
  return (
    <fieldset class="choices" aria-label={label} aria-describedby={described} data-action-id={actionId}>
      {choices}
    </fieldset>
  );
}
