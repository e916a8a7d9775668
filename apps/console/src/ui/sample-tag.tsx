import type { ReactElement } from 'react';
import { useT } from '../i18n/use-t.js';
import { Tag } from './tag.js';

/** Marks everything that came with the sample data. */
export function SampleTag(): ReactElement {
  const t = useT();
  return <Tag title={t('common:sampleHint')}>{t('common:sample')}</Tag>;
}
