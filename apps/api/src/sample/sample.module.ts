import { Module } from '@nestjs/common';
import { SlosModule } from '../slos/slos.module.js';
import { SampleController } from './http/sample.controller.js';
import { SampleShop } from './gateways/sample-shop.gateway.js';
import { ReadSample } from './use-cases/read-sample.js';
import { SwitchSample } from './use-cases/switch-sample.js';

/** The switches of the sample shop over HTTP. */
@Module({
  imports: [SlosModule],
  controllers: [SampleController],
  providers: [SampleShop, ReadSample, SwitchSample],
})
export class SampleHttpModule {}
