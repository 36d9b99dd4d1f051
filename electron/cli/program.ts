import { Command, CommanderError } from 'commander';
import { systemClock } from '../base/clock.ts';
import { ProblemError, problem, problemOf } from '../contract/problem.ts';
import { commandAdvice } from './advice.ts';
import { type CommandRunner, endWith } from './command.ts';
import { noFolderForLog, openCommandLog } from './command-log.ts';
import { addAccountCommands } from './commands/accounts.ts';
import { addAlbumCommands } from './commands/albums.ts';
import { addApiCommand } from './commands/api.ts';
import { addBackupCommand } from './commands/backup.ts';
import { addClientCommands } from './commands/client.ts';
import { addConfigCommands } from './commands/config.ts';
import { addDaemonCommand } from './commands/daemon.ts';
import { addDestinationCommands } from './commands/destination.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addDriveCommand } from './commands/drive.ts';
import { addExplainCommand } from './commands/explain.ts';
import { addExportsCommand } from './commands/exports.ts';
import { addHelpCommand } from './commands/help.ts';
import { addImportCommand } from './commands/import.ts';
import { addItemCommands } from './commands/items.ts';
import { addPickCommand } from './commands/pick.ts';
import { addResetCommand } from './commands/reset.ts';
import { addRestoreCommands } from './commands/restore.ts';
import { addServiceCommands } from './commands/service.ts';
import { addSharingCommands } from './commands/sharing.ts';
import { addShellCommands, versionRecord } from './commands/shell.ts';
import { addStatusCommand } from './commands/status.ts';
import { addVerifyCommand } from './commands/verify.ts';
import { defaultDataFolder, noHome } from './data-folder.ts';
import { emptyValue } from './empty-value.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { type GlobalOptions, globalOptions } from './global-options.ts';
import { addHelpTexts } from './help-texts.ts';
import { Invocation } from './invocation.ts';
import { type Outside, openSession } from './session.ts';
import { type Streams, Terminal } from './terminal.ts';
import { unreplacedHome } from './written-home.ts';

export interface CommandLineParts extends Outside {
  readonly streams: Streams;
  readonly version: string;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
}

/** What the definition of the commands needs to know. */
export type ProgramParts = Omit<CommandLineParts, 'signal'>;

/** Runs one command line and resolves to its exit code. */
export async function runCommandLine(args: readonly string[], parts: CommandLineParts): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.complete;
  const runner: CommandRunner = {
    run: async (command, work) => {
      const options = globalOptions(command, parts.environment);
      const invocation = invocationOf(command, args, options, parts);
      const advice = commandAdvice({ invocation, command: wordsOf(command).join(' '), now: systemClock.now });
      const terminal = new Terminal(parts.streams, { ...options, environment: parts.environment }, advice);
      const words = wordsOf(command).join(' ');
      const refused =
        emptyValue(command, words) ??
        (options.dataDir === '' ? noHome(parts.environment) : null) ??
        unreplacedHome(command, words, options) ??
        noFolderForLog(options);
      if (refused !== null) {
        exitCode = endWith({ terminal }, refused);
        return;
      }
      const { log, close } = await openCommandLog(options, terminal, systemClock.now);
      const { version, platform } = parts;
      log.info('command.started', { command: command.name(), version, platform, node: process.versions.node });
      try {
        const session = openSession(options, parts, { terminal, log, onStoreKept: () => invocation.storeKept() });
        exitCode = session.ok ? await work(session.value, parts.signal) : endWith({ terminal }, session.problem);
      } catch (thrown) {
        if (!(thrown instanceof ProblemError)) log.error('command.broke', { error: thrown });
        exitCode = endWith({ terminal }, problemOf(thrown));
      }
      log.info('command.ended', { exitCode });
      close();
    },
  };
  const program = createProgram(parts, runner);
  if (args.includes('--json')) {
    // The version is a record then, as that of the command; help is for people in any case.
    const record = `${JSON.stringify(versionRecord(parts.version))}\n`;
    const writeOut = (text: string) => parts.streams.out.write(text === `${parts.version}\n` ? record : text);
    program.configureOutput({ writeOut });
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    if (thrown.exitCode === 0) return exitCodes.complete;
    if (args.includes('--json')) {
      const detail = thrown.message.replace(/^error: /, '');
      parts.streams.out.write(`${JSON.stringify({ event: 'failed', problem: problem('usage', { detail }) })}\n`);
    }
    return exitCodes.usage;
  }
  return exitCode;
}

/** All commands with their options: what is parsed, and what help, completion and manual are made from. */
export function createProgram(parts: ProgramParts, runner: CommandRunner): Command {
  const program = newProgram(parts);
  program.commandsGroup('Set-up commands:');
  addClientCommands(program, runner);
  addAccountCommands(program, runner);
  addDestinationCommands(program, runner);
  addConfigCommands(program, runner);
  addResetCommand(program, runner, parts);
  program.commandsGroup('Backup commands:');
  addBackupCommand(program, runner);
  addPickCommand(program, runner);
  addImportCommand(program, runner);
  addDriveCommand(program, runner);
  addDaemonCommand(program, runner);
  addServiceCommands(program, runner, parts);
  program.commandsGroup('Proof commands:');
  addStatusCommand(program, runner);
  addVerifyCommand(program, runner);
  addExportsCommand(program, runner);
  addExplainCommand(program, runner);
  addDoctorCommand(program, runner);
  program.commandsGroup('Library commands:');
  addAlbumCommands(program, runner);
  addItemCommands(program, runner);
  addApiCommand(program, runner);
  program.commandsGroup('Restore commands:');
  addRestoreCommands(program, runner);
  addSharingCommands(program, runner);
  program.commandsGroup('Shell commands:');
  addHelpCommand(program, runner);
  addShellCommands(program, runner, parts.version);
  addHelpTexts(program);
  return program;
}

/** What carries this command's place into the commands that its texts name. */
function invocationOf(
  command: Command,
  args: readonly string[],
  { dataDir, profile, tokenStore, destination }: GlobalOptions,
  { environment, platform }: CommandLineParts,
): Invocation {
  const program = rootOf(command);
  const names = program.commands.map((command) => command.name());
  const invocation = new Invocation({ args, environment, platform }, names);
  const whenNamed = <T>(option: string, value: T): T | undefined =>
    program.getOptionValueSource(option) === 'cli' ? value : undefined;
  invocation.carry({
    dataDir: whenNamed('dataDir', dataDir),
    profile: whenNamed('profile', profile),
    tokenStore: whenNamed('tokenStore', tokenStore),
    // The folder that is chosen for all commands from here on is another one.
    destination: wordsOf(command).join(' ') === 'destination set' ? undefined : whenNamed('destination', destination),
  });
  return invocation;
}

function wordsOf(command: Command): readonly string[] {
  return command.parent === null ? [] : [...wordsOf(command.parent), command.name()];
}

function rootOf(command: Command): Command {
  return command.parent === null ? command : rootOf(command.parent);
}

function newProgram({ streams, environment, platform, developmentBuild, version }: ProgramParts): Command {
  const program = new Command('afterimage')
    .description('Keeps a complete, verifiable copy of your Google Photos on a disk of your own.')
    .version(version, '-V, --version', 'print the version')
    .option('--data-dir <path>', "Afterimage's own data", defaultDataFolder(platform, environment) ?? undefined)
    .option(
      '--token-store <store>',
      'keychain, memory or file:PATH (default: as at the last sign-in, else the keychain)',
    )
    .option('--profile <name>', 'an account, a folder and a schedule that were given this name')
    .option('--destination <path>', 'the backup folder of this one command')
    .option('--json', 'NDJSON on stdout, nothing else', false)
    .option('-q, --quiet', 'say only results and problems; nothing after a run that went well', false)
    .option('-v, --verbose', 'also say on stderr what happens to every item and request', false)
    .option('--log-file <path>', 'write that to a file, as lines of JSON without secrets')
    .option('--wait-lock <time>', 'wait so long, as 90s, 30m or 2h, while another run is using the folder')
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .showHelpAfterError('(afterimage --help lists the commands)')
    .configureOutput({
      writeOut: (text) => streams.out.write(text),
      writeErr: (text) => streams.err.write(text),
    });
  if (developmentBuild) {
    program
      .option('--google <url>', 'a simulated Google on 127.0.0.1 (development builds only)')
      .option('--time-scale <factor>', 'shortens every wait (development builds only)');
  }
  return program;
}
