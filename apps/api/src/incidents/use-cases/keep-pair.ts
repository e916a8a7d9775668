import { Injectable } from '@nestjs/common';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import { nameOf, type Incident, type Transition } from '../domain/incident.js';
import type { OtherSide } from '../domain/merge.js';
import { KeepIncident } from './keep-incident.js';
import type { IncidentPair } from './lock-pair.js';

/** What became of both. */
interface PairChange {
  /** goes on record */
  readonly action: string;
  readonly move: Transition;
  readonly side: OtherSide;
}

/** Keeps two incidents between which alerts moved, with what their timelines and the audit trail say of it. */
@Injectable()
export class KeepPair {
  constructor(private readonly keep: KeepIncident) {}

  /** @param pair as it was; @returns the incident that moved */
  async within(
    write: Write,
    { incident, other }: IncidentPair,
    { action, move, side: { said, ...rest } }: PairChange,
    now: Date,
  ): Promise<Incident> {
    const { actor } = write.scope;
    const entries = said.map((one) => ({ ...one, actor }));
    await this.keep.within(write, { ...rest, entries }, now);
    const data = { incident: nameOf(other) };
    const moved = {
      incident: move.incident,
      entries: [{ kind: move.kind, actor, data }],
      events: [move.event],
    };
    const kept = await this.keep.within(write, moved, now);
    const stateOf = ({ state, mergedInto }: Incident) =>
      mergedInto === null ? { state } : { state, mergedInto: nameOf(other) };
    write.record({
      action,
      target: { kind: 'incident', id: kept.id, name: nameOf(kept) },
      territory: kept.territory,
      before: stateOf(incident),
      after: stateOf(kept),
    });
    return kept;
  }
}
