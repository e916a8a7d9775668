// The scripts ask the program itself what could come next (`completion words`), so that the three shells know the same. `leitstand`
// stands in them as it was typed, unquoted: an alias of that name is followed.

/** What stands for names of files, which the shell knows best. */
export const FILES = ':files';

const bash = `# bash completion for leitstand: source <(leitstand completion bash)
_leitstand() {
  local word about current="\${COMP_WORDS[COMP_CWORD]}"
  COMPREPLY=()
  while IFS=$'\\t' read -r word about; do
    if [[ $word == '${FILES}' ]]; then
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "\${current#=}")
    else
      COMPREPLY+=("$word")
    fi
  done < <(leitstand completion words -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _leitstand leitstand
`;

const zsh = `#compdef leitstand
# zsh completion for leitstand: source <(leitstand completion zsh), after compinit; or as _leitstand in a folder of $fpath
_leitstand() {
  local word about
  local -a found
  while IFS=$'\\t' read -r word about; do
    if [[ $word == '${FILES}' ]]; then
      compset -P '--*='
      _files
      return
    fi
    found+=("\${word//:/\\\\:}:$about")
  done < <(leitstand completion words -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  _describe -t leitstand 'leitstand' found
}
if [[ "\${funcstack[1]}" == _leitstand ]]; then
  _leitstand "$@"
else
  compdef _leitstand leitstand
fi
`;

const fish = `# fish completion for leitstand: leitstand completion fish | source
function __leitstand_words
    set -l said (commandline -opc)
    set -e said[1]
    set -l current (commandline -ct)
    for line in (leitstand completion words -- $said "$current" 2>/dev/null)
        if test "$line" = '${FILES}'
            set -l name (string match -r '^--[^=]+=' -- "$current")
            for path in (__fish_complete_path (string replace -r '^--[^=]+=' '' -- "$current"))
                printf '%s%s\\n' "$name" $path
            end
        else
            printf '%s\\n' $line
        end
    end
end
complete -c leitstand -f -a '(__leitstand_words)'
`;

/** The script for each shell there is one for. */
export const COMPLETION_SCRIPTS = { bash, zsh, fish } as const;
export type Shell = keyof typeof COMPLETION_SCRIPTS;
