import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Clock } from '../../platform/kernel/clock.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import { newSecret } from '../../platform/kernel/one-time-secret.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { SourcesRepository } from '../db/sources.repository.js';
import { assertMayWriteSource } from '../domain/source-rules.js';
import { SOURCE_TOKEN_PREFIX, tokenMade } from '../domain/source.js';

/** Makes the token of a source, in place of the one it had. */
@Injectable()
export class MakeSourceToken {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly sources: SourcesRepository,
    private readonly clock: Clock,
  ) {}

  /** @returns the token, which its maker sees once; @throws DomainError `not-found`, `forbidden` */
  async execute(scope: Scope, slug: string): Promise<{ readonly token: string }> {
    const secret = newSecret(SOURCE_TOKEN_PREFIX);
    await this.unit.run(scope, async (write) => {
      const source = await this.sources.lock(write.tx, slug);
      if (!source) throw notFound('source', slug);
      assertMayWriteSource(scope, source, source);
      await this.sources.giveToken(write.tx, source, secret, this.clock.now());
      const { entries, events } = tokenMade(source);
      write.record(...entries);
      write.emit(...events);
    });
    return { token: secret.token };
  }
}
