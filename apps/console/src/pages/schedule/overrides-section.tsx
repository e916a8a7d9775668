import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Override, Schedule } from '../../api/contract.js';
import { mayTakeBack } from '../../api/nouns/cover.js';
import { overridesOf } from '../../api/oncall-queries.js';
import { useMe } from '../../api/use-me.js';
import { OnCallPerson } from '../../components/oncall/on-call-person.js';
import oncall from '../../components/oncall/oncall.module.css';
import { QueryView } from '../../components/query-view.js';
import { TakeBackDialog } from '../../forms/take-back-dialog.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { useT } from '../../i18n/use-t.js';
import { TextSkeleton } from '../../ui/skeleton.js';
import { TimeText } from '../../ui/time-text.js';
import { OwnTimes } from './own-times.js';
import classes from './schedule.module.css';
import { SCHEDULE_SEARCH } from './search.js';

/** Who stands in, and when: what is not over. */
export function OverridesSection({ schedule }: { schedule: Schedule }): ReactElement {
  const t = useT();
  const me = useMe();
  const [{ remove }, set] = useUrlState(SCHEDULE_SEARCH);
  const query = useQuery(overridesOf(schedule.slug));
  const removed = query.data?.items.find(({ id }) => id === remove);
  const may = (override: Override): boolean => mayTakeBack(me, schedule.territory, override);
  return (
    <section className="ls-section">
      <h2 id="overrides">{t('oncall:overrides.title')}</h2>
      <QueryView
        query={query}
        needs="schedule:read"
        errorTitle={t('oncall:overrides.failed')}
        skeleton={<TextSkeleton what={t('oncall:overrides.title')} lines={2} />}
      >
        {({ items }) =>
          items.length === 0 ? (
            <p className="ls-quiet ls-small">{t('oncall:overrides.none')}</p>
          ) : (
            <ul className={classes.turns} aria-labelledby="overrides">
              {items.map((one) => (
                <OverrideRow
                  key={one.id}
                  override={one}
                  onRemove={may(one) ? () => set({ remove: one.id }) : null}
                />
              ))}
            </ul>
          )
        }
      </QueryView>
      {removed && may(removed) && (
        <TakeBackDialog
          slug={schedule.slug}
          override={removed}
          onClose={() => set({ remove: null }, { replace: true })}
        />
      )}
    </section>
  );
}

function OverrideRow({
  override,
  onRemove,
}: {
  override: Override;
  /** null = may not */
  onRemove: (() => void) | null;
}): ReactElement {
  const t = useT();
  const { user, start, end, createdBy } = override;
  return (
    <li className={classes.turn}>
      <span className={classes.span}>
        <TimeText at={start} show="weekday" /> {t('common:dash')}{' '}
        <TimeText at={end} show="weekday" />
        <OwnTimes turn={override} />
      </span>
      <span>
        <OnCallPerson user={user} override={false} nobody="" />
        <span className={classes.layer}>
          {createdBy
            ? t('oncall:overrides.by', { name: createdBy.name })
            : t('oncall:overrides.byToken')}
        </span>
      </span>
      <span className={classes.actions}>
        {onRemove && (
          <button
            type="button"
            className={oncall.action}
            aria-label={t('oncall:overrides.removeOf', { name: user.name })}
            onClick={onRemove}
          >
            {t('oncall:overrides.remove')}
          </button>
        )}
      </span>
    </li>
  );
}
