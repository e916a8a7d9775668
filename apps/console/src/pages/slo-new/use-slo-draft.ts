import { useMemo, useRef, useState } from 'react';
import type { ApiError } from '../../api/api-error.js';
import { keptDraft, useDraftToKeep } from '../../forms/kept-slo-draft.js';
import {
  fieldOf,
  guidedDocument,
  startValues,
  withSubject,
} from '../../forms/slo-guided-values.js';
import type { GuidedValues } from '../../forms/slo-guided-values.js';
import { placeProblems, readYaml, toYaml } from '../../forms/slo-yaml.js';
import type { YamlProblem } from '../../forms/slo-yaml.js';
import { useSloFaultText } from '../../forms/use-slo-fault-text.js';
import { useSloSave } from '../../forms/use-slo-save.js';
import { useGo } from '../../hooks/use-go.js';
import { useToast } from '../../hooks/use-toast.js';
import { useT } from '../../i18n/use-t.js';
import { paths } from '../../util/paths.js';

/** A new SLO being written: answers of the form, or text once it was edited by hand. */
export interface SloDraft {
  values: GuidedValues;
  yaml: string;
  byHand: boolean;
  /** Whether leaving now would lose something. */
  dirty: () => boolean;
  /** Someone pressed the button; from then on the form shows what is missing. */
  tried: boolean;
  busy: boolean;
  slug: string;
  problems: YamlProblem[];
  advice: YamlProblem[];
  fieldErrors: Partial<Record<keyof GuidedValues, string>>;
  error: ApiError | null;
  setValues: (values: GuidedValues) => void;
  setYaml: (yaml: string) => void;
  startOver: () => void;
  submit: () => void;
}

/** The first problem of each field of the form, in words. */
function errorsOf(
  problems: readonly YamlProblem[],
  values: GuidedValues,
  describe: (problem: YamlProblem) => string,
): SloDraft['fieldErrors'] {
  const found: SloDraft['fieldErrors'] = {};
  for (const problem of problems) {
    const field = fieldOf(problem.path, values);
    if (field) found[field] ??= describe(problem);
  }
  return found;
}

/** What is typed: from the start, or what was there when somebody left for the subject that is needed. */
function useTyped(subject: string) {
  const [values, setValues] = useState(() => {
    const { values: before = startValues('') } = keptDraft() ?? {};
    return subject === '' ? before : withSubject(before, subject);
  });
  const [text, setText] = useState(() => keptDraft()?.text ?? null);
  useDraftToKeep(values, text);
  return { values, setValues, text, setText };
}

export function useSloDraft(subject: string): SloDraft {
  const t = useT();
  const go = useGo();
  const toast = useToast();
  const describe = useSloFaultText();
  const { busy, error, send, clear } = useSloSave();
  const { values, setValues, text, setText } = useTyped(subject);
  const [tried, setTried] = useState(false);
  const saved = useRef(false);
  const yaml = useMemo(() => text ?? toYaml(guidedDocument(values)), [text, values]);
  const read = useMemo(() => readYaml(yaml), [yaml]);
  const problems = useMemo(
    () =>
      read.problems.length > 0 ? read.problems : error ? placeProblems(yaml, error.fields) : [],
    [read, error, yaml],
  );
  const submit = (): void => {
    setTried(true);
    if (read.problems.length > 0 || read.name === null) return;
    void send(read.name, read.value, null).then((slo) => {
      if (!slo) return;
      saved.current = true;
      toast(t('slo-form:created', { name: slo.name }));
      go(paths.slo(slo.slug), {}, { replace: true }); // the way back leads past the empty form
    });
  };
  return {
    values,
    yaml,
    byHand: text !== null,
    tried,
    busy,
    slug: read.name ?? '',
    problems,
    advice: read.advice,
    error,
    submit,
    fieldErrors: tried ? errorsOf(problems, values, describe) : {},
    dirty: () =>
      !saved.current &&
      keptDraft() === null &&
      (text !== null || JSON.stringify(values) !== JSON.stringify(startValues(values.subject))),
    setValues: (next) => {
      clear();
      setValues(next);
    },
    setYaml: (next) => {
      clear();
      setText(next);
    },
    startOver: () => {
      clear();
      setText(null);
    },
  };
}
