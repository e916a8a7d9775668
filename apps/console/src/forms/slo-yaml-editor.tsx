import { useId, useRef } from 'react';
import type { ReactElement } from 'react';
import { useT } from '../i18n/use-t.js';
import { StatusShape } from '../ui/status-shape.js';
import type { YamlProblem } from './slo-yaml.js';
import { useSloFaultText } from './use-slo-fault-text.js';
import classes from './slo-form.module.css';

export interface SloYamlEditorProps {
  text: string;
  problems: readonly YamlProblem[];
  advice: readonly YamlProblem[];
  /** whether its page warns of what the document reads, which is then not said to be complete */
  warned?: boolean;
  onChange: (text: string) => void;
}

/** Where a line begins in a text; lines count from 1. */
export function lineStart(text: string, line: number): number {
  let at = 0;
  for (let count = 1; count < line; count += 1) {
    const next = text.indexOf('\n', at);
    if (next === -1) return at;
    at = next + 1;
  }
  return at;
}

interface FaultListProps {
  title: string;
  faults: readonly YamlProblem[];
  onJump: (line: number) => void;
}

/** Faults beside the path and the line they are about; choosing one puts the caret there. */
function FaultList({ title, faults, onJump }: FaultListProps): ReactElement {
  const t = useT();
  const describe = useSloFaultText();
  return (
    <>
      <p className={classes.problemsTitle}>{title}</p>
      <ul className={classes.problems}>
        {faults.map(({ path, line, message, code }, index) => (
          <li key={`${path}${code}${index}`}>
            {line === null ? (
              <code>{path || t('slo-form:syntax')}</code>
            ) : (
              <button type="button" onClick={() => onJump(line)}>
                <code>{path || t('slo-form:syntax')}</code>{' '}
                <span>{t('slo-form:line', { line })}</span>
              </button>
            )}
            <span>{describe({ code, message })}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Verdict({
  problems,
  advice,
  warned,
  onJump,
}: Pick<SloYamlEditorProps, 'problems' | 'advice'> & { warned: boolean } & Pick<
    FaultListProps,
    'onJump'
  >): ReactElement {
  const t = useT();
  if (problems.length > 0)
    return (
      <FaultList
        title={t('slo-form:problems', { count: problems.length })}
        faults={problems}
        onJump={onJump}
      />
    );
  return (
    <>
      {advice.length === 0 && !warned && (
        <p className={classes.fine}>
          <StatusShape tone="ok" /> {t('slo-form:noProblems')}
        </p>
      )}
      {advice.length > 0 && (
        <FaultList
          title={t('slo-form:advice', { count: advice.length })}
          faults={advice}
          onJump={onJump}
        />
      )}
    </>
  );
}

/** A document as text, with line numbers, and its problems beside their paths. */
export function SloYamlEditor({
  text,
  problems,
  advice,
  warned = false,
  onChange,
}: SloYamlEditorProps): ReactElement {
  const t = useT();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const lines = text.split('\n').length;
  const wrong = new Set(problems.map(({ line }) => line));
  const jump = (line: number): void => {
    const at = lineStart(text, line);
    const end = text.indexOf('\n', at);
    field.current?.focus();
    field.current?.setSelectionRange(at, end === -1 ? text.length : end);
  };
  return (
    <div className={classes.editor}>
      <label htmlFor={id} className={classes.editorLabel}>
        {t('slo-form:yamlLabel')}
      </label>
      <div className={classes.sheet}>
        <div className={classes.numbers} aria-hidden="true">
          {Array.from({ length: lines }, (_, index) => (
            <span key={index} data-wrong={wrong.has(index + 1) || undefined}>
              {index + 1}
            </span>
          ))}
        </div>
        <textarea
          ref={field}
          id={id}
          className={classes.text}
          value={text}
          rows={lines}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          aria-describedby={`${id}-hint ${id}-problems`}
          aria-invalid={problems.length > 0 || undefined}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      </div>
      <p id={`${id}-hint`} className="ls-tiny ls-quiet">
        {t('slo-form:yamlHint')}
      </p>
      <div id={`${id}-problems`} role="status">
        <Verdict problems={problems} advice={advice} warned={warned} onJump={jump} />
      </div>
    </div>
  );
}
