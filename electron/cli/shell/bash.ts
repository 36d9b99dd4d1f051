import { type CommandDefinition, completeCommand, valueOptions, wordsAfter } from './definition.ts';

/** The completion of bash. */
export function bashCompletion(commands: readonly CommandDefinition[]): string {
  const globals = commands[0]?.options ?? [];
  const paths = commands.slice(1).map(({ words }) => `"${words.join(' ')}"`);
  return `# bash completion for afterimage
_afterimage() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="" path="" next word i words=""
  ((COMP_CWORD > 0)) && prev="\${COMP_WORDS[COMP_CWORD-1]}"
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    next="\${path:+$path }$word"
    case "$next" in
      ${paths.join('|')}) path="$next" ;;
    esac
  done
  case "$prev" in
${valueCases(commands)}
  esac
  case "$path" in
${commands.map((command) => `    "${command.words.join(' ')}") words="${wordsAfter(command, globals).join(' ')}" ;;`).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
  [[ \${#COMPREPLY[@]} -eq 0 && "$cur" != -* ]] && COMPREPLY=($(compgen -f -- "$cur"))
  return 0
}
complete -o filenames -F _afterimage afterimage
`;
}

function valueCases(commands: readonly CommandDefinition[]): string {
  return valueOptions(commands)
    .map(({ flags, choices, lists }) => {
      const words = lists === null ? choices.join(' ') : `$(afterimage ${completeCommand} ${lists} 2>/dev/null)`;
      const generate = words === '' ? 'compgen -f' : `compgen -W "${words}"`;
      return `    ${flags.join('|')}) COMPREPLY=($(${generate} -- "$cur")); return 0 ;;`;
    })
    .join('\n');
}
