import type { ReactElement } from 'react';
import type { SloDetail } from '../../api/contract-slo.js';
import { readCommand } from '../../components/slo/commands.js';
import { useZone } from '../../hooks/use-zone.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { CopyText } from '../../ui/copy-text.js';
import { formatNumber } from '../../util/format/number.js';
import { formatTime } from '../../util/format/time.js';
import { CodeBlock } from './code-block.js';
import { Section } from './section.js';

/** The document this SLO is made from. */
export function DefinitionSection({ slo }: { slo: SloDetail }): ReactElement {
  const t = useT();
  const language = useLanguage();
  const { zone } = useZone();
  return (
    <Section
      title={t('slos:detail.definition.title')}
      tools={
        <div data-print="no">
          <CopyText text={readCommand(slo.slug)} />
        </div>
      }
    >
      {slo.cost && (
        <p className="ls-small">
          {t(
            isUnknown(slo.cost) ? 'slos:detail.definition.gaveUp' : 'slos:detail.definition.cost',
            {
              samples: `${slo.cost.complete ? '' : '≥ '}${formatNumber(slo.cost.samples, language)}`,
              at: formatTime(new Date(slo.cost.measuredAt), zone, language, 'datetime'),
            },
          )}
        </p>
      )}
      <CodeBlock text={slo.yaml} label={t('slos:detail.definition.copy')} />
    </Section>
  );
}

/** Whether Prometheus gave up before it had read anything. */
function isUnknown({ complete, samples }: NonNullable<SloDetail['cost']>): boolean {
  return !complete && samples === 0;
}
