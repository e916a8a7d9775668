import { Injectable } from '@nestjs/common';
import { databaseNow } from '../../platform/db/database-clock.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { invalid } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { FiguresRepository, type FiguredIncident } from '../db/figures.repository.js';
import { figuresOf, type Figures } from '../domain/figures.js';

const DAY_MS = 86_400_000;
const USUAL_DAYS = 30;
const LONGEST_DAYS = 400;

/** The figures of one subject or team; null stands for the incidents that are about none. */
export interface GroupFigures extends Figures {
  readonly slug: string | null;
  readonly name: string | null;
}

/** The figures of a stretch of time. */
export interface IncidentFigures {
  readonly from: Date;
  readonly to: Date;
  readonly total: Figures;
  /** most incidents first */
  readonly subjects: readonly GroupFigures[];
  readonly teams: readonly GroupFigures[];
  /** what began then and is not counted */
  readonly leftOut: { readonly sample: number; readonly recorded: number };
}

/** How quickly incidents were heard of, taken on and resolved, by subject and team. */
@Injectable()
export class GetFigures {
  constructor(
    private readonly database: DatabaseReader,
    private readonly figures: FiguresRepository,
  ) {}

  /**
   * @param range incidents that began from `from` (30 days before `to` unless told) until before `to` (now unless told)
   * @throws DomainError `validation-failed` when the stretch is empty or longer than 400 days
   */
  execute(
    scope: Scope,
    range: {
      readonly from?: Date | undefined;
      readonly to?: Date | undefined;
      readonly territory?: string | undefined;
    },
  ): Promise<IncidentFigures> {
    return this.database.read(scope, async (tx) => {
      const to = range.to ?? (await databaseNow(tx));
      const from = range.from ?? new Date(to.getTime() - USUAL_DAYS * DAY_MS);
      checkRange(from, to);
      const found = await this.figures.incidents(tx, { ...range, from, to });
      const incidents = found.filter(({ leftOut }) => leftOut === null);
      const left = (why: FiguredIncident['leftOut']) =>
        found.filter(({ leftOut }) => leftOut === why).length;
      return {
        from,
        to,
        total: figuresOf(incidents),
        subjects: grouped(incidents, ({ subject, subjectName }) => [subject, subjectName]),
        teams: grouped(incidents, ({ team, teamName }) => [team, teamName]),
        leftOut: { sample: left('sample'), recorded: left('recorded') },
      };
    });
  }
}

function checkRange(from: Date, to: Date): void {
  const days = (to.getTime() - from.getTime()) / DAY_MS;
  if (days <= 0)
    throw invalid([{ path: 'to', code: 'empty-range', message: 'must be after from.' }]);
  if (days > LONGEST_DAYS)
    throw invalid([
      {
        path: 'from',
        code: 'range-too-long',
        message: `must be at most ${LONGEST_DAYS} days before to.`,
      },
    ]);
}

function grouped(
  incidents: readonly FiguredIncident[],
  by: (incident: FiguredIncident) => readonly [slug: string | null, name: string | null],
): GroupFigures[] {
  const groups = Map.groupBy(incidents, (incident) => by(incident)[0]);
  return [...groups]
    .map(([slug, some]) => ({ slug, name: some[0] ? by(some[0])[1] : null, ...figuresOf(some) }))
    .toSorted((a, b) => b.incidents - a.incidents || ((a.slug ?? '') < (b.slug ?? '') ? -1 : 1));
}
