/** The tiers of the burn alerts. Not imported from the library, whose parsers would come along; a spec holds them equal. */
const TIER_OF_ALERT = {
  LeitstandBudgetBurnOutage: 'outage',
  LeitstandBudgetBurnDegradation: 'degradation',
  LeitstandBudgetBurnFast: 'fast',
  LeitstandBudgetBurnSlow: 'slow',
  LeitstandBudgetBurnTicketFast: 'ticket-fast',
  LeitstandBudgetBurnTicketSlow: 'ticket-slow',
} as const;

export type AlertTierKey = (typeof TIER_OF_ALERT)[keyof typeof TIER_OF_ALERT];

/** The tier an alert belongs to; null for alerts that are not about the burn. */
export function tierOfAlert(alert: string): AlertTierKey | null {
  return Object.hasOwn(TIER_OF_ALERT, alert)
    ? TIER_OF_ALERT[alert as keyof typeof TIER_OF_ALERT]
    : null;
}

/** Where whoever is paged reads what to do: the objective's own runbook, else Leitstand's page about the alert. As in `runbook_url`. */
export function runbookOf(alert: string, own: string | null): string {
  return own || `/runbooks/leitstand/${alert.toLowerCase()}`;
}

/** How many times as fast as allowed the budget was spent when an alert of ours was told last; null where it does not say. */
export function burnFactorOf({
  name,
  annotations,
}: {
  readonly name: string;
  readonly annotations: Readonly<Record<string, string>>;
}): number | null {
  if (tierOfAlert(name) === null) return null;
  const said = /(\d+(?:\.\d+)?) times as fast/.exec(annotations['description'] ?? '')?.[1];
  return said === undefined ? null : Number(said);
}

/** Labels that say whose an alert is and where, which the catalog may change while it fires. */
const OWNERS = new Set(['service', 'team', 'territory']);

/** Alerts without those that ended only because they fire on with other owners: each is listed once. */
export function withoutRelabelled<
  Alert extends { readonly firing: boolean; readonly labels: Readonly<Record<string, string>> },
>(alerts: readonly Alert[]): Alert[] {
  const keyOf = ({ labels }: Alert) =>
    JSON.stringify(
      Object.entries(labels)
        .filter(([name]) => !OWNERS.has(name))
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
  const firing = new Set(alerts.filter((alert) => alert.firing).map(keyOf));
  return alerts.filter((alert) => alert.firing || !firing.has(keyOf(alert)));
}
