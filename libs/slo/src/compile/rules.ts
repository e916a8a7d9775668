/** One recording rule as Prometheus reads it. */
export interface RecordingRule {
  record: string;
  expr: string;
  labels?: Record<string, string>;
}

/** One alerting rule as Prometheus reads it. */
export interface AlertingRule {
  alert: string;
  expr: string;
  for?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

export type Rule = RecordingRule | AlertingRule;

/** A group of rules, evaluated one after the other at the same instant. */
export interface RuleGroup {
  name: string;
  interval: string;
  rules: Rule[];
}

/** The content of a Prometheus rule file; plain data, ready for any YAML writer. */
export interface RuleFile {
  groups: RuleGroup[];
}

/** The content of a rule file. */
export function ruleFile(groups: readonly RuleGroup[]): RuleFile {
  return { groups: [...groups] };
}

/** The same groups as a PrometheusRule resource of the Prometheus operator. */
export interface PrometheusRule {
  apiVersion: 'monitoring.coreos.com/v1';
  kind: 'PrometheusRule';
  metadata: { name: string; namespace?: string; labels: Record<string, string> };
  spec: RuleFile;
}

/** Wraps groups as a PrometheusRule; `labels` are those the operator's ruleSelector looks for. */
export function prometheusRule(
  name: string,
  groups: readonly RuleGroup[],
  options: { namespace?: string; labels?: Record<string, string> } = {},
): PrometheusRule {
  const labels = {
    'app.kubernetes.io/managed-by': 'leitstand',
    'app.kubernetes.io/part-of': 'leitstand',
    ...options.labels,
  };
  const metadata =
    options.namespace === undefined
      ? { name, labels }
      : { name, namespace: options.namespace, labels };
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata,
    spec: ruleFile(groups),
  };
}
