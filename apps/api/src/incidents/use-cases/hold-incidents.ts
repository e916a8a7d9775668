import { Injectable } from '@nestjs/common';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import { RaiseEpoch } from '../../notifications/use-cases/raise-epoch.js';
import type { Tx } from '../../platform/db/tx.js';
import { HoldsRepository } from '../db/holds.repository.js';
import { MaintenanceRepository } from '../db/maintenance.repository.js';
import {
  holdingWindow,
  type ActiveWindow,
  type CoveredAlert,
  type Hold,
  type LastHold,
} from '../domain/maintenance.js';
import { heldUntil } from '../domain/maintenance-times.js';
import { AppendTimeline, type IncidentEntry } from './append-timeline.js';
import type { PagedIncident } from './read-paging.js';

/** The windows that hold, as long as nothing begins, ends or is changed. */
interface Known {
  readonly turn: number;
  readonly from: Date;
  readonly until: Date | null;
  readonly active: readonly ActiveWindow[];
}

/**
 * Asks of incidents whether maintenance holds them, whenever something is due about them: what begins is kept as a refusal to page, stands in
 * the timeline, and lets no page start that was not sent yet; what is over is over at once.
 */
@Injectable()
export class HoldIncidents {
  private known: Known | null = null;

  constructor(
    private readonly windows: MaintenanceRepository,
    private readonly holds: HoldsRepository,
    private readonly epochs: RaiseEpoch,
    private readonly timeline: AppendTimeline,
  ) {}

  /**
   * @param write of all territories
   * @param incidents locked
   * @param now of the database's clock
   * @returns the newest refusal of each that ever had one
   */
  async within(
    write: Write,
    incidents: readonly PagedIncident[],
    now: Date,
  ): Promise<ReadonlyMap<string, LastHold>> {
    const { tx } = write;
    const turn = await this.windows.turn(tx);
    if (turn === 0 || incidents.length === 0) return new Map();
    const ids = incidents.map(({ id }) => id);
    const active = await this.active(tx, turn, now);
    const before = await this.holds.last(tx, ids);
    const alerts = active.length === 0 ? NO_ALERTS : await this.holds.alertsOf(tx, ids);
    const entries: IncidentEntry[] = [];
    const silenced: string[] = [];
    const ended: string[] = [];
    for (const incident of incidents) {
      const last = before.get(incident.id);
      const present = last?.endedAt === null ? last : null;
      const wanted = wantedHold(incident, active, alerts.get(incident.id) ?? [], now);
      if (wanted && !present) {
        const { id: incidentId, territory } = incident;
        await this.holds.begin(tx, { ...wanted, incidentId, territory });
        silenced.push(incident.topicId);
        entries.push(this.entry(write, incident, 'maintenance.held', wanted));
      }
      if (wanted && present && isOther(wanted, present))
        await this.holds.goOn(tx, present.id, wanted);
      if (!wanted && present) {
        ended.push(present.id);
        entries.push(this.entry(write, incident, 'maintenance.ended', present));
      }
    }
    if (ended.length > 0) await this.holds.end(tx, ended, now);
    if (silenced.length > 0) await this.epochs.within(write, silenced);
    if (entries.length > 0) await this.timeline.within(write, entries);
    await this.holds.asked(tx, ids, turn);
    return entries.length === 0 ? before : this.holds.last(tx, ids);
  }

  private entry(
    write: Write,
    { id: incidentId }: PagedIncident,
    kind: string,
    { slug, name, until }: Hold,
  ): IncidentEntry {
    const data = { window: slug, name, until: until.toISOString() };
    return { incidentId, kind, actor: write.scope.actor, data };
  }

  private async active(tx: Tx, turn: number, now: Date): Promise<readonly ActiveWindow[]> {
    const { known } = this;
    const isFresh =
      known?.turn === turn && now >= known.from && (known.until === null || now < known.until);
    if (isFresh) return known.active;
    const { windows, until } = await this.windows.planned(tx);
    const active = windows.flatMap((window) => {
      const end = heldUntil(window, now);
      return end === null ? [] : [{ window, until: end }];
    });
    this.known = { turn, from: now, until, active };
    return active;
  }
}

const NO_ALERTS: ReadonlyMap<string, readonly CoveredAlert[]> = new Map();

/** What is to keep people from being paged about an incident now. */
function wantedHold(
  { state, class: cls }: PagedIncident,
  active: readonly ActiveWindow[],
  alerts: readonly CoveredAlert[],
  now: Date,
): Hold | null {
  if (state === 'resolved' || cls !== 'page') return null;
  const holding = holdingWindow(active, alerts);
  if (holding === null) return null;
  const { id: windowId, slug, name } = holding.window;
  return { windowId, slug, name, since: now, until: holding.until };
}

function isOther(a: Hold, b: Hold): boolean {
  return a.windowId !== b.windowId || a.name !== b.name || a.until.getTime() !== b.until.getTime();
}
