import { useContext } from 'preact/hooks';
import type { InputBlock } from '../blocks/block-model.ts';
import { isField } from '../blocks/element-model.ts';
import { FieldView } from './elements/field.tsx';
import { SurfaceContext } from './surface.ts';
import { TextView } from './text-view.tsx';
import { Unsupported } from './unsupported.tsx';

/** A label, its field, and below it the hint or what is wrong with the value. */
export function InputBlockView({ block }: { block: InputBlock }) {
  const surface = useContext(SurfaceContext);
  const { element, blockId } = block;
  const error = surface.errors[blockId];
  const id = `${surface.id}/${blockId}`;
  if (!isField(element)) {
    return <Unsupported what="element" type={element.kind === 'unsupported' ? element.type : element.kind} />;
  }
  const described = [block.hint ? `${id}/hint` : '', error ? `${id}/error` : ''].filter(Boolean).join(' ');
  const label = (
    <>
      <TextView text={block.label} />
      {block.optional && <span class="optional"> (optional)</span>}
    </>
  );
  const isGroup =
    element.kind === 'choice' || (element.kind === 'select' && element.multiple && element.source !== 'external');
  const field = (
    <FieldView
      element={element}
      blockId={blockId}
      id={id}
      dispatches={block.dispatches}
      labelled={null}
      described={described}
      required={!block.optional}
      invalid={error !== undefined}
    />
  );
  return (
    <>
      {isGroup ? (
        <fieldset aria-describedby={described || undefined}>
          <legend>{label}</legend>
          {field}
        </fieldset>
      ) : (
        <>
          <label for={id}>{label}</label>
          {field}
        </>
      )}
      {error && (
        <p class="field-error" id={`${id}/error`} role="alert">
          {error}
        </p>
      )}
      {block.hint && (
        <p class="field-hint" id={`${id}/hint`}>
          <TextView text={block.hint} />
        </p>
      )}
    </>
  );
}
