import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { EscalationPolicy, OnCall } from '../../api/contract.js';
import { allOnCall } from '../../api/oncall-queries.js';
import { useCan } from '../../api/use-me.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { StatusMark } from '../../ui/status-mark.js';
import { paths } from '../../util/paths.js';
import classes from './policy.module.css';

type Target = EscalationPolicy['fallback'];

/** Who is on call now by each schedule; undefined until it is known, or where one may not know. */
export function useDuties(): readonly OnCall[] | undefined {
  return useQuery({ ...allOnCall(null), enabled: useCan('schedule:read') }).data;
}

/** The name of a schedule by its slug; the slug itself until it is known. */
export function useScheduleName(): (slug: string) => string {
  const duties = useDuties();
  return (slug) => duties?.find(({ schedule }) => schedule === slug)?.name ?? slug;
}

/** Whom steps mean: people, and schedules with whoever is on call now. */
export function TargetList({
  targets,
  duties,
}: {
  targets: readonly Target[];
  duties: readonly OnCall[] | undefined;
}): ReactElement {
  return (
    <ul className={classes.targets}>
      {targets.map((target) => (
        <li key={'user' in target ? target.user.id : target.schedule} className={classes.target}>
          {'user' in target ? (
            <PersonTarget user={target.user} />
          ) : (
            <ScheduleTarget
              slug={target.schedule}
              duty={duties?.find(({ schedule }) => schedule === target.schedule)}
              isKnown={duties !== undefined}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function PersonTarget({
  user,
}: {
  user: Extract<Target, { user: unknown }>['user'];
}): ReactElement {
  const t = useT();
  return (
    <>
      {user.name}
      {!user.active && <StatusMark status="down" word={t('policies:step.inactive')} />}
    </>
  );
}

function ScheduleTarget({
  slug,
  duty,
  isKnown,
}: {
  slug: string;
  duty: OnCall | undefined;
  isKnown: boolean;
}): ReactElement {
  const t = useT();
  return (
    <>
      <AppLink to={paths.schedule(slug)} className="ls-link">
        {t('policies:step.schedule', { name: duty?.name ?? slug })}
      </AppLink>
      {duty?.user && (
        <span className="ls-quiet">{t('policies:step.onCallNow', { name: duty.user.name })}</span>
      )}
      {isKnown && !duty?.user && (
        <StatusMark status="degraded" word={t('policies:step.nobodyNow')} />
      )}
    </>
  );
}
