import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { ProblemsIcon, RetryIcon } from '../components/icons.tsx';
import { appStrings } from './strings.ts';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}
interface ErrorBoundaryState {
  readonly message: string | null;
}

/**
 * A fault in drawing ends here, with its message and a way back; the backup itself runs elsewhere and continues. What
 * is thrown before this is drawn, or outside of it, is shown by `start-failure/`.
 */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { message: null };

  static getDerivedStateFromError(thrown: unknown): ErrorBoundaryState {
    return { message: thrown instanceof Error ? thrown.message : String(thrown) };
  }

  override componentDidCatch(thrown: unknown, info: ErrorInfo): void {
    console.error(thrown, info.componentStack);
  }

  override render(): ReactNode {
    if (this.state.message === null) return this.props.children;
    const { title, words, again } = appStrings.fault;
    return (
      <div role="alert">
        <EmptyState
          icon={ProblemsIcon}
          title={title}
          actions={
            <Button kind="primary" icon={RetryIcon} onClick={() => window.location.reload()}>
              {again}
            </Button>
          }
        >
          <p>{words}</p>
          <p>{this.state.message}</p>
        </EmptyState>
      </div>
    );
  }
}
