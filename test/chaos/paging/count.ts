import type pg from 'pg';
import type { Kept } from './sink.js';

/** What became of the pages of one scenario. */
export interface Counted {
  readonly expected: number;
  readonly delivered: number;
  readonly lost: number;
  /** mails beyond the first about one incident to one person */
  readonly doubled: number;
  /** of those, the ones for which no attempt is on record that ended without a word */
  readonly doubledUnrecorded: number;
  /** of those, the ones whose reader is not told that it may be the second */
  readonly doubledUnsaid: number;
  /** attempts that began after their incident was acknowledged */
  readonly afterAcknowledgement: number;
  /** mails about what was not to be told of */
  readonly unasked: number;
  /** incidents beyond one for each mark */
  readonly tooMany: number;
  /** seconds from the incident to the first attempt to tell somebody, at worst */
  readonly late: number;
  /** seconds from the begin of an attempt that ended without a word to the begin of the next, at worst */
  readonly again: number;
}

/**
 * Counts pages from outside, mail by mail, against what was to be told; what is on record is looked up in the database.
 * @param marks of incidents about which one person is to have one page
 */
export async function counted(
  owner: pg.Client,
  marks: readonly string[],
  mails: readonly Kept[],
): Promise<Counted> {
  const windows = await windowsOf(owner, marks);
  const facts = await factsOf(owner, marks);
  const groups = new Map<string, Kept[]>();
  const wanted = new Set(marks);
  for (const mail of mails) {
    const key = `${mail.mark} ${mail.to}`;
    if (wanted.has(mail.mark)) groups.set(key, [...(groups.get(key) ?? []), mail]);
  }
  const told = new Set([...groups.values()].map(([first]) => first?.mark));
  let [doubled, doubledUnrecorded, doubledUnsaid] = [0, 0, 0];
  for (const [key, group] of groups) {
    const more = group.length - 1;
    doubled += more;
    doubledUnrecorded += Math.max(0, more - (windows.get(key) ?? 0));
    doubledUnsaid += Math.max(0, more - group.filter(({ saysAgain }) => saysAgain).length);
  }
  return {
    expected: marks.length,
    delivered: told.size,
    lost: marks.length - told.size,
    doubled,
    doubledUnrecorded,
    doubledUnsaid,
    unasked: mails.filter(({ mark }) => !wanted.has(mark)).length,
    ...facts,
  };
}

const OF_MARKS = `incidents i join notifications n on n.topic_id = i.topic_id and n.kind = 'page'
  where split_part(i.title, ' ', 1) = any ($1)`;

/** How many attempts to tell somebody of an incident ended without a word, by its mark and their address. */
async function windowsOf(owner: pg.Client, marks: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await owner.query<{ key: string; count: number }>(
    `select split_part(x.title, ' ', 1) || ' ' || u.email as key, count(*)::int as count
       from (select i.title, n.id, n.user_id from ${OF_MARKS}) x
       join users u on u.id = x.user_id join notification_attempts a on a.notification_id = x.id and a.what = 'lost' group by 1`,
    [marks],
  );
  return new Map(rows.map(({ key, count }) => [key, count]));
}

type Facts = Pick<Counted, 'afterAcknowledgement' | 'tooMany' | 'late' | 'again'>;

async function factsOf(owner: pg.Client, marks: readonly string[]): Promise<Facts> {
  const { rows } = await owner.query<Facts>(
    `with page as (select i.id as incident, i.triggered_at, i.acknowledged_at, n.id from ${OF_MARKS}),
       begun as (select p.*, a.attempt, a.at, lead(a.at) over (partition by p.id order by a.attempt) as next,
           exists (select from notification_attempts l where l.notification_id = p.id and l.attempt = a.attempt and l.what = 'lost') as lost
         from page p join notification_attempts a on a.notification_id = p.id and a.what = 'started')
     select count(*) filter (where at > acknowledged_at)::int as "afterAcknowledgement",
            (select count(*) - count(distinct split_part(title, ' ', 1)) from incidents where split_part(title, ' ', 1) = any ($1))::int as "tooMany",
            coalesce(max(extract(epoch from at - triggered_at)) filter (where attempt = 1), 0)::float8 as late,
            coalesce(max(extract(epoch from next - at)) filter (where lost), 0)::float8 as again
       from begun`,
    [marks],
  );
  return rows[0] ?? { afterAcknowledgement: 0, tooMany: 0, late: 0, again: 0 };
}
