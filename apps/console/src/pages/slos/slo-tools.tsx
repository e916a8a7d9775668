import type { ReactElement } from 'react';
import { SLO_TABLE, csv } from '#contract';
import type { SloRow } from '../../api/contract-slo.js';
import { useToast } from '../../hooks/use-toast.js';
import { useT } from '../../i18n/use-t.js';
import { downloadCsv } from '../../ui/download.js';
import { listCommand } from '../../components/slo/list-command.js';
import { DEFAULT_COLUMNS, SLO_COLUMNS } from '../../components/slo/slo-column-ids.js';
import type { ColumnId } from '../../components/slo/slo-column-ids.js';
import { ColumnsMenu, ExportMenu, ViewsMenu } from '../../components/list/list-menus.js';
import { viewOf } from '../../components/slo/slo-view.js';
import type { SloListState } from '../../components/slo/slo-view.js';
import menus from '../../components/list/list-menus.module.css';
import { savedViews } from '../../stores/saved-views.js';
import { paths } from '../../util/paths.js';
import classes from './slos.module.css';

const kept = savedViews('leitstand.sloViews');

export interface SloToolsProps {
  state: SloListState;
  /** The view in words; names it when it is kept. */
  words: string;
  /** What the filters leave, in the order on screen. */
  rows: readonly SloRow[];
  total: number;
  picked: ReadonlySet<string>;
  onColumns: (columns: readonly ColumnId[] | null) => void;
  onUnpick: () => void;
}

/** How many SLOs are shown or picked, and what can be done with them. */
export function SloTools({
  state,
  words,
  rows,
  total,
  picked,
  onColumns,
  onUnpick,
}: SloToolsProps): ReactElement {
  const t = useT();
  const toast = useToast();
  const chosen = rows.filter(({ slug }) => picked.has(slug));
  const save = (what: 'picked' | 'shown'): void =>
    downloadCsv('slos.csv', csv(SLO_TABLE, what === 'picked' ? chosen : rows));
  const copy = (text: string): void => {
    navigator.clipboard.writeText(text).then(
      () => toast(t('slo-list:export.copied', { text })),
      () => toast(t('slo-list:export.notCopied', { text })),
    );
  };
  const shown =
    rows.length === total
      ? t('slo-list:filters.shown', { shown: total })
      : t('slo-list:filters.shownOf', { shown: rows.length, total });
  return (
    <div className={classes.tools}>
      <span className={classes.shown} role="status">
        {chosen.length > 0
          ? t('slo-list:picked.count', { count: chosen.length, total: rows.length })
          : shown}
      </span>
      {chosen.length > 0 && (
        <button type="button" className={menus.menu} onClick={onUnpick}>
          {t('slo-list:picked.clear')}
        </button>
      )}
      <ViewsMenu
        noun="slo-list"
        list={paths.slos()}
        kept={kept}
        view={{ name: words, search: viewOf(state) }}
      />
      <span className="ls-wide-only">
        <ColumnsMenu
          noun="slo-list"
          columns={SLO_COLUMNS}
          shown={state.columns ?? DEFAULT_COLUMNS}
          name={(id) => t(`slos:column.${id}`)}
          onChange={onColumns}
        />
      </span>
      <ExportMenu
        noun="slo-list"
        picked={chosen.length}
        shown={rows.length}
        onCsv={save}
        onCommand={() => copy(listCommand(state))}
        onLink={() => copy(location.href)}
      />
    </div>
  );
}
