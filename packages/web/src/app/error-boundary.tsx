import { Component, type ReactNode } from 'react';
import { Button } from '../design/button.tsx';
import { ErrorNote } from '../design/error-note.tsx';

interface ErrorBoundaryProps {
  /** What it stands around, as people call it. */
  name: string;
  /** Tries anew when it changes, as with another page. */
  resetKey?: string;
  children: ReactNode;
}

interface ErrorBoundaryState {
  failure: unknown;
  failed: boolean;
}

/** Keeps a fault of one column from taking the others away. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { failure: undefined, failed: false };

  static getDerivedStateFromError(failure: unknown): ErrorBoundaryState {
    return { failure, failed: true };
  }

  override componentDidUpdate({ resetKey }: ErrorBoundaryProps): void {
    if (this.state.failed && resetKey !== this.props.resetKey) this.#reset();
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div className="mx-auto w-full max-w-160 p-4">
        <ErrorNote
          title={`${this.props.name} cannot be shown`}
          failure={this.state.failure}
          remedy="The work of the agent is not affected. Try again, or reload the page."
          action={
            <Button size="small" onClick={() => this.#reset()}>
              Try again
            </Button>
          }
        />
      </div>
    );
  }

  readonly #reset = (): void => this.setState({ failure: undefined, failed: false });
}
