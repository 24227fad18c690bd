import type { BlockNode, InlineNode, ListNode } from './nodes.ts';
import { parseMarkdown } from './parse-blocks.ts';
import { absoluteTime } from './timestamp.ts';

/** A message's text as it is read aloud: without marks. @param nameOf the name of a user, channel or role by its id */
export function plainText(text: string, nameOf: (id: string) => string): string {
  const block = (node: BlockNode): string => {
    switch (node.kind) {
      case 'code-block':
        return node.text;
      case 'quote':
        return node.children.map(block).join(' ');
      case 'list':
        return list(node);
      case 'paragraph':
      case 'heading':
      case 'subtext':
        return inline(node.children);
    }
  };
  const list = ({ items }: ListNode): string =>
    items.map(({ children, nested }) => inline(children) + (nested === null ? '' : ` ${list(nested)}`)).join(', ');
  const inline = (nodes: readonly InlineNode[]): string => nodes.map(word).join('');
  const word = (node: InlineNode): string => {
    switch (node.kind) {
      case 'text':
      case 'code':
      case 'everyone':
        return node.text;
      case 'bold':
      case 'italic':
      case 'underline':
      case 'strike':
      case 'link':
        return inline(node.children);
      case 'spoiler':
        return 'spoiler';
      case 'user-mention':
      case 'role-mention':
      case 'channel-mention':
        return nameOf(node.id);
      case 'command-mention':
        return `/${node.name}`;
      case 'timestamp':
        return absoluteTime(node.seconds, node.style);
    }
  };
  return parseMarkdown(text).map(block).join(' ').replaceAll(/\s+/g, ' ').trim();
}
