import type { ReactElement } from 'react';
import type { ApiError } from '../api/api-error.js';
import { useT } from '../i18n/use-t.js';
import { AppLink } from '../ui/app-link.js';
import { paths } from '../util/paths.js';
import type { Path } from '../util/paths.js';

/** Where the things stand that the API names as `slo shop-latency`; a name alone is a subject. */
const PLACES: readonly (readonly [RegExp, (name: string) => Path])[] = [
  [/^slo (\S+)$/, paths.slo],
  [/^schedule (\S+)$/, paths.schedule],
  [/^escalation policy (\S+)$/, paths.policy],
  [/^(INC-\d+)$/, paths.incident],
  [/^([a-z0-9-]+)$/, paths.subject],
];

/** Where one thing is that stands in the way of a deletion; null where it has no page. @internal for its spec */
export function placeOf(user: string): Path | null {
  for (const [pattern, path] of PLACES) {
    const name = pattern.exec(user)?.[1];
    if (name !== undefined) return path(name);
  }
  return null;
}

/** What a refused deletion says still needs the thing. @returns nothing for any other refusal */
export function usersIn({ fields }: ApiError): string[] {
  return fields.filter(({ code }) => code === 'in-use').map(({ message }) => message);
}

/** What stands in the way of a deletion, each with the way to it. */
export function InTheWay({ users }: { users: readonly string[] }): ReactElement | null {
  const t = useT();
  if (users.length === 0) return null;
  return (
    <ul aria-label={t('problems:inTheWay')}>
      {users.map((user) => {
        const place = placeOf(user);
        return <li key={user}>{place ? <AppLink to={place}>{user}</AppLink> : user}</li>;
      })}
    </ul>
  );
}
