import { Injectable } from '@nestjs/common';
import type { AccessScope } from '../../access/domain/principal.js';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Settings } from '../../platform/config/settings.js';
import { DomainError, invalid } from '../../platform/kernel/domain-error.js';
import { ContactMethodsRepository } from '../db/contact-methods.repository.js';
import { judgeCode, type CodeVerdict, type ContactMethod } from '../domain/contact-method.js';
import { contactMethodChanged } from '../domain/notification-events.js';
import { ownAccount } from '../domain/own-account.js';
import { codeKey, isCode } from '../domain/verification-code.js';
import { LockOwnMethod } from './lock-own-method.js';

/** Takes the code that was sent to a way as proof that it leads to whoever types it in. */
@Injectable()
export class VerifyMethod {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly methods: ContactMethodsRepository,
    private readonly lockOwn: LockOwnMethod,
    private readonly settings: Settings,
  ) {}

  /**
   * One that is verified stays so, whatever the code.
   * @throws DomainError `not-found`, `validation-failed` for a wrong code, `gone` when it is too late or five were wrong
   */
  async execute(scope: AccessScope, id: string, code: string): Promise<ContactMethod> {
    const own = ownAccount(scope);
    const { verdict, method } = await this.unit.run(own.scope, async (write) => {
      const { tx } = write;
      const before = await this.lockOwn.within(write, own, id);
      if (before.verifiedAt !== null) return { verdict: RIGHT, method: before };
      const pending = await this.methods.pendingCode(tx, id);
      const key = codeKey(this.settings.get('SECRET'));
      const judged = judgeCode(pending, pending !== null && isCode(key, pending.id, code));
      const target = { kind: 'contact-method', id, name: before.kind };
      if (judged.verdict === 'wrong') {
        await this.methods.countWrongCode(tx, id); // committed: what is refused is said afterwards
        write.record(...own.entries({ action: 'contact-method.code-wrong', target }));
      }
      if (judged.verdict !== 'right') return { verdict: judged, method: before };
      await this.methods.verify(tx, id);
      write.record(...own.entries({ action: 'contact-method.verified', target }));
      write.emit(contactMethodChanged.of([own.userId], null));
      return { verdict: judged, method: await this.lockOwn.within(write, own, id) };
    });
    assertRight(verdict);
    return method;
  }
}

const RIGHT: CodeVerdict = { verdict: 'right' };

function assertRight(judged: CodeVerdict): void {
  if (judged.verdict === 'over')
    throw new DomainError(
      'gone',
      'There is no code that could be entered now. Have a new one sent.',
    );
  if (judged.verdict === 'wrong') {
    const message = `is not the code that was sent; ${judged.triesLeft} tries are left`;
    throw invalid([{ path: 'code', code: 'wrong-code', message }]);
  }
}
