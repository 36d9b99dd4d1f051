import type { Command } from 'commander';
import { fidelities, type TakenReason, takenReasons } from '../../contract/models.ts';
import { ok } from '../../contract/result.ts';
import type { FileExplanation, ZoneReason } from '../../contract/takeout-models.ts';
import { zoneText } from '../../contract/zone-text.ts';
import type { OwnFile, OwnFileKind } from '../../engine/engine.ts';
import { type CommandRunner, endWith, endWithAnswer } from '../command.ts';
import type { ExitCode } from '../exit-codes.ts';
import { formatBytes } from '../format.ts';
import type { Session } from '../session.ts';

/** `explain`. */
export function addExplainCommand(program: Command, runner: CommandRunner): void {
  program
    .command('explain <file>')
    .description(
      'how a file of the backup came to be: its sidecar, its date and why, its albums, its sources; or what it is for',
    )
    .action((file: string, _flags: object, command: Command) =>
      runner.run(command, (session) => explain(session, file)),
    );
}

async function explain(session: Session, file: string): Promise<ExitCode> {
  const place = await session.knownDestination();
  if (!place.ok) return endWith(session, place.problem);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const own = await engine.value.explainOwn(place.value.destination, file);
  if (own.ok && own.value !== null) return endWithAnswer(session, ok(own.value), ownFileText);
  const explained = await engine.value.explain(place.value.destination, file);
  return endWithAnswer(session, explained, explanationText);
}

const ownFileWords: Readonly<Record<OwnFileKind, string>> = {
  checksums: 'the checksum list of all photos and videos, for sha256sum -c; written again after each change',
  identity: 'tells this backup folder from any other',
  stamp: 'which state the folder is in, and which computer left it',
  catalog: "a copy of Afterimage's catalog, by which another computer can adopt the folder",
  lock: 'keeps two programs from writing into the folder at once',
  'run-report': 'the report of a backup or import',
  proof: 'a proof of what the folder held, and when each file was read last',
  quarantined: 'what lay in the folder before the right content took its place; delete it when you do not need it',
  staging: 'a file on its way into the folder; removed when its backup is over',
  'album-folder': 'the folder of an album: a view of photos that lie below Photos',
  'album-text': 'what Google says about the album; written again as long as nobody changes it',
  own: "one of Afterimage's own files",
};

function ownFileText({ path, kind, of, sources }: OwnFile): string {
  const lines = [`file       ${path}`, `is         ${ownFileWords[kind]}`];
  if (of !== null) lines.push(`instead    ${of}`);
  for (const { stamp, part, path: entry } of sources) lines.push(`source     export ${stamp}, ${part}: ${entry}`);
  return lines.join('\n');
}

const takenWords: Readonly<Record<TakenReason, string>> = {
  exif: 'the file says so (EXIF)',
  quicktime: 'the film says so',
  sidecar: "Google's sidecar says so",
  api: "Google's API says so",
  'file-name': 'the file name says so',
  folder: 'only the year of its folder is known',
  none: 'nothing tells',
};

const zoneWords: Readonly<Record<ZoneReason, string>> = {
  place: 'zone of the place',
  exif: 'zone in the file',
  'camera-clock': "the camera's clock against UTC",
  neighbour: 'zone of the photo nearest in time',
  default: 'your own zone',
  none: 'zone unknown, shown in UTC',
};

function explanationText(found: FileExplanation): string {
  const { latitude, longitude, caption, people, albums, replaced } = found;
  const lines = [
    `file       ${found.path}`,
    `content    ${formatBytes(found.bytes)}, ${fidelityWords(found.fidelity)}, sha256 ${found.sha256}`,
    `taken      ${takenText(found)}`,
  ];
  if (latitude !== null && longitude !== null) lines.push(`place      ${latitude}, ${longitude}`);
  if (caption !== null) lines.push(`caption    ${caption}`);
  if (people.length > 0) lines.push(`people     ${people.join(', ')}`);
  if (found.favourite) lines.push('favourite  yes');
  if (found.archived) lines.push('archived   yes');
  if (found.partner) lines.push('partner    it came by partner sharing');
  lines.push(`albums     ${albums.length === 0 ? 'none' : albums.join(' · ')}`);
  for (const { source, account, filename, entry } of found.sources) {
    lines.push(`source     ${source}, ${account}: ${filename}`);
    if (entry === null) continue;
    lines.push(`           export ${entry.stamp}, ${entry.part}: ${entry.path}`);
    lines.push(`           sidecar ${entry.sidecar ?? 'none'} (${entry.confidence}): ${entry.reason}`);
  }
  for (const path of replaced) lines.push(`replaced   ${path}`);
  return lines.join('\n');
}

function takenText({ taken: { local, zoneMinutes, reason, zoneReason } }: FileExplanation): string {
  const why = takenReasons.find((candidate) => candidate === reason);
  const words = why === undefined ? reason : takenWords[why];
  if (local === null) return words;
  const zone = zoneMinutes === null ? '' : ` ${zoneText(zoneMinutes)}`;
  return `${local.replace('T', ' ')}${zone}: ${words}; ${zoneWords[zoneReason]}`;
}

function fidelityWords(fidelity: string | null): string {
  const known = fidelities.find((candidate) => candidate === fidelity);
  return known === 'original' ? 'the original' : known === 'api-copy' ? 'a copy from the API' : 'of unknown origin';
}
