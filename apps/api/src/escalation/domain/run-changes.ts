import type { TimelineEntry } from '../../incidents/domain/timeline.js';
import type { EscalationRun } from './escalation-run.js';

/** What becomes of runs, and what the timelines of their incidents say of it: decided one by one, written together. */
export class RunChanges {
  private readonly kept = new Map<string, EscalationRun>();
  /** in the order in which they are to be read */
  readonly entries: (TimelineEntry & { readonly incidentId: string })[] = [];

  /** @param actor who goes on record */
  constructor(private readonly actor: TimelineEntry['actor']) {}

  /** A run as it is from now on; the last word counts. */
  keep(run: EscalationRun): void {
    this.kept.set(run.id, run);
  }

  note(
    { incidentId, number }: Pick<EscalationRun, 'incidentId' | 'number'>,
    kind: string,
    data: TimelineEntry['data'],
  ): void {
    const { actor } = this;
    this.entries.push({ incidentId, kind, actor, data: { run: number, ...data } });
  }

  /** Those that are over first: an incident has one live run at a time. */
  get runs(): readonly EscalationRun[] {
    const isOver = ({ state }: EscalationRun) => Number(state === 'stopped');
    return [...this.kept.values()].toSorted((a, b) => isOver(b) - isOver(a));
  }
}
