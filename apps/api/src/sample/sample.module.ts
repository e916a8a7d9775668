import { Module } from '@nestjs/common';
import { SlosModule } from '../slos/slos.module.js';
import { SampleController } from './http/sample.controller.js';
import { SampleMailbox } from './gateways/sample-mailbox.gateway.js';
import { SampleShop } from './gateways/sample-shop.gateway.js';
import { ListSampleMails } from './use-cases/list-sample-mails.js';
import { ReadSample } from './use-cases/read-sample.js';
import { SwitchSample } from './use-cases/switch-sample.js';

/** The switches of the sample shop and the sample mailbox over HTTP. */
@Module({
  imports: [SlosModule],
  controllers: [SampleController],
  providers: [SampleShop, SampleMailbox, ReadSample, SwitchSample, ListSampleMails],
})
export class SampleHttpModule {}
