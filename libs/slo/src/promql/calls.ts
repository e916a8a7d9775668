import { aggregationParameter, FUNCTIONS, GONE, LATER, typeName } from './functions.js';
import type { PromqlType, Signature } from './functions.js';
import { isLabel } from './labels.js';
import type { Patterns } from './regex.js';
import type { Term } from './term.js';
import type { Token } from './tokens.js';

/** What is wrong with a call, in Prometheus' words where it has some. */
export interface CallFault {
  readonly code: string;
  readonly says: string;
  readonly at: number;
}

function typeFault(
  arg: Term | undefined,
  type: PromqlType | undefined,
  context: string,
): CallFault | undefined {
  if (arg === undefined || type === undefined || arg.type === type) return undefined;
  const says = `expected type ${typeName(type)} in ${context}, got ${typeName(arg.type)}`;
  return { code: 'promql-type', says, at: arg.from };
}

function unknown({ text, from }: Token): CallFault {
  if (LATER.has(text)) {
    const says = `'${text}' needs a Prometheus newer than 2.42`;
    return { code: 'promql-too-new', says, at: from };
  }
  const says = GONE.has(text)
    ? `'${text}' is no more in Prometheus 3`
    : `unknown function with name "${text}"`;
  return { code: 'promql-syntax', says, at: from };
}

function countFault(name: string, signature: Signature, given: number): string | undefined {
  const { takes, optional, repeats } = signature;
  const least = takes.length - optional - (repeats ? 1 : 0);
  const asked = (count: string): string =>
    `expected ${count} argument(s) in call to "${name}", got ${given}`;
  if (given < least) return asked(optional > 0 || repeats ? `at least ${least}` : `${least}`);
  if (repeats || given <= takes.length) return undefined;
  return asked(optional > 0 ? `at most ${takes.length}` : `${takes.length}`);
}

/** What Prometheus finds at every evaluation only: a rule that fails for ever. */
function textFault(name: string, args: readonly Term[], patterns: Patterns): CallFault | undefined {
  const code = 'promql-type';
  const [, target, , , pattern] = args;
  if (name !== 'label_replace' && name !== 'label_join') return undefined;
  const labels = name === 'label_replace' ? [target] : [target, ...args.slice(3)];
  const odd = labels.find((one) => one !== undefined && !isLabel(one.value));
  if (odd !== undefined)
    return { code, says: `invalid label name in ${name}(): "${odd.value}"`, at: odd.from };
  if (name !== 'label_replace' || pattern === undefined) return undefined;
  const says = patterns.fault(pattern.value);
  return says === undefined
    ? undefined
    : { code: 'promql-regex', says: `the pattern of label_replace() ${says}`, at: pattern.from };
}

/** Holds the arguments of a call against the function's signature; gives the type of what it yields, too. */
export function callFault(
  name: Token,
  args: readonly Term[],
  patterns: Patterns,
): { readonly fault: CallFault | undefined; readonly type: PromqlType } {
  const signature = FUNCTIONS.get(name.text);
  if (signature === undefined) return { fault: unknown(name), type: 'vector' };
  const { takes, gives } = signature;
  const count = countFault(name.text, signature, args.length);
  if (count !== undefined)
    return { fault: { code: 'promql-type', says: count, at: name.from }, type: gives };
  const context = `call to function "${name.text}"`;
  const faults = args.map((arg, i) => typeFault(arg, takes[i] ?? takes.at(-1), context));
  return {
    fault: faults.find((fault) => fault !== undefined) ?? textFault(name.text, args, patterns),
    type: gives,
  };
}

/** What is wrong with an aggregation's arguments. */
export function aggregationFault(name: Token, args: readonly Term[]): CallFault | undefined {
  const parameter = aggregationParameter(name.text);
  const wanted = parameter === undefined ? 1 : 2;
  const at = name.from;
  if (args.length === 0)
    return {
      code: 'promql-type',
      says: 'no arguments for aggregate expression provided',
      at,
    };
  if (args.length !== wanted) {
    const says = `wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${args.length}`;
    return { code: 'promql-type', says, at };
  }
  const first = args[0];
  if (name.text === 'count_values' && first?.type === 'string' && !isLabel(first.value))
    return { code: 'promql-type', says: `invalid label name "${first.value}"`, at: first.from };
  return (
    typeFault(args.at(-1), 'vector', 'aggregation expression') ??
    (parameter === undefined ? undefined : typeFault(first, parameter, 'aggregation parameter'))
  );
}
