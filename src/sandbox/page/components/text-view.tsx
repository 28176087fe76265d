import { useMemo } from 'preact/hooks';
import type { TextObject } from '../blocks/element-model.ts';
import { channelIds } from '../state/sandbox-state.ts';
import { emojiGlyph } from '../text/emoji.ts';
import { parseMrkdwn } from '../text/mrkdwn.ts';
import { InlineNodes } from './inline.tsx';

/** A text object of Block Kit. */
export function TextView({ text }: { text: TextObject }) {
  return text.format === 'mrkdwn' ? (
    <Mrkdwn source={text.text} verbatim={text.verbatim} />
  ) : (
    <PlainText text={text.text} />
  );
}

export function Mrkdwn({ source, verbatim = false }: { source: string; verbatim?: boolean }) {
  const ids = channelIds.value;
  const paragraphs = useMemo(() => parseMrkdwn(source, { verbatim, channelIds: ids }), [source, verbatim, ids]);
  return (
    <div class="mrkdwn">
      {paragraphs.map((paragraph, index) => {
        const content = <InlineNodes nodes={paragraph.children} />;
        if (paragraph.kind === 'pre') return <pre key={index}>{content}</pre>;
        if (paragraph.kind === 'quote') return <blockquote key={index}>{content}</blockquote>;
        return <p key={index}>{content}</p>;
      })}
    </div>
  );
}

/** Plain text knows emoji names and nothing else. */
export function PlainText({ text }: { text: string }) {
  return (
    <>
      {text
        .split(/(:[a-z0-9_+'-]{1,80}:)/)
        .map((part) => (part.startsWith(':') ? (emojiGlyph(part.slice(1, -1)) ?? part) : part))}
    </>
  );
}
