import { INCIDENT_SEVERITIES } from '#contract';
import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { EscalationPolicy } from '../../api/contract.js';
import { simulationOf } from '../../api/policy-queries.js';
import { QueryView } from '../../components/query-view.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { useZone } from '../../hooks/use-zone.js';
import { useT } from '../../i18n/use-t.js';
import { TextSkeleton } from '../../ui/skeleton.js';
import { instantAt, wallOf } from '../../util/format/wall.js';
import classes from './policy.module.css';
import { POLICY_SEARCH } from './search.js';
import { SimulatedPages } from './simulated-pages.js';

/** Whom a policy would reach, by what and at which minute, for an incident of any time and severity. Its address can be passed on. */
export function Simulator({ policy }: { policy: EscalationPolicy }): ReactElement {
  const t = useT();
  const [{ at, severity: asked }, set] = useUrlState(POLICY_SEARCH);
  const severity = INCIDENT_SEVERITIES.find((one) => one === asked) ?? 'page';
  const query = useQuery(simulationOf(policy.slug, at, severity));
  return (
    <section className="ls-section">
      <h2>{t('policies:simulator.title')}</h2>
      <p className="ls-quiet ls-small">{t('policies:simulator.lead')}</p>
      <div className={classes.asked}>
        <Begin at={at} onChange={(next) => set({ at: next }, { replace: true })} />
        <NativeSelect
          label={t('policies:simulator.severity')}
          value={severity}
          data={INCIDENT_SEVERITIES.map((one) => ({
            value: one,
            label: t(`incidents:severity.${one}`),
          }))}
          onChange={({ currentTarget: { value } }) =>
            set({ severity: value === 'page' ? null : value }, { replace: true })
          }
        />
      </div>
      <QueryView
        query={query}
        needs="policy:read"
        errorTitle={t('policies:simulator.failed')}
        skeleton={<TextSkeleton what={t('policies:simulator.answer')} lines={4} />}
      >
        {(simulation) => <SimulatedPages policy={policy} simulation={simulation} />}
      </QueryView>
    </section>
  );
}

/** When the incident begins: a time of day on the clock of the page, or now. */
function Begin({
  at,
  onChange,
}: {
  at: string | null;
  onChange: (at: string | null) => void;
}): ReactElement {
  const t = useT();
  const { zone } = useZone();
  // A field of the browser has no text while only a part of it is filled; what was asked for before stays asked for.
  const [half, setHalf] = useState(false);
  return (
    <div className={classes.begin}>
      <TextInput
        type="datetime-local"
        label={t('policies:simulator.at')}
        description={t('policies:simulator.atHint', { zone })}
        error={half && t('policies:simulator.wrongTime')}
        value={at === null ? '' : wallOf(new Date(at), zone)}
        onChange={({ currentTarget: { value, validity } }) => {
          setHalf(validity.badInput);
          if (!validity.badInput) onChange(instantAt(value, zone)?.toISOString() ?? null);
        }}
      />
      {at !== null && (
        <button
          type="button"
          className="ls-text-button"
          onClick={() => {
            setHalf(false);
            onChange(null);
          }}
        >
          {t('policies:simulator.now')}
        </button>
      )}
    </div>
  );
}
