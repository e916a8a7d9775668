import { Button, SegmentedControl, Switch } from '@mantine/core';
import type { ReactElement } from 'react';
import { asApiError } from '../../api/api-error.js';
import type { SampleSwitches } from '../../api/contract.js';
import type { SloRow } from '../../api/contract-slo.js';
import { useProblemText } from '../../hooks/use-problem-text.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { FormNotice } from '../../ui/form-notice.js';
import { SampleTag } from '../../ui/sample-tag.js';
import { formatNumber } from '../../util/format/number.js';
import { paths } from '../../util/paths.js';
import { BURN_ERRORS, BURN_SLOWNESS, showcase } from './sample-forecast.js';
import { SampleConsequences } from './sample-consequences.js';
import { useSample } from './use-sample.js';
import type { Switches } from './use-sample.js';
import classes from './now.module.css';

function Controls({
  now,
  busy,
  onSet,
}: {
  now: SampleSwitches;
  busy: boolean;
  onSet: (change: Partial<Switches>) => void;
}): ReactElement {
  const t = useT();
  return (
    <div className={classes.controls}>
      <div className={classes.control}>
        <span id="sample-load">{t('sample:card.load')}</span>
        <SegmentedControl
          size="xs"
          aria-labelledby="sample-load"
          value={now.load}
          disabled={busy}
          onChange={(value) => onSet({ load: value === 'peak' ? 'peak' : 'normal' })}
          data={[
            { value: 'normal', label: t('sample:card.normal') },
            { value: 'peak', label: t('sample:card.peak') },
          ]}
        />
      </div>
      <Switch
        className={classes.control}
        labelPosition="left"
        label={t('sample:card.errorsOn')}
        checked={now.errors > 0}
        disabled={busy}
        onChange={({ currentTarget }) => onSet({ errors: currentTarget.checked ? BURN_ERRORS : 0 })}
      />
      <Switch
        className={classes.control}
        labelPosition="left"
        label={t('sample:card.slownessOn')}
        checked={now.slowness > 0}
        disabled={busy}
        onChange={({ currentTarget }) =>
          onSet({ slowness: currentTarget.checked ? BURN_SLOWNESS : 0 })
        }
      />
    </div>
  );
}

/** Whether the sample service itself is away. When nothing answers at all, the bar above the page says so. */
function isOfSample(error: unknown): boolean {
  return error !== null && asApiError(error).code === 'dependency-unavailable';
}

/** The real sample shop with its fault switches: break it, and see what follows and when. */
export function SampleCard({ rows }: { rows: readonly SloRow[] }): ReactElement | null {
  const t = useT();
  const language = useLanguage();
  const describe = useProblemText();
  const { query, set } = useSample();
  if (query.error !== null && asApiError(query.error).status === 404) return null;
  const now = query.data;
  const burning = now !== undefined && (now.errors > 0 || now.slowness > 0);
  const change = (part: Partial<Switches>): void => {
    if (now) set.mutate({ load: now.load, errors: now.errors, slowness: now.slowness, ...part });
  };
  return (
    <section className={classes.card} aria-labelledby="sample-title">
      <div className={classes.cardHead}>
        <h2 id="sample-title">{t('sample:card.title')}</h2>
        <SampleTag />
      </div>
      <p className="ls-small ls-quiet">{t('sample:card.lead')}</p>
      {isOfSample(query.error) && (
        <FormNotice tone="warn">{t('sample:card.failedLoad')}</FormNotice>
      )}
      {now && (
        <>
          <Controls now={now} busy={set.isPending} onSet={change} />
          <Button
            variant={burning ? 'default' : 'filled'}
            loading={set.isPending}
            fullWidth
            onClick={() => change(burning ? { errors: 0, slowness: 0 } : { errors: BURN_ERRORS })}
          >
            {t(burning ? 'sample:card.stop' : 'sample:card.burn')}
          </Button>
          <div aria-live="polite">
            <SampleConsequences
              now={now}
              errors={showcase(rows, 'ratio')}
              slow={showcase(rows, 'latency')}
            />
          </div>
          {set.error !== null && (
            <FormNotice>
              {t('sample:card.failed', { reason: describe(asApiError(set.error)) })}
            </FormNotice>
          )}
          <AppLink to={paths.sampleMailbox()} className="ls-link ls-small">
            {t('sample:card.mailbox')}
          </AppLink>
          <p className="ls-tiny ls-quiet ls-num">
            {t('sample:card.totals', {
              requests: formatNumber(now.totals.requests, language),
              errors: formatNumber(now.totals.errors, language),
              slow: formatNumber(now.totals.slow, language),
            })}
          </p>
        </>
      )}
    </section>
  );
}
