import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { EscalationModule } from '../escalation/escalation.module.js';
import { OncallModule } from '../oncall/oncall.module.js';
import { SlosModule } from '../slos/slos.module.js';
import { SampleThingsRepository } from './db/sample-things.repository.js';
import { SamplePagingRepository } from './db/sample-paging.repository.js';
import { SeedSamplePagingTicker } from './jobs/seed-sample-paging.ticker.js';
import { SampleController } from './http/sample.controller.js';
import { SampleMailbox } from './gateways/sample-mailbox.gateway.js';
import { SampleShop } from './gateways/sample-shop.gateway.js';
import { ListSampleMails } from './use-cases/list-sample-mails.js';
import { ReadSample } from './use-cases/read-sample.js';
import { RemoveSample } from './use-cases/remove-sample.js';
import { SeedSamplePaging } from './use-cases/seed-sample-paging.js';
import { SwitchSample } from './use-cases/switch-sample.js';

/** The switches of the sample shop and the sample mailbox over HTTP. */
@Module({
  imports: [SlosModule],
  controllers: [SampleController],
  providers: [SampleShop, SampleMailbox, ReadSample, SwitchSample, ListSampleMails],
})
export class SampleHttpModule {}

/** Taking the sample away, before the programs start. */
@Module({
  imports: [CatalogModule, SlosModule, OncallModule, EscalationModule],
  providers: [SampleThingsRepository, RemoveSample],
})
export class SampleRemovalModule {}

/** Making the sample rota, in the worker. */
@Module({
  imports: [CatalogModule, OncallModule, EscalationModule],
  providers: [SamplePagingRepository, SeedSamplePaging, SeedSamplePagingTicker],
})
export class SampleWorkerModule {}
