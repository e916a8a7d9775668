import type { ReactElement, ReactNode } from 'react';
import type { SloDetail } from '../../api/contract-slo.js';
import { BudgetBar, useLeftWords } from '../../components/slo/budget-left.js';
import { budgetTime } from '../../api/nouns/error-budget.js';
import { formatRate } from '../../components/slo/amounts.js';
import { formatLeft } from '../../util/format/left.js';
import { MeasuredUntil } from '../../components/slo/measured-until.js';
import { ObjectiveText } from '../../components/slo/objective-text.js';
import { PercentFigure } from '../../components/slo/percent-figure.js';
import {
  isLowVolume,
  orderedThresholds,
  sliDigits,
  thresholdQuantity,
} from '../../api/nouns/objective.js';
import { isBehind, noDateBy, runsOutAt } from '../../api/nouns/slo-state.js';
import { RunsOut } from '../../components/slo/runs-out.js';
import { useObjectivePieces, useWindowText } from '../../hooks/use-slo-text.js';
import { wholeShares } from '../../components/slo/whole-shares.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { formatDuration } from '../../util/format/duration.js';
import { formatNumber, formatPercent } from '../../util/format/number.js';
import { coverageDigits } from './coverage-digits.js';
import classes from './slo-detail.module.css';

function Tile({
  label,
  figure,
  children,
}: {
  label: string;
  figure: ReactNode;
  children: ReactNode;
}): ReactElement {
  return (
    <div className={classes.tile}>
      <h2 className={classes.tileLabel}>{label}</h2>
      <p className={classes.figure}>{figure}</p>
      <div className={classes.tileNotes}>{children}</div>
    </div>
  );
}

function Regimes({ slo }: { slo: SloDetail }): ReactElement | null {
  const t = useT();
  const language = useLanguage();
  const { objective, reading } = slo;
  if (objective.thresholds.length < 2) return null;
  const shares = reading?.regimes ?? [];
  const percents = wholeShares(shares.map(({ share }) => share));
  return (
    <ul className={classes.regimes}>
      {orderedThresholds(objective).map(({ regime, seconds }) => {
        const percent = percents[shares.findIndex(({ name }) => name === regime)];
        return (
          <li key={regime} data-now={reading?.regime === regime || undefined}>
            <span>
              {regime} &lt; {thresholdQuantity(seconds, language)}
            </span>
            <span>
              {percent !== undefined &&
                t('slo-detail:tile.regimeShare', {
                  share: formatPercent(percent / 100, language, 0),
                })}
            </span>
            <span>
              {reading?.regime === regime && <strong>{t('slo-detail:tile.regimeNow')}</strong>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function ObjectiveTile({ slo }: { slo: SloDetail }): ReactElement {
  const t = useT();
  const pieces = useObjectivePieces()(slo.objective);
  const windowText = useWindowText();
  const figure =
    pieces.length > 1 ? (
      <span className={classes.pieces}>
        <ObjectiveText objective={slo.objective} />
      </span>
    ) : (
      <PercentFigure text={pieces[0] ?? ''} />
    );
  return (
    <Tile label={t('slo-detail:tile.objective')} figure={figure}>
      <p>{windowText(slo.objective.window)}</p>
      <Regimes slo={slo} />
    </Tile>
  );
}

function SliTile({ slo }: { slo: SloDetail }): ReactElement {
  const t = useT();
  const language = useLanguage();
  const { reading, objective } = slo;
  const measured = reading !== null && reading.sli !== null;
  return (
    <Tile
      label={t('slo-detail:tile.sli')}
      figure={
        <PercentFigure
          text={
            measured ? formatPercent(reading.sli ?? 0, language, sliDigits(objective.target)) : '–'
          }
        />
      }
    >
      {measured ? (
        <>
          <p>
            {t('slo-detail:tile.goodOf', {
              good: formatNumber(reading.good, language),
              total: formatNumber(reading.total, language),
            })}
          </p>
          <p>
            {t('slo-detail:tile.coverage', {
              share: formatPercent(reading.coverage, language, coverageDigits(reading.coverage)),
            })}
            {reading.sampleShare > 0 && (
              <>
                ,{' '}
                {t('slo-detail:tile.sampleShare', {
                  share: formatPercent(
                    reading.sampleShare,
                    language,
                    coverageDigits(reading.sampleShare),
                  ),
                })}
              </>
            )}
          </p>
        </>
      ) : (
        <p>{t('slo-detail:tile.noData')}</p>
      )}
    </Tile>
  );
}

/** The budget as time in which everything fails, for those who think in minutes; nothing until the window is covered. */
function AsTime({ slo }: { slo: SloDetail }): ReactElement | null {
  const t = useT();
  const language = useLanguage();
  const time = budgetTime(slo);
  if (time === null) return null;
  return (
    <p>
      {t(time.left < 0 ? 'slo-detail:tile.timeOver' : 'slo-detail:tile.timeLeft', {
        amount: formatDuration(Math.abs(time.left), language),
        allowed: formatDuration(time.allowed, language),
      })}
    </p>
  );
}

function LeftTile({ slo }: { slo: SloDetail }): ReactElement {
  const t = useT();
  const language = useLanguage();
  const words = useLeftWords();
  const { reading, objective, subject } = slo;
  const left = reading?.budget.leftShare ?? null;
  const forecast = reading?.burn.forecast;
  const pace = {
    rate: formatRate(forecast?.rate ?? null, language),
    window: forecast?.window ?? '',
  };
  return (
    <Tile
      label={t('slo-detail:tile.left')}
      figure={
        left === null ? (
          '–'
        ) : (
          <>
            <PercentFigure text={formatLeft(left, language)} />{' '}
            <BudgetBar left={left} state={reading?.budget.state ?? 'no-data'} />
          </>
        )
      }
    >
      {reading && left !== null ? (
        <>
          {isBehind(reading) && (
            <p>
              <MeasuredUntil at={reading.asOf} />
            </p>
          )}
          <p>{words(reading.budget, subject.kind)}</p>
          <AsTime slo={slo} />
          {isLowVolume(reading) && <p>{t('slos:lowVolumeHint')}</p>}
          {runsOutAt(reading) !== null ? (
            <p>
              {t('slo-detail:tile.runsOut', pace)} <RunsOut reading={reading} inline />
            </p>
          ) : (
            left > 0 && <p>{t(`slo-detail:tile.${noDateBy(reading)}`, pace)}</p>
          )}
          <p className={classes.faint}>
            {t(
              objective.window.kind === 'rolling'
                ? 'slo-detail:tile.rollingNote'
                : 'slo-detail:tile.calendarNote',
            )}
          </p>
        </>
      ) : (
        <p>{t('slos:left.none')}</p>
      )}
    </Tile>
  );
}

/** What is promised, what was measured, what is left: three numbers, each beside what it is measured against. */
export function Tiles({ slo }: { slo: SloDetail }): ReactElement {
  return (
    <div className={classes.tiles}>
      <ObjectiveTile slo={slo} />
      <SliTile slo={slo} />
      <LeftTile slo={slo} />
    </div>
  );
}
