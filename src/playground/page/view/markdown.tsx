import type { ComponentChild, JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { BlockNode, InlineNode, ListNode } from '../../../markdown/nodes.ts';
import { parseMarkdown } from '../../../markdown/parse-blocks.ts';
import { absoluteTime, relativeTime } from '../../../markdown/timestamp.ts';
import { ChannelMention, RoleMention, UserMention } from './mention.tsx';
import { useNowNear } from './use-now.ts';

/** A message's text. Everything in it becomes text nodes: none of it can be markup. */
export function Markdown({ text }: { readonly text: string }): JSX.Element {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  return <div class="markdown">{blocks.map(renderBlock)}</div>;
}

function renderBlock(block: BlockNode, index: number): JSX.Element {
  switch (block.kind) {
    case 'paragraph':
      return <p key={index}>{renderInline(block.children)}</p>;
    case 'heading': {
      // The page's own headings come first in the outline, so a message's begin at the third level.
      const Heading = (['h3', 'h4', 'h5'] as const)[block.level - 1] ?? 'h5';
      return (
        <Heading key={index} class={`heading-${block.level}`}>
          {renderInline(block.children)}
        </Heading>
      );
    }
    case 'subtext':
      return (
        <p key={index} class="subtext">
          {renderInline(block.children)}
        </p>
      );
    case 'code-block':
      return (
        <pre key={index}>
          <code>{block.text}</code>
        </pre>
      );
    case 'quote':
      return <blockquote key={index}>{block.children.map(renderBlock)}</blockquote>;
    case 'list':
      return <List key={index} list={block} />;
  }
}

function List({ list }: { readonly list: ListNode }): JSX.Element {
  const items = list.items.map((item, index) => (
    <li key={index}>
      {renderInline(item.children)}
      {item.nested === null ? null : <List list={item.nested} />}
    </li>
  ));
  return list.ordered ? <ol start={list.start}>{items}</ol> : <ul>{items}</ul>;
}

function renderInline(nodes: readonly InlineNode[]): ComponentChild {
  return nodes.map((node, index) => <Inline key={index} node={node} />);
}

function Inline({ node }: { readonly node: InlineNode }): JSX.Element {
  switch (node.kind) {
    case 'text':
      return <>{node.text}</>;
    case 'bold':
      return <strong>{renderInline(node.children)}</strong>;
    case 'italic':
      return <em>{renderInline(node.children)}</em>;
    case 'underline':
      return <u>{renderInline(node.children)}</u>;
    case 'strike':
      return <s>{renderInline(node.children)}</s>;
    case 'spoiler':
      return <Spoiler>{renderInline(node.children)}</Spoiler>;
    case 'code':
      return <code>{node.text}</code>;
    case 'link':
      return (
        <a href={node.href} target="_blank" rel="noopener noreferrer nofollow">
          {renderInline(node.children)}
        </a>
      );
    case 'user-mention':
      return <UserMention id={node.id} />;
    case 'role-mention':
      return <RoleMention id={node.id} />;
    case 'channel-mention':
      return <ChannelMention id={node.id} />;
    case 'command-mention':
      return <span class="mention">/{node.name}</span>;
    case 'everyone':
      return <span class="mention">{node.text}</span>;
    case 'timestamp':
      return <Timestamp seconds={node.seconds} style={node.style} />;
  }
}

function Spoiler({ children }: { readonly children: ComponentChild }): JSX.Element {
  const [shown, setShown] = useState(false);
  if (shown) return <span class="spoiler shown">{children}</span>;
  return (
    <button type="button" class="spoiler" aria-label="Spoiler: show it" onClick={() => setShown(true)}>
      <span aria-hidden="true">{children}</span>
    </button>
  );
}

function Timestamp({ seconds, style }: { readonly seconds: number; readonly style: string }): JSX.Element {
  const date = new Date(seconds * 1000);
  return (
    <time class="timestamp" dateTime={date.toISOString()} title={absoluteTime(seconds, 'F')}>
      {style === 'R' ? <Distance seconds={seconds} /> : absoluteTime(seconds, style)}
    </time>
  );
}

function Distance({ seconds }: { readonly seconds: number }): JSX.Element {
  return <>{relativeTime(seconds, useNowNear(seconds * 1000))}</>;
}
