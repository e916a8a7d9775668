import type { ReactElement } from 'react';
import type { ActionItem } from '../../api/contract.js';
import { mayIn } from '../../api/nouns/authority.js';
import { useMe } from '../../api/use-me.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { Tag } from '../../ui/tag.js';
import { formatTime } from '../../util/format/time.js';
import { paths } from '../../util/paths.js';
import classes from './review.module.css';

/** What is to be done, each with whoever sees to it and until when. */
export function ItemList({
  items,
  label,
  withIncident,
  onChange,
}: {
  items: readonly ActionItem[];
  label: string;
  /** whether each says after which incident it is to be done */
  withIncident: boolean;
  onChange: (item: ActionItem) => void;
}): ReactElement {
  return (
    <ul className={classes.items} aria-label={label}>
      {items.map((item) => (
        <Item key={item.id} item={item} withIncident={withIncident} onChange={onChange} />
      ))}
    </ul>
  );
}

function Item({
  item,
  withIncident,
  onChange,
}: {
  item: ActionItem;
  withIncident: boolean;
  onChange: (item: ActionItem) => void;
}): ReactElement {
  const t = useT();
  const language = useLanguage();
  const me = useMe();
  const { title, owner, due, overdue, link, state, reason, incident, territory } = item;
  return (
    <li className={classes.item}>
      <span className={classes.itemTitle}>
        {link === null ? (
          title
        ) : (
          <a href={link} className="ls-link" rel="noreferrer" target="_blank">
            {title}
          </a>
        )}
      </span>
      <span className={classes.itemFacts}>
        <Tag>{t(`reviews:itemState.${state}`)}</Tag>
        <span>{owner?.name ?? <span className="ls-quiet">{t('reviews:item.nobody')}</span>}</span>
        {due !== null && (
          <span className={overdue ? classes.overdue : undefined}>
            {t(overdue ? 'reviews:item.overdueOn' : 'reviews:item.dueOn', {
              day: formatTime(new Date(`${due}T12:00:00Z`), 'UTC', language, 'date'),
            })}
          </span>
        )}
        {withIncident && (
          <AppLink to={paths.review(incident.name)} className="ls-link">
            {incident.name}
          </AppLink>
        )}
        {mayIn(me, 'incident:respond', [territory]) && (
          <button
            type="button"
            className="ls-text-button"
            data-print="no"
            aria-label={t('reviews:item.changeOf', { title })}
            onClick={() => onChange(item)}
          >
            {t('reviews:item.open')}
          </button>
        )}
      </span>
      {reason !== null && <span className="ls-quiet">{reason}</span>}
    </li>
  );
}
