import { idleMatchers, parseMatchers, printMatchers } from '#slo';
import { invalid, forbidden } from '../../platform/kernel/domain-error.js';
import { administersAll } from './administrators.js';
import type { Grant } from './grants.js';

/** Where data may be seen. */
export interface Territory {
  /** e.g. `DE` */
  readonly code: string;
  readonly name: { readonly de: string; readonly en: string };
  /** label matchers that every selector of its objectives must carry, as between braces; empty = none */
  readonly matchers: string;
  /** counts its changes, from 1 */
  readonly version: number;
}

const LONGEST_MATCHERS = 1000;

/**
 * Label matchers in the form in which they are kept.
 * @throws DomainError `validation-failed` naming the field when they are none, let everything through, or nothing
 */
export function writtenMatchers(text: string): string {
  const read = parseMatchers(text.slice(0, LONGEST_MATCHERS + 1));
  const refused = (code: string, message: string) => invalid([{ path: 'matchers', code, message }]);
  if (text.length > LONGEST_MATCHERS)
    throw refused('too-long', `This must be at most ${LONGEST_MATCHERS} characters long.`);
  if (!read.ok) throw refused(read.error.code, read.error.message);
  if (read.value.length === 0 && text.trim() !== '')
    throw refused('matchers-none', 'This holds no label matcher. Leave the field empty for none.');
  const idle = idleMatchers(read.value);
  if (idle) throw refused(idle.code, idle.message);
  return printMatchers(read.value);
}

/**
 * What the expressions of a territory must carry says what it may read of the others: whoever changes that must be administrator of all.
 * @throws DomainError `forbidden`
 */
export function assertMaySetMatchers(own: readonly string[], existing: readonly string[]): void {
  const missing = existing.filter((code) => !own.includes(code));
  if (missing.length > 0)
    throw forbidden(
      'matchers-of-all',
      `What expressions must carry says what they may read of other territories: only an administrator of all territories changes it, and you are no administrator of ${missing.join(', ')}.`,
      missing,
    );
}

/**
 * A new territory carries no matchers: once one of the others does, whoever makes it could read there what they are kept out of here.
 * @throws DomainError `forbidden`
 */
export function assertMayMakeTerritory(
  own: readonly string[],
  existing: readonly Pick<Territory, 'code' | 'matchers'>[],
): void {
  const missing = existing.map(({ code }) => code).filter((code) => !own.includes(code));
  const kept = existing.filter(({ matchers }) => matchers !== '').map(({ code }) => code);
  if (kept.length > 0 && missing.length > 0)
    throw forbidden(
      'new-territory-of-all',
      `The expressions of ${kept.join(', ')} must carry label matchers, and those of a new territory could read what these keep out: only an administrator of all territories makes one, and you are no administrator of ${missing.join(', ')}.`,
      missing,
    );
}

/**
 * Who becomes administrator of a new territory: whoever makes it, and everybody who is administrator in all others, so that
 * "everywhere" stays everywhere.
 * @param existing codes of the territories there were
 */
export function firstAdministrators(
  actorId: string | null,
  users: readonly { readonly id: string; readonly grants: readonly Grant[] }[],
  existing: readonly string[],
): string[] {
  const everywhere = users.filter((user) => administersAll(user, existing));
  return [...new Set([...(actorId ? [actorId] : []), ...everywhere.map(({ id }) => id)])];
}
