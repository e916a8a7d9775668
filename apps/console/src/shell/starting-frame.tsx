import type { ReactElement } from 'react';
import { useT } from '../i18n/use-t.js';
import { Logo } from '../ui/logo.js';
import { SkeletonLine } from '../ui/skeleton.js';
import classes from './starting-frame.module.css';

/** The frame's geometry while the server has not yet said who is signed in. */
export function StartingFrame(): ReactElement {
  const t = useT();
  return (
    <div className={classes.frame}>
      <div className={classes.nav} aria-hidden="true">
        <Logo />
        {['52%', '38%', '58%', '44%', '50%'].map((width) => (
          <SkeletonLine key={width} width={width} />
        ))}
      </div>
      <main className={classes.main}>
        <p role="status" className="ls-quiet ls-small">
          {t('states:loading', { what: t('common:product') })}
        </p>
      </main>
    </div>
  );
}
