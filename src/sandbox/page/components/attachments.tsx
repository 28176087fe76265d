import { useMemo } from 'preact/hooks';
import { type AttachmentModel, readAttachments } from '../blocks/attachment-model.ts';
import { toSafeLink } from '../text/safe-link.ts';
import { Blocks } from './block.tsx';
import { Mrkdwn } from './text-view.tsx';

/** What stands below a message: previews of its links, and what the app attached. */
export function Attachments({ attachments }: { attachments: readonly unknown[] }) {
  const models = useMemo(() => readAttachments(attachments), [attachments]);
  return (
    <>
      {models.map((attachment, index) => (
        <Attachment key={index} attachment={attachment} />
      ))}
    </>
  );
}

function Attachment({ attachment }: { attachment: AttachmentModel }) {
  const { blocks, color, pretext, author, title, text, fields, footer } = attachment;
  return (
    <>
      {pretext !== '' && <Mrkdwn source={pretext} />}
      <section
        class="attachment"
        aria-label={title === '' ? 'Preview' : `Preview: ${title}`}
        style={color === null ? {} : { borderLeftColor: color }}
      >
        {author !== '' && <p class="attachment-author">{author}</p>}
        {title !== '' && <Title {...attachment} />}
        {text !== '' && <Mrkdwn source={text} />}
        {fields.length > 0 && (
          <dl class="attachment-fields">
            {fields.map((field, index) => (
              <div key={index}>
                <dt>{field.title}</dt>
                <dd>
                  <Mrkdwn source={field.value} />
                </dd>
              </div>
            ))}
          </dl>
        )}
        {blocks.length > 0 && <Blocks blocks={blocks} />}
        {footer !== '' && <p class="attachment-footer">{footer}</p>}
      </section>
    </>
  );
}

function Title({ title, titleLink }: Pick<AttachmentModel, 'title' | 'titleLink'>) {
  const href = toSafeLink(titleLink);
  return (
    <p class="attachment-title">
      {href === null ? (
        title
      ) : (
        <a href={href} target="_blank" rel="noopener noreferrer">
          {title}
        </a>
      )}
    </p>
  );
}
