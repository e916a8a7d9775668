import type { ReactElement } from 'react';
import type { SystemComponent } from '../../api/contract.js';
import { COMPONENT_NAME, TITLED } from '../../components/component-words.js';
import { useTroubleText } from '../../components/use-trouble-text.js';
import { useT } from '../../i18n/use-t.js';
import { StatusMark } from '../../ui/status-mark.js';
import { TimeText } from '../../ui/time-text.js';
import classes from './now.module.css';

/** A component of the status that is down or degraded. */
export function DependencyItem({ component }: { component: SystemComponent }): ReactElement {
  const t = useT();
  const why = useTroubleText()(component);
  const name = t(COMPONENT_NAME[component.name]);
  const titled = component.detail ? TITLED[component.detail.code] : undefined;
  return (
    <li className={classes.item}>
      <span className={classes.state}>
        <StatusMark status={component.state === 'down' ? 'down' : 'degraded'} />
      </span>
      <span className={classes.what}>
        <strong>
          {titled
            ? t(titled)
            : t(
                component.state === 'down'
                  ? 'now:attention.dependencyDown'
                  : 'now:attention.dependencyDegraded',
                { component: name },
              )}
        </strong>
        {why && (
          <span className="ls-quiet" lang={why.lang}>
            {' '}
            {why.text}
          </span>
        )}
      </span>
      <span className={classes.left} />
      <span className={classes.when}>
        <TimeText at={component.since} show="both" />
      </span>
    </li>
  );
}
