import { Component } from 'react';
import type { ErrorInfo, ReactElement, ReactNode } from 'react';
import { loadAnew } from '../hooks/load-anew.js';
import { forgetFailures } from '../util/late-code.js';
import { WidgetFault } from './widget-fault.js';

interface Props {
  children: ReactNode;
  /** A change of this value (a path, an id) gives the part another try. */
  resetKey?: string;
  /** The part is the whole page, whose name stands in the tab. */
  page?: boolean;
  /** Stands in place of a part that is in nobody's way; default: what broke, and a way to try again. */
  instead?: ReactNode;
}
interface State {
  fault: Error | null;
}

/** Code or styles that did not arrive: a browser does not fetch them again until the page is loaded anew. */
const NOT_ARRIVED = /preload CSS|dynamically imported module|module script/i;

/** Keeps a broken part from taking the page with it. One around every widget, one around every page. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { fault: null };

  static getDerivedStateFromError(fault: unknown): State {
    return { fault: fault instanceof Error ? fault : new Error(String(fault)) };
  }

  override componentDidUpdate(before: Props): void {
    if (before.resetKey !== this.props.resetKey && this.state.fault) this.setState({ fault: null });
  }

  override componentDidCatch(fault: Error, info: ErrorInfo): void {
    console.error('leitstand: a part of the page broke', fault, info.componentStack);
    forgetFailures();
  }

  /** Kept, so that what waits for the server does not begin anew with every drawing. */
  private readonly again = (): void => {
    if (NOT_ARRIVED.test(this.state.fault?.message ?? '')) void loadAnew();
    else this.setState({ fault: null });
  };

  override render(): ReactNode {
    const { fault } = this.state;
    if (!fault) return this.props.children;
    if (this.props.instead !== undefined) return this.props.instead;
    const missing = NOT_ARRIVED.test(fault.message);
    const { page = false } = this.props;
    return (
      <WidgetFault fault={fault} missing={missing} page={page} onRetry={this.again} />
    ) as ReactElement;
  }
}
