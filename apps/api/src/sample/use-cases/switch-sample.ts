import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import type { Scope } from '../../platform/kernel/scope.js';
import { forbidden } from '../../platform/kernel/domain-error.js';
import { FindSampleTerritories } from '../../slos/use-cases/find-sample-territories.js';
import { switchesOf, type SampleSwitches, type SwitchesPatch } from '../domain/switches.js';
import { SampleShop } from '../gateways/sample-shop.gateway.js';

/** Changes the switches of the sample shop and writes down who did it. */
@Injectable()
export class SwitchSample {
  constructor(
    private readonly shop: SampleShop,
    private readonly unit: UnitOfWork,
    private readonly territories: FindSampleTerritories,
  ) {}

  /**
   * The shop is asked before the transaction begins: the trail is locked while an entry is appended, and must not wait for
   * another server. The entry therefore says what the shop answered, not what was asked for.
   * @throws DomainError `forbidden` where sample objectives are at home in territories that are not the actor's too, `not-found`, `dependency-unavailable` or `validation-failed` as the shop has it
   */
  async execute(scope: Scope, patch: SwitchesPatch): Promise<SampleSwitches> {
    const foreign = (await this.territories.execute()).filter(
      (territory) => !scope.territories.includes(territory),
    );
    if (foreign.length > 0)
      throw forbidden(
        'sample-elsewhere',
        `The sample shop is also measured in ${foreign.join(', ')}, where you may not switch it.`,
        foreign,
      );
    const before = await this.shop.read();
    const after = await this.shop.change(patch);
    const target = { kind: 'sample', id: 'shop', name: 'shop' };
    const entry = {
      action: 'sample.switched',
      target,
      territory: null,
      before: switchesOf(before),
      after: switchesOf(after),
    };
    await this.unit.run(scope, (write) => write.record(entry));
    return after;
  }
}
