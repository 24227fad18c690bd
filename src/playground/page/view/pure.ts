import type { ComponentChild, ComponentType, VNode } from 'preact';
import { Component, createElement } from 'preact';

/** The same view, drawn again only when one of its properties, which are all given each time, is another. */
export function pure<Props extends object>(view: (props: Props) => VNode | null): ComponentType<Props> {
  return class Pure extends Component<Props> {
    override shouldComponentUpdate(next: Props): boolean {
      for (const key in next) if (!Object.is(this.props[key], next[key])) return true;
      return false;
    }

    override render(): ComponentChild {
      return createElement(view, this.props);
    }
  };
}
