import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { ProblemsIcon, RetryIcon } from '../components/icons.tsx';
import { useTexts } from '../formatting/formats-context.tsx';

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
    return this.state.message === null ? this.props.children : <Fault message={this.state.message} />;
  }
}

function Fault({ message }: { readonly message: string }) {
  const t = useTexts();
  return (
    <div role="alert">
      <EmptyState
        icon={ProblemsIcon}
        title={t('app.fault.title')}
        actions={
          <Button kind="primary" icon={RetryIcon} onClick={() => window.location.reload()}>
            {t('app.fault.again')}
          </Button>
        }
      >
        <p>{t('app.fault.words')}</p>
        <p>{message}</p>
      </EmptyState>
    </div>
  );
}
