import type { Permission } from '#contract';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { asApiError, type ApiError } from '../api/api-error.js';
import { useLive } from '../hooks/use-live.js';
import { useOffline } from '../hooks/use-offline.js';
import { useProblemText } from '../hooks/use-problem-text.js';
import { ErrorState, StaleBanner } from '../ui/states.js';
import { Forbidden } from './forbidden.js';
import classes from './query-view.module.css';
import { serverTimeOf } from '../stores/server-clock.js';

export interface QueryViewProps<T> {
  query: UseQueryResult<T, unknown>;
  /** The loading state, with the geometry of the content. */
  skeleton: ReactNode;
  /** The permission the request takes, named when the server refuses it. */
  needs: Permission;
  /** What could not be loaded, in the words of the page. */
  errorTitle?: string;
  /** What to show for 404; by default the error state. */
  notFound?: ReactNode | ((error: ApiError) => ReactNode);
  children: (data: T) => ReactNode;
}

/** One request, all its states: loading, forbidden, failing, stale (last good data stays on screen) and full. */
export function QueryView<T>(props: QueryViewProps<T>): ReactElement {
  const { query, skeleton, needs, errorTitle, notFound, children } = props;
  const describe = useProblemText();
  const live = useLive().state;
  const retry = (): void => void query.refetch();
  const offline = useOffline();
  const isInVain = offline && query.data === undefined;
  const error = query.error || isInVain ? asApiError(query.error) : null;
  if (error?.status === 403) return <Forbidden permission={needs} />;
  if (error?.status === 404 && notFound !== undefined)
    return <>{typeof notFound === 'function' ? notFound(error) : notFound}</>;
  if (query.data !== undefined) {
    // The banner keeps its place when it is absent: were the content to move, React would build it anew and a half-filled form would be empty.
    return (
      <>
        {error && (
          <StaleBanner
            at={new Date(serverTimeOf(query.dataUpdatedAt))}
            detail={describe(error)}
            onRetry={retry}
          />
        )}
        <div className={classes.values} data-old={error !== null || live === 'stale' || undefined}>
          {children(query.data)}
        </div>
      </>
    );
  }
  return error ? (
    <ErrorState
      title={errorTitle}
      detail={describe(error)}
      requestId={error.requestId}
      onRetry={retry}
    />
  ) : (
    <>{skeleton}</>
  );
}
