import type { ComponentChildren } from 'preact';
import type { RichTextLeaf, RichTextPart } from '../blocks/rich-text-model.ts';
import { Emoji, ExternalLink } from './inline.tsx';
import { Mention } from './mention.tsx';
import { SlackDate } from './slack-date.tsx';
import { Unsupported } from './unsupported.tsx';

export function RichText({ parts }: { parts: readonly RichTextPart[] }) {
  return (
    <div class="mrkdwn">
      {parts.map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </div>
  );
}

function Part({ part }: { part: RichTextPart }) {
  switch (part.kind) {
    case 'section':
      return (
        <p>
          <Leaves leaves={part.leaves} />
        </p>
      );
    case 'quote':
      return (
        <blockquote>
          <Leaves leaves={part.leaves} />
        </blockquote>
      );
    case 'preformatted':
      return (
        <pre>
          <Leaves leaves={part.leaves} />
        </pre>
      );
    case 'list': {
      const items = part.items.map((leaves, index) => (
        <li key={index}>
          <Leaves leaves={leaves} />
        </li>
      ));
      const className = `indent-${part.indent}`;
      return part.ordered ? (
        <ol class={className} start={part.start}>
          {items}
        </ol>
      ) : (
        <ul class={className}>{items}</ul>
      );
    }
    default:
      return <Unsupported what="rich text" type={part.type} />;
  }
}

function Leaves({ leaves }: { leaves: readonly RichTextLeaf[] }) {
  return (
    <>
      {leaves.map((leaf, index) => (
        <Leaf key={index} leaf={leaf} />
      ))}
    </>
  );
}

function Leaf({ leaf }: { leaf: RichTextLeaf }) {
  let content: ComponentChildren = leafContent(leaf);
  if (leaf.style.code) content = <code>{content}</code>;
  if (leaf.style.strike) content = <s>{content}</s>;
  if (leaf.style.italic) content = <em>{content}</em>;
  if (leaf.style.bold) content = <strong>{content}</strong>;
  return <>{content}</>;
}

function leafContent(leaf: RichTextLeaf): ComponentChildren {
  switch (leaf.kind) {
    case 'text':
      return leaf.text;
    case 'link':
      return leaf.href === null ? leaf.text : <ExternalLink href={leaf.href}>{leaf.text}</ExternalLink>;
    case 'user':
    case 'channel':
    case 'group':
      return <Mention kind={leaf.kind} id={leaf.id} label={null} />;
    case 'broadcast':
      return <span class="mention mention-me">@{leaf.range}</span>;
    case 'emoji':
      return leaf.glyph === null ? `:${leaf.name}:` : <Emoji name={leaf.name} glyph={leaf.glyph} />;
    case 'date':
      return <SlackDate {...leaf} />;
    default:
      return <Unsupported what="rich text" type={leaf.type} />;
  }
}
