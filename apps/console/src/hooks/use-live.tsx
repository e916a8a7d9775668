import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useNow } from './use-now.js';
import { useSystemStatus } from '../api/use-system-status.js';
import { isTouched } from '../api/invalidations.js';
import { LiveConnection } from '../api/live/live-connection.js';
import { liveState } from '../api/live/live-state.js';
import type { LiveFacts, LiveState } from '../api/live/live-state.js';

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

/** Keeps one stream per tab open and turns its events into fresh queries; polls every 5 s while the stream is away. */
export function LiveProvider({ children }: { children: ReactNode }): ReactElement {
  const queries = useQueryClient();
  const [facts, setFacts] = useState<LiveFacts>(() => ({
    connected: false,
    paused: false,
    lastHeardAt: null,
    lostAt: Date.now(),
  }));
  const connection = useRef<LiveConnection | null>(null);
  const now = useNow(1_000).getTime();
  const streamed = liveState(facts, Math.max(now, facts.lastHeardAt ?? 0));
  // A stream that lives on while every answer fails (a proxy that only refuses new connections) keeps nothing on screen current.
  const status = useSystemStatus();
  const unanswered = status.error !== null && streamed === 'live';
  const state = unanswered ? 'stale' : streamed;

  useEffect(() => {
    const live = new LiveConnection({
      onChange: setFacts,
      onGap: () => void queries.invalidateQueries(),
      onEvent: ({ event }) => {
        void queries.invalidateQueries({
          predicate: ({ queryKey }) => isTouched(queryKey, event ?? ''),
        });
      },
    });
    connection.current = live;
    live.start();
    return () => live.stop();
  }, [queries]);

  const polling = state === 'stale' || state === 'reconnecting';
  useEffect(() => {
    if (!polling) return undefined;
    const timer = setInterval(() => {
      if (document.hidden) return;
      // What is still on its way is waited for: a list that takes longer than the pause between two polls would never arrive.
      void queries.invalidateQueries({ refetchType: 'active' }, { cancelRefetch: false });
    }, POLL_MS);
    return () => clearInterval(timer);
  }, [polling, queries]);

  const heardAt = unanswered ? status.dataUpdatedAt || null : facts.lastHeardAt;
  const value = useMemo<Live>(
    () => ({
      state,
      at: heardAt === null ? null : new Date(heardAt),
      setPaused: (paused) => connection.current?.setPaused(paused),
    }),
    [state, heardAt],
  );
  return <LiveContext value={value}>{children}</LiveContext>;
}
