import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useT } from '../i18n/use-t.js';
import { FormNotice } from '../ui/form-notice.js';
import { diffJson, showJson } from '../util/diff.js';
import classes from './slo-form.module.css';

interface Written {
  version: number;
  document: unknown;
}

export interface VersionConflictProps {
  mine: Written;
  theirs: Written;
  onTakeTheirs: () => void;
  onKeepMine: () => void;
}

/** Two people edited at once: shows where the documents differ and lets the person decide. Nothing is lost by reading. */
export function VersionConflict({
  mine,
  theirs,
  onTakeTheirs,
  onKeepMine,
}: VersionConflictProps): ReactElement {
  const t = useT();
  const differences = diffJson(theirs.document, mine.document);
  const shown = (value: unknown): string =>
    value === undefined || value === null ? t('slo-form:missing') : showJson(value);
  return (
    <FormNotice>
      <div className={classes.conflict}>
        <p>
          <strong>{t('slo-form:conflict', { theirs: theirs.version, mine: mine.version })}</strong>{' '}
          {t('slo-form:conflictChanged', { count: differences.length })}
        </p>
        {differences.length > 0 && (
          <table>
            <thead>
              <tr>
                <td />
                <th scope="col">{t('slo-form:theirs')}</th>
                <th scope="col">{t('slo-form:yours')}</th>
              </tr>
            </thead>
            <tbody>
              {differences.map(({ path, before, after }) => (
                <tr key={path}>
                  <th scope="row">
                    <code>{path}</code>
                  </th>
                  <td>{shown(before)}</td>
                  <td>{shown(after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <div className="ls-actions">
          <Button variant="default" onClick={onTakeTheirs}>
            {t('slo-form:takeTheirs')}
          </Button>
          <Button variant="default" onClick={onKeepMine}>
            {t('slo-form:keepMine')}
          </Button>
        </div>
      </div>
    </FormNotice>
  );
}
