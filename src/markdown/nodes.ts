/** What a message's text is made of. Plain data: drawing it is the affair of whoever shows it, so that text never becomes markup. */
export type InlineNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler'; readonly children: readonly InlineNode[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly InlineNode[] }
  | { readonly kind: 'user-mention' | 'role-mention' | 'channel-mention'; readonly id: string }
  | { readonly kind: 'command-mention'; readonly name: string }
  /** `@everyone` or `@here`. */
  | { readonly kind: 'everyone'; readonly text: string }
  /** `seconds` since the Unix epoch; `style` is one of Discord's letters (t, T, d, D, f, F, R). */
  | { readonly kind: 'timestamp'; readonly seconds: number; readonly style: string };

export interface ListItem {
  readonly children: readonly InlineNode[];
  readonly nested: ListNode | null;
}

export interface ListNode {
  readonly kind: 'list';
  readonly ordered: boolean;
  /** The first number of an ordered list. */
  readonly start: number;
  readonly items: readonly ListItem[];
}

export type BlockNode =
  | { readonly kind: 'paragraph'; readonly children: readonly InlineNode[] }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly children: readonly InlineNode[] }
  | { readonly kind: 'subtext'; readonly children: readonly InlineNode[] }
  | { readonly kind: 'code-block'; readonly language: string; readonly text: string }
  | { readonly kind: 'quote'; readonly children: readonly BlockNode[] }
  | ListNode;
