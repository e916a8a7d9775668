import { type Result } from '../../platform/kernel/result.js';
import { storable } from '../../platform/kernel/storable-text.js';
import type { Delivery } from '../domain/delivery.js';
import type { Labels } from '../domain/placement.js';
import { readAlertmanager, type Members } from './alertmanager-webhook.js';

const LONGEST_ADDRESS = 2000;
const LONGEST_VALUES = 1000;
const MOST_VALUES = 26;

/** Addresses of an alert that lead back to Grafana, and what they are called among its annotations. */
const ADDRESSES = [
  ['dashboardURL', 'dashboard_url'],
  ['panelURL', 'panel_url'],
  ['silenceURL', 'silence_url'],
] as const;

/**
 * Reads what the contact point *webhook* of Grafana posts (version 1): the fields of Alertmanager's, and of each alert the values that its
 * rule was evaluated with and addresses of its dashboard, its panel and a silence for it, which are kept among its annotations.
 * @param args as of `readAlertmanager`
 */
export function readGrafana(
  text: string,
  received: Date,
  telling: readonly string[],
): Result<Delivery, string> {
  return readAlertmanager(text, received, telling, moreOf);
}

function moreOf(alert: Members): Labels {
  const addresses = ADDRESSES.flatMap(([field, name]) => {
    const value = alert[field];
    const isAddress = typeof value === 'string' && /^https?:\/\//.test(value);
    return isAddress && value.length <= LONGEST_ADDRESS ? [[name, storable(value)]] : [];
  });
  const values = valuesText(alert['values']);
  return Object.fromEntries([
    ...addresses,
    ...(values === '' ? [] : [['values', values]]),
  ]) as Labels;
}

/** `B=44.2, C=1`: by what the rule decided. */
function valuesText(values: unknown): string {
  if (typeof values !== 'object' || values === null) return '';
  const numbers = Object.entries(values).filter(
    ([name, value]) => typeof value === 'number' && name.length <= 50,
  );
  const text = numbers.slice(0, MOST_VALUES).map(([name, value]) => `${name}=${String(value)}`);
  return storable(text.join(', ')).slice(0, LONGEST_VALUES);
}
