/** Parts of the status without which no alert arrives, and of which no alert can tell for that reason. */
export type AlertPart = 'rules' | 'prometheus' | 'alertmanager';

/** One that is down. */
export interface DownPart {
  readonly part: AlertPart;
  /** for how long */
  readonly seconds: number;
}

/** What a process saw of the pager, ages in seconds. */
export interface PagerLook {
  readonly down: readonly DownPart[];
  /** for how long the oldest due step or page has waited that nobody has taken, 0 where there is none; null: it could not be read */
  readonly oldestDue: number | null;
  /** how long ago the other process last said that it lives; null: never, or it could not be read */
  readonly silence: number | null;
}

/** Since when a process has been watching. Nobody is blamed for what was not watched: a start, or a machine that slept. */
export interface Watch {
  readonly since: Date;
  readonly lookedAt: Date;
  /** when due rows could last be read */
  readonly readAt: Date;
}

/** Why pages may not go out, and for how many seconds that has been so. */
export interface PageTrouble {
  readonly code: 'late' | 'unreadable' | 'silent';
  readonly seconds: number;
}

/** The same, or why no alert may arrive. */
export type PagerTrouble = PageTrouble | ({ readonly code: 'down' } & DownPart);

/** Whether it keeps pages from going out, not only alerts from arriving. */
export const isOfPages = (trouble: PagerTrouble): trouble is PageTrouble => trouble.code !== 'down';

/** What a process knows after a look. */
export interface PagerView {
  readonly troubles: readonly PagerTrouble[];
  /** whether it has watched for long enough to say that nothing is wrong */
  readonly isSettled: boolean;
}

/** A time of trouble, from its first look to its end, and what the operators were told of it. */
export interface PagerEpisode {
  readonly id: string;
  readonly since: Date;
  /** how many messages told of it */
  readonly told: number;
  readonly toldAt: Date | null;
  /** since when nothing has been wrong */
  readonly fineSince: Date | null;
  /** it came soon after another one, and has to be over for longer before that is believed */
  readonly flapping: boolean;
  readonly endedAt: Date | null;
}

/** What the operators are told: that there is trouble, that it goes on, that it is over. */
export type PagerWord = 'trouble' | 'still' | 'over';

export interface PagerDecision {
  readonly episode: PagerEpisode | null;
  /** what to tell now; null: nothing */
  readonly tell: PagerWord | null;
}

/** What is due is taken within a second, or two where Redis is away. */
export const LATE_SECONDS = 15;
/** A process that is started again is back by then; if a page waits for it meanwhile, that is told after fifteen seconds. */
export const SILENT_SECONDS = 60;
/** A server that is started again is back by then, its rules loaded. */
export const DOWN_SECONDS = 180;
/** As often as the fallback of an escalation pages. */
export const REPEAT_MS = 30 * 60_000;
const FINE_MS = 60_000;
/** As long as an incident has to be quiet that flaps. */
const FLAPPING_MS = 15 * 60_000;
/** A process that looks every five seconds and did not for so long slept. */
const SLEPT_MS = 15_000;

/** The watch after a look at `now`. @param before null: this is the first one */
export function lookAgain(before: Watch | null, look: PagerLook, now: Date): Watch {
  const slept = before !== null && Math.abs(now.getTime() - before.lookedAt.getTime()) > SLEPT_MS;
  if (before === null || slept) return { since: now, lookedAt: now, readAt: now };
  return { ...before, lookedAt: now, readAt: look.oldestDue === null ? before.readAt : now };
}

/** What keeps pages from going out, as far as this process can know after watching for so long. */
export function viewOf(look: PagerLook, watch: Watch, now: Date): PagerView {
  const watched = (now.getTime() - watch.since.getTime()) / 1000;
  return { troubles: troublesOf(look, watch, watched, now), isSettled: watched > SILENT_SECONDS };
}

function troublesOf(look: PagerLook, watch: Watch, watched: number, now: Date): PagerTrouble[] {
  if (look.oldestDue === null) {
    const seconds = (now.getTime() - watch.readAt.getTime()) / 1000;
    return seconds > LATE_SECONDS ? [{ code: 'unreadable', seconds }] : [];
  }
  const troubles: PagerTrouble[] = [];
  if (Math.min(look.oldestDue, watched) > LATE_SECONDS)
    troubles.push({ code: 'late', seconds: look.oldestDue });
  const silence = look.silence ?? watched;
  if (Math.min(silence, watched) > SILENT_SECONDS)
    troubles.push({ code: 'silent', seconds: silence });
  for (const one of look.down)
    if (Math.min(one.seconds, watched) > DOWN_SECONDS) troubles.push({ code: 'down', ...one });
  return troubles;
}

/**
 * What the operators are to be told: of trouble at once, again every half hour, and once when it is over. One that comes back within half an
 * hour of its end is over only after a quarter of an hour: nine messages an hour are the most.
 * @param last the newest episode, ended or not
 * @param newId of an episode that begins
 */
export function watchPager(
  { troubles, isSettled }: PagerView,
  last: PagerEpisode | null,
  now: Date,
  newId: () => string,
): PagerDecision {
  const live = last !== null && last.endedAt === null ? last : null;
  if (troubles.length === 0 && live === null) return { episode: last, tell: null };
  if (troubles.length === 0 && live !== null)
    return isSettled ? calm(live, now) : { episode: { ...live, fineSince: null }, tell: null };
  const episode = live ? { ...live, fineSince: null } : begun(last, now, newId());
  if (episode.toldAt === null) return { episode, tell: 'trouble' };
  const isTime = now.getTime() - episode.toldAt.getTime() >= REPEAT_MS;
  return { episode, tell: isTime ? 'still' : null };
}

/** The episode after its operators were told. */
export function told(episode: PagerEpisode, word: PagerWord, now: Date): PagerEpisode {
  return word === 'over'
    ? { ...episode, told: episode.told + 1, endedAt: now }
    : { ...episode, told: episode.told + 1, toldAt: now };
}

function begun(last: PagerEpisode | null, now: Date, id: string): PagerEpisode {
  const { toldAt = null, endedAt = null } = last ?? {};
  const flapping =
    toldAt !== null && endedAt !== null && now.getTime() - endedAt.getTime() < REPEAT_MS;
  return { id, since: now, told: 0, toldAt: null, fineSince: null, flapping, endedAt: null };
}

function calm(live: PagerEpisode, now: Date): PagerDecision {
  const fineSince = live.fineSince ?? now;
  const episode = { ...live, fineSince };
  const isOver = now.getTime() - fineSince.getTime() >= (live.flapping ? FLAPPING_MS : FINE_MS);
  if (!isOver) return { episode, tell: null };
  // Whom nobody told that something was wrong, nobody has to tell that it is right.
  return live.toldAt === null
    ? { episode: { ...episode, endedAt: now }, tell: null }
    : { episode, tell: 'over' };
}

/**
 * The episode that counts: what is kept in the database, where all processes see it, unless this process began one while it was away.
 * @param own what this process last knew
 */
export function newerEpisode(
  kept: PagerEpisode | null,
  own: PagerEpisode | null,
): PagerEpisode | null {
  if (own === null) return kept;
  if (own.id === kept?.id) return own.told > kept.told ? own : kept;
  if (kept !== null && kept.endedAt === null) return kept;
  return own.endedAt === null ? own : kept;
}
