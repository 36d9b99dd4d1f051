import { type CommandDefinition, completeCommand, valueOptions, wordsAfter } from './definition.ts';

/** The completion of PowerShell: to be run in the profile. */
export function powershellCompletion(commands: readonly CommandDefinition[]): string {
  const globals = commands[0]?.options ?? [];
  const entries = commands.map(
    (command) => `    ${quoted(command.words.join(' '))} = @(${listed(wordsAfter(command, globals))})`,
  );
  const values = valueOptions(commands).flatMap(({ flags, choices, lists }) => {
    const words = lists === null ? `@(${listed(choices)})` : `{ afterimage ${completeCommand} ${lists} 2>$null }`;
    return flags.map((flag) => `    ${quoted(flag)} = ${words}`);
  });
  return `# PowerShell completion for afterimage
Register-ArgumentCompleter -Native -CommandName afterimage -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $commands = @{
${entries.join('\n')}
  }
  $values = @{
${values.join('\n')}
  }
  $path = ''
  $previous = ''
  foreach ($element in $commandAst.CommandElements | Select-Object -Skip 1) {
    $word = $element.ToString()
    if ($element.Extent.EndOffset -ge $cursorPosition -and $word -eq $wordToComplete) { break }
    $next = "$path $word".Trim()
    if ($commands.ContainsKey($next)) { $path = $next }
    $previous = $word
  }
  $candidates = $commands[$path]
  if ($values.ContainsKey($previous)) {
    $candidates = $values[$previous]
    if ($candidates -is [scriptblock]) { $candidates = & $candidates }
  }
  $candidates | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}

function listed(words: readonly string[]): string {
  return words.map(quoted).join(', ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
