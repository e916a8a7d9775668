import { nameOf, type Call, type Command } from '../command.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { optionsOf } from '../parse.js';

const unique = (words: readonly string[]): string => [...new Set(words)].join(' ');

function flags(command: Command): string {
  return unique(
    optionsOf(command).flatMap(({ name, short }) => [`--${name}`, ...(short ? [`-${short}`] : [])]),
  );
}

/** What completes the word after an option. */
function valueCases(command: Command): string[] {
  const name = nameOf(command);
  const choices = optionsOf(command).flatMap((option) =>
    option.choices
      ? [`    "${name}:--${option.name}") words="${option.choices.join(' ')}" ;;`]
      : [],
  );
  if (command.formats.length > 0)
    choices.push(`    "${name}:-o"|"${name}:--output") words="${command.formats.join(' ')}" ;;`);
  if (command.options.some(({ name: option }) => option === 'file'))
    choices.push(
      `    "${name}:-f"|"${name}:--file") COMPREPLY=($(compgen -f -- "$cur")); return ;;`,
    );
  return choices;
}

/** The completion script for bash, made from the same list of commands as the help. */
export function bashCompletion(commands: readonly Command[]): string {
  const nouns = unique(commands.map(({ noun }) => noun));
  const verbs = commands.filter(({ verb }) => verb !== null);
  const verbCases = [...new Set(verbs.map(({ noun }) => noun))].map(
    (noun) =>
      `    "${noun}") words="${unique(verbs.filter((command) => command.noun === noun).map(({ verb }) => verb ?? ''))}" ;;`,
  );
  const flagCases = commands.map(
    (command) => `    "${nameOf(command)}") words="${flags(command)}" ;;`,
  );
  const slugs = commands
    .filter(({ operands }) => operands.some(({ completes }) => completes === 'slo'))
    .map((command) => `"${nameOf(command)}"`);
  const withValue = unique(
    commands
      .flatMap(optionsOf)
      .flatMap(({ name, short, value }) =>
        value === undefined ? [] : [`--${name}`, ...(short ? [`-${short}`] : [])],
      ),
  );
  return `# bash completion for leitstand: source <(leitstand completion bash)
_leitstand() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words="" said=() word value=""
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [[ -n $value ]]; then value=""
    elif [[ " ${withValue} " == *" $word "* ]]; then value=1
    elif [[ $word != -* ]]; then said+=("$word"); fi
  done
  local noun="\${said[0]}" name="\${said[0]}"
  case " ${unique(verbs.map(({ noun }) => noun))} " in *" $noun "*) [[ -n \${said[1]} ]] && name="$noun \${said[1]}" ;; esac
  case "$name:$previous" in
${commands.flatMap(valueCases).join('\n')}
  esac
  if [[ -z $words && $cur == -* ]]; then case "$name" in
${flagCases.join('\n')}
  esac
  elif [[ -z $words && -z $noun ]]; then words="${nouns}"
  elif [[ -z $words && "$name" == "$noun" ]]; then case "$noun" in
${verbCases.join('\n')}
  esac
  elif [[ -z $words ]]; then case "$name" in
    ${slugs.join('|')}) words="$("\${COMP_WORDS[0]}" slo list -q --no-input 2>/dev/null)" ;;
  esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -F _leitstand leitstand
`;
}

function run(call: Call): Promise<ExitCode> {
  call.terminal.data(bashCompletion(call.commands));
  return Promise.resolve(EXIT.OK);
}

export const completionBash: Command = {
  noun: 'completion',
  verb: 'bash',
  summary: 'Completion script for bash',
  operands: [],
  options: [],
  formats: [],
  notes: ['Use it with: source <(leitstand completion bash)'],
  run,
};
