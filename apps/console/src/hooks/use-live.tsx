import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useNow } from './use-now.js';
import { useSystemStatus } from '../api/use-system-status.js';
import { isTouched } from '../api/invalidations.js';
import { liveState, STALE_AFTER_MS } from '../api/live/live-state.js';
import type { LiveFacts, LiveState } from '../api/live/live-state.js';
import { SharedStream } from '../api/live/shared-stream.js';
import { useMe } from '../api/use-me.js';
import { useSessionEnded } from '../stores/session.js';
import { serverNow, serverTimeOf } from '../stores/server-clock.js';

const POLL_MS = 5_000;

export interface Live {
  state: LiveState;
  /** When the server was last heard: its stream, or its last answer while only the stream is left. */
  at: Date | null;
  setPaused: (paused: boolean) => void;
}

const LiveContext = createContext<Live>({
  state: 'connecting',
  at: null,
  setPaused: () => undefined,
});

export function useLive(): Live {
  return useContext(LiveContext);
}

/** Turns the events of the browser's one stream into fresh queries; polls every 5 s while the stream is away. */
export function LiveProvider({ children }: { children: ReactNode }): ReactElement {
  const queries = useQueryClient();
  const me = useMe()?.id;
  const [facts, setFacts] = useState<LiveFacts>(() => ({
    connected: false,
    paused: false,
    lastHeardAt: null,
    lostAt: serverNow(),
  }));
  const stream = useRef<SharedStream | null>(null);
  const now = useNow(1_000).getTime();
  const streamed = liveState(facts, Math.max(now, facts.lastHeardAt ?? 0));
  // A stream that lives on while every answer fails (a proxy that only refuses new connections) keeps nothing on screen current.
  const status = useSystemStatus();
  const unreachable = status.error !== null;
  // The status is told to anybody; nothing else on screen is read any more.
  const ended = useSessionEnded();
  const unanswered = unreachable && streamed === 'live';
  // And answers that keep coming while only the stream is away keep what is polled current.
  const polled =
    streamed === 'stale' &&
    !ended &&
    !unreachable &&
    now - serverTimeOf(status.dataUpdatedAt) < STALE_AFTER_MS;
  const isSilent = streamed === 'stale' && !facts.paused;
  const { refetch } = status;
  useEffect(() => {
    // Whether only the stream is away, or the server: that is not left until the status is due.
    if (isSilent) void refetch({ cancelRefetch: false });
  }, [isSilent, refetch]);
  const state = unanswered || ended ? 'stale' : polled ? 'polling' : streamed;

  useEffect(() => {
    const onEvent = (type: string): void => {
      if (type === 'reset') void queries.invalidateQueries();
      else
        void queries.invalidateQueries({
          predicate: ({ queryKey }) => isTouched(queryKey, type),
        });
    };
    const live = new SharedStream(
      `leitstand-live-${me}`,
      { onChange: setFacts, onEvent },
      serverNow(),
    );
    stream.current = live;
    live.start();
    // A frozen tab must not lead: it hears nothing, and nobody hears it.
    document.addEventListener('freeze', live.stop);
    document.addEventListener('resume', live.start);
    return () => {
      document.removeEventListener('freeze', live.stop);
      document.removeEventListener('resume', live.start);
      live.stop();
    };
  }, [queries, me]);

  const polling = state === 'stale' || state === 'reconnecting' || state === 'polling';
  // Each part finds out once that it cannot be asked any more, and says that what it shows is old; and once that it can again.
  const wasUnreachable = useRef(unreachable);
  useEffect(() => {
    if (wasUnreachable.current === unreachable) return;
    wasUnreachable.current = unreachable;
    void queries.invalidateQueries({ refetchType: 'active' }, { cancelRefetch: false });
  }, [unreachable, queries]);
  useEffect(() => {
    if (!polling) return undefined;
    const timer = setInterval(() => {
      // A server that is gone is asked for its status alone; all tabs asking for everything would keep it down when it returns.
      if (document.hidden || unreachable) return;
      // What is still on its way is waited for: a list that takes longer than the pause between two polls would never arrive.
      void queries.invalidateQueries({ refetchType: 'active' }, { cancelRefetch: false });
    }, POLL_MS);
    return () => clearInterval(timer);
  }, [polling, unreachable, queries]);

  const isAnswered = unanswered || polled;
  const heardAt = isAnswered ? status.dataUpdatedAt || null : facts.lastHeardAt;
  const value = useMemo<Live>(
    () => ({
      state,
      at: heardAt === null ? null : new Date(isAnswered ? serverTimeOf(heardAt) : heardAt),
      setPaused: (paused) => stream.current?.setPaused(paused),
    }),
    [state, heardAt, isAnswered],
  );
  return <LiveContext value={value}>{children}</LiveContext>;
}
