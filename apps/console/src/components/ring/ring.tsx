import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { ReactElement } from 'react';
import { ownPages } from '../../api/queries.js';
import { armedConsole } from '../../api/ring/armed-console.js';
import { useLive } from '../../hooks/use-live.js';
import { useT } from '../../i18n/use-t.js';
import { useSilenced } from '../../stores/silenced.js';
import { RingBar } from './ring-bar.js';
import { useArming } from './use-arming.js';
import { useBlinkingTitle } from './use-blinking-title.js';
import { useSound } from './use-sound.js';
import { useSystemNotices } from './use-system-notices.js';

/** Keeps the console armed by what is heard of the server; without its stream, what pages is asked for as often. */
function useKeptArmed(): void {
  const queries = useQueryClient();
  const { state, at } = useLive();
  const arming = useArming();
  const heardAt = arming.state === 'armed' ? arming.heardAt : null;
  useEffect(() => {
    if (at !== null) armedConsole.renewIfDue(at.getTime());
  }, [at]);
  useEffect(() => {
    if (heardAt !== null && state !== 'live')
      void queries.invalidateQueries({ queryKey: ownPages.queryKey });
  }, [heardAt, state, queries]);
}

/** What pages somebody, in every tab of theirs: a bar and the title; a sound and system notifications where this console is armed. */
export function Ring(): ReactElement | null {
  const t = useT();
  const { data } = useQuery(ownPages);
  const silenced = useSilenced();
  const { state } = useArming();
  const isArmed = state === 'armed' || state === 'lost';
  useKeptArmed();
  const pages = useMemo(() => data?.items ?? [], [data]);
  const loud = useMemo(
    () => (isArmed ? pages.filter(({ id, rings }) => rings && !silenced.has(id)) : []),
    [pages, silenced, isArmed],
  );
  const [first] = pages.filter(({ id, kind }) => kind === 'page' && !silenced.has(id));
  useSound(
    loud.map(({ id }) => id),
    isArmed,
  );
  useSystemNotices(loud);
  useBlinkingTitle(
    first ? t('ring:tabTitle', { name: first.reference ?? t('ring:somebody') }) : null,
  );
  return (
    <RingBar
      pages={pages.filter(({ kind }) => kind === 'page')}
      loud={loud.map(({ id }) => id)}
      silenced={silenced}
    />
  );
}
