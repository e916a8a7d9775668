import { Global, Module } from '@nestjs/common';
import { AlertmanagerClient } from './alertmanager-client.js';
import { PrometheusClient } from './prometheus-client.js';

@Global()
@Module({
  providers: [PrometheusClient, AlertmanagerClient],
  exports: [PrometheusClient, AlertmanagerClient],
})
export class PrometheusModule {}
