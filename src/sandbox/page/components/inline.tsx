import type { ComponentChildren } from 'preact';
import type { Inline } from '../text/mrkdwn-nodes.ts';
import { Mention } from './mention.tsx';
import { SlackDate } from './slack-date.tsx';

/** Parsed mrkdwn as elements: text always as text nodes, never as HTML. */
export function InlineNodes({ nodes }: { nodes: readonly Inline[] }) {
  return (
    <>
      {nodes.map((node, index) => (
        <InlineNode key={index} node={node} />
      ))}
    </>
  );
}

function InlineNode({ node }: { node: Inline }) {
  switch (node.kind) {
    case 'text':
      return <>{node.text}</>;
    case 'bold':
      return (
        <strong>
          <InlineNodes nodes={node.children} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <InlineNodes nodes={node.children} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <InlineNodes nodes={node.children} />
        </s>
      );
    case 'code':
      return (
        <code>
          <InlineNodes nodes={node.children} />
        </code>
      );
    case 'link':
      return (
        <ExternalLink href={node.href}>
          <InlineNodes nodes={node.children} />
        </ExternalLink>
      );
    case 'emoji':
      return <Emoji name={node.name} glyph={node.glyph} />;
    case 'date':
      return <SlackDate {...node} />;
    case 'broadcast':
      return <span class="mention mention-me">@{node.range}</span>;
    default:
      return <Mention kind={node.kind} id={node.id} label={node.label} />;
  }
}

export function ExternalLink({ href, children }: { href: string; children: ComponentChildren }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

export function Emoji({ name, glyph }: { name: string; glyph: string }) {
  return (
    <span class="emoji" role="img" aria-label={name.replaceAll('_', ' ')} title={`:${name}:`}>
      {glyph}
    </span>
  );
}
