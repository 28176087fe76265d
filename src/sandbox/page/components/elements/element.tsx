import { type ElementModel, isField } from '../../blocks/element-model.ts';
import { Picture } from '../picture.tsx';
import { Unsupported } from '../unsupported.tsx';
import { ButtonView } from './button.tsx';
import { FieldView } from './field.tsx';
import { OverflowView } from './overflow.tsx';

interface ElementProps {
  element: ElementModel;
  blockId: string;
  /** what the element stands beside, for a name that a screen reader can use */
  context: string;
}

/** An element of an actions block or an accessory. What holds a value dispatches as soon as it is chosen. */
export function ElementView({ element, blockId, context }: ElementProps) {
  if (element.kind === 'button') return <ButtonView button={element} blockId={blockId} />;
  if (element.kind === 'overflow') return <OverflowView menu={element} blockId={blockId} context={context} />;
  if (element.kind === 'image') return <Picture url={element.url} alt={element.alt} />;
  if (!isField(element)) return <Unsupported what="element" type={element.type} />;
  const placeholder = 'placeholder' in element ? element.placeholder : '';
  return (
    <FieldView
      element={element}
      blockId={blockId}
      id={undefined}
      dispatches
      labelled={placeholder || context || element.type.replaceAll('_', ' ')}
      described=""
      required={false}
      invalid={false}
    />
  );
}
