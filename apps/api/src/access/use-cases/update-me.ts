import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import { accessChanged } from '../domain/access-events.js';
import { Clock } from '../../platform/kernel/clock.js';
import { forbidden } from '../../platform/kernel/domain-error.js';
import { UsersRepository } from '../db/users.repository.js';
import { territoriesOf } from '../domain/grants.js';
import { meOf, type Me } from '../domain/me.js';
import type { AccessScope } from '../domain/principal.js';
import { onRecord } from '../domain/trail.js';
import { asAccess } from '../domain/access-scopes.js';
import { PrincipalCache } from '../db/principal-cache.js';

export interface UpdateMeCommand {
  readonly name?: string | undefined;
  readonly locale?: 'de' | 'en' | null | undefined;
  readonly timeZone?: string | null | undefined;
  /** of the browser, which its owner did not choose */
  readonly seenTimeZone?: string | undefined;
}

/** Changes one's own name, language or time zone. */
@Injectable()
export class UpdateMe {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly cache: PrincipalCache,
    private readonly clock: Clock,
  ) {}

  /** @returns the profile as it is now. @throws DomainError `forbidden` for tokens, which have none */
  async execute(scope: AccessScope, command: UpdateMeCommand): Promise<Me> {
    const { principal } = scope;
    const { actor, userId } = principal;
    if (actor.kind !== 'user' || !userId)
      throw forbidden(
        'not-for-tokens',
        'A token has no profile of its own. Sign in to change yours.',
      );
    const { seenTimeZone } = command;
    const before = { name: actor.name, locale: principal.locale, timeZone: principal.timeZone };
    const after = {
      name: command.name ?? before.name,
      locale: command.locale === undefined ? before.locale : command.locale,
      timeZone: command.timeZone === undefined ? before.timeZone : command.timeZone,
    };
    const territories = territoriesOf(principal.grants);
    await this.unit.run(asAccess({ ...scope, territories }), async (write) => {
      const { tx } = write;
      const { name, locale, timeZone } = after;
      await this.users.setProfile(tx, userId, {
        name,
        locale,
        time_zone: timeZone,
        ...(seenTimeZone === undefined ? {} : { seen_time_zone: seenTimeZone }),
        updated_at: this.clock.now(),
      });
      write.emit(accessChanged.of([userId], null));
      if (isSeenOnly(command)) {
        write.unrecorded(
          'where a browser stands is a trace of its use, not a change of the account',
        );
        return;
      }
      const target = { kind: 'user', id: userId, name };
      write.record(
        ...onRecord(territories, () => ({
          action: 'user.profile-changed',
          target,
          before,
          after,
        })),
      );
    });
    this.cache.clear();
    return meOf({
      ...principal,
      actor: { ...actor, name: after.name },
      locale: after.locale,
      timeZone: after.timeZone,
      seenTimeZone: seenTimeZone ?? principal.seenTimeZone,
    });
  }
}

function isSeenOnly({ seenTimeZone, name, locale, timeZone }: UpdateMeCommand): boolean {
  return (
    seenTimeZone !== undefined &&
    name === undefined &&
    locale === undefined &&
    timeZone === undefined
  );
}
