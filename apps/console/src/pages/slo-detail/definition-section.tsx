import type { ReactElement } from 'react';
import type { SloDetail } from '../../api/contract-slo.js';
import { readCommand } from '../../components/slo/commands.js';
import { useT } from '../../i18n/use-t.js';
import { CopyText } from '../../ui/copy-text.js';
import { CodeBlock } from './code-block.js';
import { Section } from './section.js';

/** The document this SLO is made from. */
export function DefinitionSection({ slo }: { slo: SloDetail }): ReactElement {
  const t = useT();
  return (
    <Section
      title={t('slos:detail.definition.title')}
      tools={
        <div data-print="no">
          <CopyText text={readCommand(slo.slug)} />
        </div>
      }
    >
      <CodeBlock text={slo.yaml} label={t('slos:detail.definition.copy')} />
    </Section>
  );
}
