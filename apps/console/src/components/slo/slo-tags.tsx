import type { ReactElement } from 'react';
import type { SloRow } from '../../api/contract-slo.js';
import { useT } from '../../i18n/use-t.js';
import { SampleTag } from '../../ui/sample-tag.js';
import { StatusShape } from '../../ui/status-shape.js';
import { Tag } from '../../ui/tag.js';
import { isLowVolume } from '../../api/nouns/objective.js';
import { useRulesText } from './use-rules-text.js';
import classes from './slo.module.css';

/** Whether the alert rules of an SLO are in force; nothing when they are. */
export function RulesTag({ rules }: { rules: SloRow['rules'] }): ReactElement | null {
  const t = useT();
  const says = useRulesText();
  if (rules.state === 'published') return null;
  const failed = rules.state === 'failed';
  return (
    <Tag
      title={
        failed
          ? t('slo-list:rules.failedHint', { message: says(rules.message) })
          : t('slo-list:rules.pendingHint')
      }
    >
      <span className={classes.tagMark}>
        <StatusShape tone={failed ? 'bad' : 'warn'} size={12} />
        {t(failed ? 'slo-list:rules.failed' : 'slo-list:rules.pending')}
      </span>
    </Tag>
  );
}

/** What must be known before reading an SLO's numbers: sample, rules not in force, too little traffic. */
export function SloTags({ row }: { row: SloRow }): ReactElement | null {
  const t = useT();
  const low = isLowVolume(row.reading);
  if (!row.sample && row.rules.state === 'published' && !low) return null;
  return (
    <span className={classes.tags}>
      {row.sample && <SampleTag />}
      <RulesTag rules={row.rules} />
      {low && <Tag title={t('slos:lowVolumeHint')}>{t('slos:lowVolume')}</Tag>}
    </span>
  );
}
