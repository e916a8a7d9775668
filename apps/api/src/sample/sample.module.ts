import { Module } from '@nestjs/common';
import { SampleController } from './http/sample.controller.js';
import { SampleShop } from './gateways/sample-shop.gateway.js';
import { SwitchSample } from './use-cases/switch-sample.js';

/** The switches of the sample shop over HTTP. */
@Module({ controllers: [SampleController], providers: [SampleShop, SwitchSample] })
export class SampleHttpModule {}
