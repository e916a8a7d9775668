import { Injectable } from '@nestjs/common';
import type { SampleSwitches } from '../domain/switches.js';
import { SampleShop } from '../gateways/sample-shop.gateway.js';

/** The switches of the sample shop, and what it counted itself. */
@Injectable()
export class ReadSample {
  constructor(private readonly shop: SampleShop) {}

  /** @throws DomainError `not-found` when sample data is off, `dependency-unavailable` */
  execute(): Promise<SampleSwitches> {
    return this.shop.read();
  }
}
