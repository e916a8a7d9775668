import { Global, Module } from '@nestjs/common';
import { PrometheusClient } from './prometheus-client.js';

@Global()
@Module({ providers: [PrometheusClient], exports: [PrometheusClient] })
export class PrometheusModule {}
