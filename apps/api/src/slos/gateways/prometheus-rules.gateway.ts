import { Injectable } from '@nestjs/common';
import { PrometheusClient } from '../../platform/prometheus/prometheus-client.js';
import type { LoadedGroup } from '../domain/rule-files.js';

/** The rules that Prometheus has loaded. Both methods throw `dependency-unavailable` when it does not answer. */
@Injectable()
export class PrometheusRules {
  constructor(private readonly prometheus: PrometheusClient) {}

  /** Makes it read its rule files again. @returns its words when it refused, null when it loaded them */
  reload(): Promise<string | null> {
    return this.prometheus.reload();
  }

  /** The groups by name. */
  async groups(): Promise<ReadonlyMap<string, LoadedGroup>> {
    const groups = await this.prometheus.ruleGroups();
    return new Map(groups.map((group) => [group.name, group]));
  }
}
