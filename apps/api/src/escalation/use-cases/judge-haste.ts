import { Injectable } from '@nestjs/common';
import type { HasteRefusal } from '#contract';
import { ReadHolds } from '../../incidents/use-cases/read-holds.js';
import type { Tx } from '../../platform/db/tx.js';
import type { Served } from '../domain/choose-policy.js';
import type { EscalationRun } from '../domain/escalation-run.js';
import { hasteRefusal, type Hastened } from '../domain/haste.js';
import { ChooseFor } from './choose-for.js';

/** Says whether the next step of an escalation can be had begin at once: of whoever offers it, and of whoever does it. */
@Injectable()
export class JudgeHaste {
  constructor(
    private readonly choice: ChooseFor,
    private readonly holds: ReadHolds,
  ) {}

  /**
   * @param newest run of the incident; where that has no policy, the policies as they are now are asked
   * @returns why it cannot; null where it can
   */
  async execute(
    tx: Tx,
    incident: Omit<Hastened, 'isServed' | 'isHeld'> & Served & { readonly id: string },
    newest: Pick<EscalationRun, 'policy'> | null,
  ): Promise<HasteRefusal | null> {
    const isHeld = (await this.holds.execute(tx, [incident.id])).has(incident.id);
    return hasteRefusal({
      ...incident,
      isHeld,
      isServed: await this.isServed(tx, incident, newest),
    });
  }

  private async isServed(
    tx: Tx,
    incident: Served,
    newest: Pick<EscalationRun, 'policy'> | null,
  ): Promise<boolean> {
    if (newest !== null && newest.policy !== null) return true;
    const [chosen] = await this.choice.execute(tx, [incident]);
    return chosen !== null;
  }
}
