import { useClipboard } from '@mantine/hooks';
import type { ReactElement } from 'react';
import { useT } from '../i18n/use-t.js';
import classes from './copy-text.module.css';

/** Monospace text with a copy button that says when it has copied: commands, ids, links, tokens. */
export function CopyText({
  text,
  label,
  shown,
}: {
  text: string;
  label?: string;
  shown?: string;
}): ReactElement {
  const t = useT();
  const clipboard = useClipboard({ timeout: 1500 });
  return (
    <span className={classes.copy}>
      <code className={classes.code} tabIndex={0}>
        {shown ?? text}
      </code>
      <button
        type="button"
        className={classes.button}
        onClick={() => clipboard.copy(text)}
        aria-label={label ?? `${t('common:copy')}: ${text}`}
        data-print="no"
      >
        <span aria-live="polite">{clipboard.copied ? t('common:copied') : t('common:copy')}</span>
      </button>
    </span>
  );
}
