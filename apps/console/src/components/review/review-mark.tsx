import type { ReactElement } from 'react';
import type { Review } from '../../api/contract.js';
import { useT } from '../../i18n/use-t.js';
import { Tag } from '../../ui/tag.js';

/** How far a review is, in a word. */
export function ReviewMark({ state }: Pick<Review, 'state'>): ReactElement {
  const t = useT();
  return <Tag>{t(`reviews:state.${state}`)}</Tag>;
}
