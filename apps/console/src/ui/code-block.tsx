import { useClipboard } from '@mantine/hooks';
import type { ReactElement } from 'react';
import { useT } from '../i18n/use-t.js';
import classes from './code-block.module.css';

/** Code of several lines with a copy button that says when it has copied. */
export function CodeBlock({ text, label }: { text: string; label: string }): ReactElement {
  const t = useT();
  const clipboard = useClipboard({ timeout: 1500 });
  return (
    <div className={classes.code}>
      <pre tabIndex={0} aria-label={label}>
        <code>{text}</code>
      </pre>
      <button
        type="button"
        className={classes.copy}
        onClick={() => clipboard.copy(text)}
        aria-label={`${t('common:copy')}: ${label}`}
        data-print="no"
      >
        <span aria-live="polite">{clipboard.copied ? t('common:copied') : t('common:copy')}</span>
      </button>
    </div>
  );
}
