import type { PickerElement } from '../../blocks/element-model.ts';
import { fromLocalInput, toLocalInput } from '../../text/local-date-time.ts';
import type { FieldControl } from './field.tsx';

/** A day, a time or both, by the browser's own picker. Slack wants an instant in whole seconds for both together. */
export function PickerField({ element, control }: { element: PickerElement; control: FieldControl }) {
  const value = control.value[0] ?? '';
  const common = { ...control.attributes, 'data-focus': element.focus || undefined };
  const keep = (next: string) => control.change(next === '' ? [] : [next]);
  if (element.type === 'datetimepicker') {
    const local = value === '' ? '' : toLocalInput(Number(value));
    return (
      <input
        {...common}
        type="datetime-local"
        value={local}
        onChange={(event) => keep(String(fromLocalInput(event.currentTarget.value) ?? ''))}
      />
    );
  }
  const type = element.type === 'datepicker' ? 'date' : 'time';
  return <input {...common} type={type} value={value} onChange={(event) => keep(event.currentTarget.value)} />;
}
