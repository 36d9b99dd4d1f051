import { type CommandDefinition, completeCommand, type OptionDefinition } from './definition.ts';

/** The completion of fish. */
export function fishCompletion(commands: readonly CommandDefinition[]): string {
  const paths = commands.slice(1).map(({ words }) => quoted(words.join(' ')));
  const globals = commands[0]?.options ?? [];
  const lines = commands.flatMap((command) => {
    const at = `-n ${quoted(`__afterimage_at ${quoted(command.words.join(' '))}`)}`;
    const members = command.members.map((name) => {
      const path = [...command.words, name].join(' ');
      const about = commands.find(({ words }) => words.join(' ') === path)?.description ?? '';
      return `complete -c afterimage ${at} -f -a ${name} -d ${quoted(about)}`;
    });
    const values = (command.arguments[0]?.choices ?? []).map(
      (choice) => `complete -c afterimage ${at} -f -a ${choice}`,
    );
    const own = command.words.length === 0 ? [] : command.options.map((option) => optionLine(option, at));
    return [...members, ...values, ...own];
  });
  return `# fish completion for afterimage
function __afterimage_path
  set -l path
  for word in (commandline -opc)[2..-1]
    set -l next (string trim "$path $word")
    if contains -- $next ${paths.join(' ')}
      set path $next
    end
  end
  echo "$path"
end
function __afterimage_at
  test (__afterimage_path) = "$argv[1]"
end
${[...globals.map((option) => optionLine(option, '')), ...lines].join('\n')}
`;
}

function optionLine({ flags, description, takesValue, choices, lists }: OptionDefinition, at: string): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const values = lists === null ? choices.join(' ') : `(afterimage ${completeCommand} ${lists} 2>/dev/null)`;
  const value = takesValue ? (values === '' ? ' -r' : ` -x -a ${quoted(values)}`) : '';
  return `complete -c afterimage ${at} ${names.join(' ')}${value} -d ${quoted(description)}`.replaceAll('  ', ' ');
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
