import type { ReactElement } from 'react';
import type { ApiError } from '../api/api-error.js';
import type { MessageKey } from '../i18n/message-key.js';
import { useT } from '../i18n/use-t.js';
import { AppLink } from '../ui/app-link.js';
import { paths } from '../util/paths.js';
import type { Path } from '../util/paths.js';

/** What the API names as `slo shop-latency`: what it is called here, and where it stands; a name alone is a subject. */
const KINDS: readonly (readonly [RegExp, MessageKey | null, ((name: string) => Path) | null])[] = [
  [/^slo (\S+)$/, 'forms:user.slo', paths.slo],
  [/^schedule (\S+)$/, 'forms:user.schedule', paths.schedule],
  [/^escalation policy (\S+)$/, 'forms:user.policy', paths.policy],
  [/^heartbeat (\S+)$/, 'forms:user.heartbeat', null],
  [/^source (\S+)$/, 'forms:user.source', null],
  [/^subject (\S+)$/, 'forms:user.subject', paths.subject],
  [/^team (\S+)$/, 'forms:user.team', paths.team],
  [/^(INC-\d+)$/, null, paths.incident],
  [/^([a-z0-9-]+)$/, 'forms:user.subject', paths.subject],
];

/** One thing that stands in the way: its name, the words for what it is, and where it stands; null where it has none. */
function readUser(user: string): { name: string; kind: MessageKey | null; place: Path | null } {
  for (const [pattern, kind, path] of KINDS) {
    const name = pattern.exec(user)?.[1];
    if (name !== undefined) return { name, kind, place: path?.(name) ?? null };
  }
  return { name: user, kind: null, place: null };
}

/** Where one thing is that stands in the way; null where it has no page. @internal for its spec */
export function placeOf(user: string): Path | null {
  return readUser(user).place;
}

/** What a refusal says still needs the thing. @returns nothing for any other refusal */
export function usersIn({ fields }: ApiError): string[] {
  return fields.filter(({ code }) => code === 'in-use').map(({ message }) => message);
}

/** What stands in the way, each with the way to it. */
export function InTheWay({ users }: { users: readonly string[] }): ReactElement | null {
  const t = useT();
  if (users.length === 0) return null;
  return (
    <ul aria-label={t('problems:inTheWay')}>
      {users.map((user) => {
        const { name, kind, place } = readUser(user);
        const said = kind === null ? name : t(kind, { name });
        return (
          <li key={user}>
            {place ? (
              <AppLink to={place} className="ls-link">
                {said}
              </AppLink>
            ) : (
              said
            )}
          </li>
        );
      })}
    </ul>
  );
}
