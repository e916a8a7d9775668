import type { ReactElement, ReactNode } from 'react';
import type { SloRow } from '../../api/contract-slo.js';
import { useCan } from '../../api/use-me.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { applyCommand } from '../../components/slo/commands.js';
import { CopyText } from '../../ui/copy-text.js';
import { paths } from '../../util/paths.js';
import type { Path } from '../../util/paths.js';
import type { Search } from '../../util/search.js';
import classes from './now.module.css';

function Step({
  to,
  search,
  label,
  children,
}: {
  to: Path;
  search?: Search;
  label: string;
  children: ReactNode;
}): ReactElement {
  return (
    <li>
      <AppLink to={to} search={search} className="ls-link ls-target">
        {label}
      </AppLink>
      <span className="ls-small ls-quiet">{children}</span>
    </li>
  );
}

/** Where to go on from here; only what the person may do. Without any SLO that begins with what one is about. */
export function GettingStarted({ rows }: { rows: readonly SloRow[] | undefined }): ReactElement {
  const t = useT();
  const headline = rows?.find(({ slug }) => slug === 'shop-latency');
  const none = rows?.length === 0;
  const [territories, subjects, writes, tokens, people] = [
    useCan('territory:write'),
    useCan('subject:write'),
    useCan('slo:write'),
    useCan('token:write'),
    useCan('user:write'),
  ];
  return (
    <section className={classes.card} aria-labelledby="start-title">
      <h2 id="start-title">{t('now:start')}</h2>
      <ul className={classes.steps}>
        {headline && (
          <Step
            to={paths.slo(headline.slug)}
            label={t('getting-started:headline', { name: headline.name })}
          >
            {t('getting-started:headlineText')}
          </Step>
        )}
        {!none && (
          <Step to={paths.slos()} label={t('getting-started:list')}>
            {t('getting-started:listText')}
          </Step>
        )}
        {none && territories && (
          <Step to={paths.settings('territories')} label={t('getting-started:territories')}>
            {t('getting-started:territoriesText')}
          </Step>
        )}
        {none && subjects && (
          <Step
            to={paths.subjectNew()}
            search={{ for: 'slo' }}
            label={t('getting-started:subject')}
          >
            {t('getting-started:subjectText')}
          </Step>
        )}
        {writes && (
          <Step to={paths.sloNew()} label={t('getting-started:create')}>
            {t('getting-started:createText')}
          </Step>
        )}
        {tokens && (
          <Step to={paths.settings('tokens')} label={t('getting-started:token')}>
            {t('getting-started:tokenText')}
          </Step>
        )}
        {people && (
          <Step to={paths.settings('people')} label={t('getting-started:people')}>
            {t('getting-started:peopleText')}
          </Step>
        )}
        <li>
          <span>{t('getting-started:apply')}</span>
          <CopyText text={applyCommand('slo.yaml')} />
        </li>
      </ul>
    </section>
  );
}
