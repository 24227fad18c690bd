import type { ComponentChild, ComponentType, VNode } from 'preact';
import { Component, createElement } from 'preact';

/** The same view, drawn again only when one of its properties is another. */
export function pure<Props extends object>(view: (props: Props) => VNode | null): ComponentType<Props> {
  return class Pure extends Component<Props> {
    override shouldComponentUpdate(next: Props): boolean {
      const held = Object.entries(this.props);
      return (
        held.length !== Object.keys(next).length ||
        held.some(([key, value]) => !Object.is(value, Reflect.get(next, key)))
      );
    }

    override render(): ComponentChild {
      return createElement(view, this.props);
    }
  };
}
