import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import type { OwnPage } from '../../api/contract.js';
import { ownPages } from '../../api/queries.js';
import { armedConsole } from '../../api/ring/armed-console.js';
import { useLive } from '../../hooks/use-live.js';
import { useT } from '../../i18n/use-t.js';
import { useSilenced } from '../../stores/silenced.js';
import { inKeptOrder } from '../../util/in-kept-order.js';
import { ClockBar } from './clock-bar.js';
import { RearmBar } from './rearm-bar.js';
import { RingBar, keyOf } from './ring-bar.js';
import { useArming } from './use-arming.js';
import { useBlinkingTitle } from './use-blinking-title.js';
import { useRearming } from './use-rearming.js';
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

/** Who is being paged about what, the first one first; what is there keeps its place. */
function useKeptOrder(pages: readonly OwnPage[]): readonly OwnPage[] {
  const [kept, setKept] = useState<readonly string[]>([]);
  const shown = useMemo(() => {
    const byTime = pages
      .filter(({ kind }) => kind !== 'test')
      .toSorted((a, b) => Date.parse(a.since) - Date.parse(b.since));
    return inKeptOrder(kept, byTime, keyOf);
  }, [pages, kept]);
  const keys = shown.map(keyOf);
  if (keys.join(' ') !== kept.join(' ')) setKept(keys);
  return shown;
}

/** Whoever is paged learns within five seconds that their session ended or the server is gone, before they press. */
const ASKED_MS = 4_000;

const asked = ({ state: { data } }: { state: { data?: { items: OwnPage[] } | undefined } }) =>
  data?.items.some(({ kind }) => kind === 'page') ? ASKED_MS : false;

/** What pages somebody, in every tab of theirs: a bar and the title; a sound and system notifications where this console is armed. */
export function Ring(): ReactElement | null {
  const t = useT();
  const { data } = useQuery({ ...ownPages, refetchInterval: asked });
  const silenced = useSilenced();
  const { state } = useArming();
  const isArmed = state === 'armed' || state === 'lost';
  useKeptArmed();
  const pages = useMemo(() => data?.items ?? [], [data]);
  const loud = useMemo(
    () => (isArmed ? pages.filter(({ id, rings }) => rings && !silenced.has(id)) : []),
    [pages, silenced, isArmed],
  );
  const [first] = pages.filter(({ id, kind }) => kind !== 'test' && !silenced.has(id));
  useSound(
    loud.map(({ id }) => id),
    isArmed,
  );
  useSystemNotices(loud);
  useBlinkingTitle(
    first ? t('ring:tabTitle', { name: first.reference ?? t('ring:somebody') }) : null,
  );
  const shown = useKeptOrder(pages);
  const isMissed = useRearming();
  return (
    <>
      <RingBar pages={shown} loud={loud.map(({ id }) => id)} silenced={silenced} />
      {isMissed && <RearmBar />}
      <ClockBar />
    </>
  );
}
