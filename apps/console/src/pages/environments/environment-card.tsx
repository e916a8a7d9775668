import type { ReactElement } from 'react';
import type { Environment } from '../../api/contract.js';
import type { MessageKey } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import { SampleTag } from '../../ui/sample-tag.js';
import type { EnvironmentActions } from './environment-columns.js';
import { EnvironmentButtons } from './environment-columns.js';
import classes from './environments-page.module.css';

const FACTS: readonly (readonly [MessageKey, 'availability' | 'access' | 'owner' | 'territory'])[] =
  [
    ['environments:column.availability', 'availability'],
    ['environments:column.access', 'access'],
    ['environments:column.owner', 'owner'],
    ['environments:column.territory', 'territory'],
  ];

/** An environment on a phone. */
export function EnvironmentCard({
  environment,
  actions,
}: {
  environment: Environment;
  actions: EnvironmentActions | null;
}): ReactElement {
  const t = useT();
  return (
    <div className={classes.card}>
      <span className={classes.name}>
        {environment.name}
        {environment.sample && <SampleTag />}
      </span>
      {environment.purpose && <span className="ls-quiet ls-small">{environment.purpose}</span>}
      <dl className={classes.facts}>
        {FACTS.map(([label, key]) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>{t(label)}</dt>
            <dd>{environment[key] || t('common:dash')}</dd>
          </div>
        ))}
      </dl>
      {actions && <EnvironmentButtons environment={environment} actions={actions} />}
    </div>
  );
}
