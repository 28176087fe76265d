import type { BlockModel } from '../blocks/block-model.ts';
import { ElementView } from './elements/element.tsx';
import { InputBlockView } from './input-block.tsx';
import { Picture } from './picture.tsx';
import { RichText } from './rich-text.tsx';
import { TextView } from './text-view.tsx';
import { Unsupported } from './unsupported.tsx';

export function Blocks({ blocks }: { blocks: readonly BlockModel[] }) {
  return (
    <div class="blocks">
      {blocks.map((block, index) => (
        <div key={block.blockId || index} class={`block block-${block.kind}`} data-block-id={block.blockId}>
          <BlockView block={block} />
        </div>
      ))}
    </div>
  );
}

function BlockView({ block }: { block: BlockModel }) {
  switch (block.kind) {
    case 'section':
      return (
        <>
          <div class="section-main">
            {block.text && <TextView text={block.text} />}
            {block.fields.length > 0 && (
              <div class="section-fields">
                {block.fields.map((field, index) => (
                  <div key={index}>
                    <TextView text={field} />
                  </div>
                ))}
              </div>
            )}
          </div>
          {block.accessory && (
            <div class="section-accessory">
              <ElementView element={block.accessory} blockId={block.blockId} context={block.text?.text ?? ''} />
            </div>
          )}
        </>
      );
    case 'header':
      return (
        <h3>
          <TextView text={block.text} />
        </h3>
      );
    case 'divider':
      return <hr />;
    case 'context':
      return (
        <>
          {block.elements.map((element, index) =>
            element.kind === 'image' ? (
              <Picture key={index} url={element.url} alt={element.alt} small />
            ) : (
              <TextView key={index} text={element} />
            ),
          )}
        </>
      );
    case 'actions':
      return (
        <>
          {block.elements.map((element, index) => (
            <ElementView
              key={'actionId' in element ? element.actionId : index}
              element={element}
              blockId={block.blockId}
              context=""
            />
          ))}
        </>
      );
    case 'input':
      return <InputBlockView block={block} />;
    case 'image':
      return (
        <figure>
          <Picture url={block.url} alt={block.alt} />
          {block.title && (
            <figcaption>
              <TextView text={block.title} />
            </figcaption>
          )}
        </figure>
      );
    case 'rich_text':
      return <RichText parts={block.parts} />;
    default:
      return <Unsupported what="block" type={block.type} />;
  }
}
