import { type CommandDefinition, completeCommand, type OptionDefinition, valueOptions } from './definition.ts';

/** The completion of zsh: to be put as _afterimage into a folder of $fpath, or to be sourced. */
export function zshCompletion(commands: readonly CommandDefinition[]): string {
  const globals = commands[0]?.options ?? [];
  const paths = commands.slice(1).map(({ words }) => `'${words.join(' ')}'`);
  return `#compdef afterimage
_afterimage() {
  local command_path='' next word prev="\${words[CURRENT-1]}"
  local -a candidates
  integer i
  for ((i = 2; i < CURRENT; i++)); do
    next="\${command_path:+$command_path }\${words[i]}"
    case "$next" in
      (${paths.join('|')}) command_path="$next" ;;
    esac
  done
  case "$prev" in
${valueOptions(commands).map(valueCase).join('\n')}
  esac
  case "$command_path" in
${commands.map((command) => `    ('${command.words.join(' ')}') candidates=(${candidatesOf(command, commands, globals).join(' ')}) ;;`).join('\n')}
  esac
  _describe -t commands 'afterimage' candidates
  [[ "\${words[CURRENT]}" == -* ]] || _files
}
if [[ "\${funcstack[1]}" == _afterimage ]]; then
  _afterimage "$@"
elif (( $+functions[compdef] )); then
  compdef _afterimage afterimage
fi
`;
}

function valueCase({ flags, choices, lists }: OptionDefinition): string {
  const listed = lists === null ? '' : `\${(f)"$(afterimage ${completeCommand} ${lists} 2>/dev/null)"}`;
  const values = lists === null ? choices.join(' ') : listed;
  const action = values === '' ? '_files' : `compadd -- ${values}`;
  return `    (${flags.join('|')}) ${action}; return ;;`;
}

function candidatesOf(
  command: CommandDefinition,
  commands: readonly CommandDefinition[],
  globals: readonly OptionDefinition[],
): readonly string[] {
  const members = command.members.map((name) => {
    const words = [...command.words, name].join(' ');
    return described(name, commands.find((one) => one.words.join(' ') === words)?.description ?? '');
  });
  const values = (command.arguments[0]?.choices ?? []).map((choice) => described(choice, ''));
  const options = command.words.length === 0 ? globals : [...command.options, ...globals];
  return [
    ...members,
    ...values,
    ...options.flatMap(({ flags, description }) => flags.map((flag) => described(flag, description))),
    described('--help', 'help for this command'),
  ];
}

function described(word: string, description: string): string {
  return `'${`${word.replaceAll(':', '\\:')}${description === '' ? '' : `:${description}`}`.replaceAll("'", "'\\''")}'`;
}
