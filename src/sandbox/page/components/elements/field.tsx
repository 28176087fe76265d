import { useContext } from 'preact/hooks';
import type { FieldElement } from '../../blocks/element-model.ts';
import { type FieldValue, fieldValue } from '../../blocks/state-values.ts';
import { toClickValue } from '../../state/control-api.ts';
import { draftsOf, setDraft } from '../../state/drafts.ts';
import { SurfaceContext, useDispatch } from '../surface.ts';
import { ChoiceField } from './choice.tsx';
import { EntryField } from './entry.tsx';
import { ExternalSelectField } from './external-select.tsx';
import { FileField } from './file.tsx';
import { PickerField } from './picker.tsx';
import { SelectField } from './select.tsx';

interface FieldProps {
  element: FieldElement;
  blockId: string;
  /** id for a `<label for>`; undefined where a name is given instead */
  id: string | undefined;
  /** accessible name where no label stands beside it */
  labelled: string | null;
  described: string;
  dispatches: boolean;
  required: boolean;
  invalid: boolean;
}

/** What every kind of field gets: its value, what to do with a new one, and how it is announced. */
export interface FieldControl {
  value: FieldValue;
  /** keeps the value, and tells the app where the block wants that */
  change: (value: FieldValue) => void;
  /** keeps the value only: the person is still typing */
  type: (value: FieldValue) => void;
  attributes: {
    id: string | undefined;
    'data-action-id': string;
    'aria-label': string | undefined;
    'aria-describedby': string | undefined;
    'aria-invalid': boolean | undefined;
    'aria-required': boolean | undefined;
    'aria-busy': boolean;
  };
  name: string;
}

export function FieldView({ element, blockId, id, labelled, described, dispatches, required, invalid }: FieldProps) {
  const surface = useContext(SurfaceContext);
  const { dispatch, isPending } = useDispatch();
  const value = fieldValue({ blockId, element }, draftsOf(surface.id));
  const type = (next: FieldValue) => setDraft(surface.id, blockId, element.actionId, next);
  const control: FieldControl = {
    value,
    type,
    change: (next) => {
      type(next);
      // Taking a single choice back is not told to the app: a click always carries a value.
      if (!dispatches || (next.length === 0 && !isMultiple(element))) return;
      const confirm = 'confirm' in element ? element.confirm : null;
      const press = { blockId, actionId: element.actionId, value: toClickValue(next) };
      void dispatch({ ...press, label: labelled ?? 'That choice', confirm });
    },
    attributes: {
      id,
      'data-action-id': element.actionId,
      'aria-label': labelled ?? undefined,
      'aria-describedby': described || undefined,
      'aria-invalid': invalid || undefined,
      'aria-required': required || undefined,
      'aria-busy': isPending({ blockId, actionId: element.actionId, value: toClickValue(value) }),
    },
    name: `${surface.id}/${blockId}/${element.actionId}`,
  };
  switch (element.kind) {
    case 'entry':
      return <EntryField element={element} control={control} />;
    case 'picker':
      return <PickerField element={element} control={control} />;
    case 'choice':
      return <ChoiceField element={element} control={control} />;
    case 'file':
      return <FileField element={element} control={control} />;
    default:
      if (element.source === 'external')
        return <ExternalSelectField element={element} blockId={blockId} control={control} />;
      return <SelectField element={element} control={control} />;
  }
}

function isMultiple(element: FieldElement): boolean {
  if (element.kind === 'select') return element.multiple;
  return element.kind === 'file' || (element.kind === 'choice' && element.type === 'checkboxes');
}
