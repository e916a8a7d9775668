import type { ReactElement, ReactNode } from 'react';
import type { SloRow } from '../../api/contract-slo.js';
import { useCan } from '../../api/use-me.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { applyCommand } from '../../components/slo/commands.js';
import { CopyText } from '../../ui/copy-text.js';
import { paths } from '../../util/paths.js';
import type { Path } from '../../util/paths.js';
import classes from './now.module.css';

function Step({
  to,
  label,
  children,
}: {
  to: Path;
  label: string;
  children: ReactNode;
}): ReactElement {
  return (
    <li>
      <AppLink to={to} className="ls-link">
        {label}
      </AppLink>
      <span className="ls-small ls-quiet">{children}</span>
    </li>
  );
}

/** Where to go on from here; only what the person may do. */
export function GettingStarted({ rows }: { rows: readonly SloRow[] }): ReactElement {
  const t = useT();
  const headline = rows.find(({ slug }) => slug === 'shop-latency');
  const [writes, tokens, people] = [
    useCan('slo:write'),
    useCan('token:write'),
    useCan('user:write'),
  ];
  return (
    <section className={classes.card} aria-labelledby="start-title">
      <h2 id="start-title">{t('now:start.title')}</h2>
      <ul className={classes.steps}>
        {headline && (
          <Step
            to={paths.slo(headline.slug)}
            label={t('now:start.headline', { name: headline.name })}
          >
            {t('now:start.headlineText')}
          </Step>
        )}
        <Step to={paths.slos()} label={t('now:start.list')}>
          {t('now:start.listText')}
        </Step>
        {writes && (
          <Step to={paths.sloNew()} label={t('now:start.create')}>
            {t('now:start.createText')}
          </Step>
        )}
        {tokens && (
          <Step to={paths.settings('tokens')} label={t('now:start.token')}>
            {t('now:start.tokenText')}
          </Step>
        )}
        {people && (
          <Step to={paths.settings('people')} label={t('now:start.people')}>
            {t('now:start.peopleText')}
          </Step>
        )}
        <li>
          <span>{t('now:start.apply')}</span>
          <CopyText text={applyCommand('slo.yaml')} />
        </li>
      </ul>
    </section>
  );
}
