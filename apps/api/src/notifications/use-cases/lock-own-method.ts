import { Injectable } from '@nestjs/common';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import { isId } from '../../platform/kernel/ids.js';
import { ContactMethodsRepository } from '../db/contact-methods.repository.js';
import type { ContactMethod } from '../domain/contact-method.js';
import type { OwnAccount } from '../domain/own-account.js';

/** Finds a way of somebody's own that is about to be changed. */
@Injectable()
export class LockOwnMethod {
  constructor(private readonly methods: ContactMethodsRepository) {}

  /** @throws DomainError `not-found` for a way that is not theirs, or is not there any more */
  async within({ tx }: Write, { userId }: OwnAccount, id: string): Promise<ContactMethod> {
    const method = isId(id) ? await this.methods.lock(tx, userId, id) : null;
    if (!method) throw notFound('contact method', id);
    return method;
  }
}
