import { Injectable } from '@nestjs/common';
import { SERIES } from '#slo';
import {
  AlertmanagerClient,
  type KnownAlert,
} from '../../platform/prometheus/alertmanager-client.js';
import type { AlertingGroup } from '../../platform/prometheus/alerting-groups.js';
import { PrometheusClient } from '../../platform/prometheus/prometheus-client.js';
import { assertOutsideTransaction } from '../../platform/kernel/transaction-guard.js';
import { Evaluated, type EvaluatedRule } from '../domain/evaluated.js';
import { newestSpan, type EvaluatedSpan } from '../domain/own-rules.js';
import type { ListedAlert } from '../domain/reconcile.js';

/**
 * Nothing waits for it but this: nothing is believed before it is here. A server with a thousand objectives that is short of processors takes
 * seconds for its rules, and it is then that ends are told which are none.
 */
const TIMEOUT_MS = 10_000;
/** The rarest of the rules that all SLOs share is evaluated every five minutes, and twice is asked for. */
const SPAN = '20m';

/** What fires in the Prometheus of this instance, and what its Alertmanager knows of it. */
@Injectable()
export class EvaluationsGateway {
  constructor(
    private readonly prometheus: PrometheusClient,
    private readonly alertmanager: AlertmanagerClient,
  ) {}

  /** @param now when it is asked; @throws DomainError `dependency-unavailable` */
  async evaluated(now: Date): Promise<Evaluated> {
    assertOutsideTransaction('Prometheus');
    const [groups, startedAt] = await Promise.all([
      this.prometheus.alertingGroups(TIMEOUT_MS),
      this.prometheus.startTime(TIMEOUT_MS),
    ]);
    return new Evaluated(now, groups.flatMap(rulesOf), startedAt);
  }

  /**
   * When the rules of SLOs were evaluated last, without a break; those of which nothing was recorded are not in it.
   * @param slos slugs; @throws DomainError `dependency-unavailable`
   */
  async spans(slos: readonly string[]): Promise<Map<string, EvaluatedSpan>> {
    assertOutsideTransaction('Prometheus');
    if (slos.length === 0) return new Map();
    const selector = `${SERIES.info}{slo=~"${slos.join('|')}"}[${SPAN}]`;
    // A changed SLO goes on under other labels.
    const series = Map.groupBy(
      await this.prometheus.samples(selector, TIMEOUT_MS),
      ({ labels }) => labels['slo'] ?? '',
    );
    return new Map(
      [...series].flatMap(([slo, ones]) => {
        const times = ones.flatMap(({ points }) => points.map(([at]) => new Date(at * 1000)));
        const span = newestSpan(times);
        return span ? [[slo, span] as const] : [];
      }),
    );
  }

  /** @returns undefined where there is no Alertmanager to ask; @throws DomainError `dependency-unavailable` */
  async listed(): Promise<ListedAlert[] | undefined> {
    assertOutsideTransaction('Alertmanager');
    if (!this.alertmanager.isSet) return undefined;
    return (await this.alertmanager.alerts(TIMEOUT_MS)).map(listedOf);
  }
}

function rulesOf({ interval, rules }: AlertingGroup): EvaluatedRule[] {
  return rules.map(({ name, health, lastEvaluation, alerts }) => {
    const of = (state: string) =>
      alerts
        .filter((alert) => alert.state === state)
        .map(({ labels, annotations, activeAt }) => ({
          name,
          labels,
          annotations,
          activeAt: new Date(activeAt),
        }));
    return {
      name,
      evaluatedAt: timeOf(lastEvaluation),
      intervalMs: interval * 1000,
      healthy: health === 'ok',
      firing: of('firing'),
      pending: of('pending'),
    };
  });
}

/** Go's zero time stands for none. */
function timeOf(text: string | undefined): Date | null {
  const at = new Date(text ?? NaN);
  return at.getTime() > 0 ? at : null;
}

function listedOf({ fingerprint, labels, receivers, status }: KnownAlert): ListedAlert {
  const { silencedBy, inhibitedBy } = status;
  const words = [
    ...silencedBy.map((id) => `silence ${id}`),
    ...inhibitedBy.map((id) => `inhibited by ${id}`),
  ];
  return {
    fingerprint,
    labels,
    receivers: receivers.map(({ name }) => name),
    suppressedBy: words.length > 0 ? words.join(', ') : null,
  };
}
