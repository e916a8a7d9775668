import { Injectable } from '@nestjs/common';
import type { MethodKind } from '#contract';
import type { AccessScope } from '../../access/domain/principal.js';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { conflict } from '../../platform/kernel/domain-error.js';
import { newId } from '../../platform/kernel/ids.js';
import { Channels } from '../channels/channels.js';
import { ContactMethodsRepository } from '../db/contact-methods.repository.js';
import { MOST_METHODS, type ContactMethod } from '../domain/contact-method.js';
import { ownAccount } from '../domain/own-account.js';
import { LockOwnMethod } from './lock-own-method.js';
import { SendCode } from './send-code.js';

/** What somebody says of a way that they want; the rest is for its channel to read. */
export interface WantedMethod {
  readonly kind: Exclude<MethodKind, 'browser'>;
}

/** A way that was added. */
export interface AddedMethod extends ContactMethod {
  /** by which whoever is sent to knows us: told this once; null where there is none */
  readonly secret: string | null;
}

/** Adds a way by which somebody wants to be reached, and sends a code there. */
@Injectable()
export class AddMethod {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly methods: ContactMethodsRepository,
    private readonly lockOwn: LockOwnMethod,
    private readonly sendCode: SendCode,
    private readonly channels: Channels,
  ) {}

  /**
   * Nothing is sent there but the code, until it is verified.
   * @throws DomainError `conflict` when they have it already, have ten, or this instance cannot go that way; `validation-failed`;
   *   `rate-limited` after five codes in an hour
   */
  async execute(scope: AccessScope, wanted: WantedMethod): Promise<AddedMethod> {
    const own = ownAccount(scope);
    const { kind } = wanted;
    const draft = this.channels.of(kind).draft(wanted);
    return this.unit.run(own.scope, async (write) => {
      const { tx } = write;
      await this.methods.lockOwner(tx, own.userId);
      const id = newId();
      const present = await this.methods.list(tx, own.userId);
      if (present.length >= MOST_METHODS)
        throw conflict(
          'too-many-ways',
          `More than ${MOST_METHODS} ways are not kept. Remove one first.`,
        );
      const isOfAccount = kind === 'mail' && draft.key === own.email;
      if (isOfAccount || !(await this.methods.add(tx, { id, userId: own.userId, kind }, draft)))
        throw conflict('way-known', `${draft.shown} is one of your ways already.`);
      const target = { kind: 'contact-method', id, name: kind };
      const after = { kind, lastFour: draft.lastFour };
      write.record(...own.entries({ action: 'contact-method.added', target, after }));
      await this.sendCode.within(write, own, { id, kind });
      const method = await this.lockOwn.within(write, own, id);
      return { ...method, secret: draft.secret ?? null };
    });
  }
}
