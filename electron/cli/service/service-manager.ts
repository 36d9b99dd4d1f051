import { join } from 'node:path';
import { configFolder, homeFolder } from '../data-folder.ts';
import {
  launchdLabel,
  launchdPlist,
  type ServiceRequest,
  scheduledTask,
  serviceName,
  systemdUnit,
} from './service-definition.ts';

/** How a system keeps a program running: the file that says it, and the commands around it. */
export interface ServicePlan {
  readonly file: string;
  readonly content: string;
  /** What else leads to the file once it was installed. */
  readonly links?: readonly string[];
  readonly encoding: 'utf8' | 'utf16le';
  readonly install: readonly (readonly string[])[];
  readonly uninstall: readonly (readonly string[])[];
  readonly status: readonly string[];
}

interface PlanDeps {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  /** Afterimage's own data: where a file goes that its system has no place for. */
  readonly dataFolder: string;
}

/** The plan for this system; null where it needs a home folder, and the environment names none. */
export function servicePlan(
  request: ServiceRequest,
  { platform, environment, dataFolder }: PlanDeps,
): ServicePlan | null {
  const name = serviceName(request.profile);
  if (platform === 'darwin') {
    const home = homeFolder(platform, environment);
    if (home === null) return null;
    const label = launchdLabel(request.profile);
    const file = join(home, 'Library', 'LaunchAgents', `${label}.plist`);
    return {
      ...{ file, content: launchdPlist(request), encoding: 'utf8' },
      install: [['launchctl', 'load', '-w', file]],
      uninstall: [['launchctl', 'unload', '-w', file]],
      status: ['launchctl', 'list', label],
    };
  }
  if (platform === 'win32') {
    const file = join(dataFolder, `${name}.xml`);
    return {
      ...{ file, content: `\ufeff${scheduledTask(request)}`, encoding: 'utf16le' },
      install: [
        ['schtasks', '/Create', '/F', '/TN', name, '/XML', file],
        ['schtasks', '/Run', '/TN', name],
      ],
      uninstall: [
        ['schtasks', '/End', '/TN', name],
        ['schtasks', '/Delete', '/F', '/TN', name],
      ],
      status: ['schtasks', '/Query', '/TN', name],
    };
  }
  const isOwn = request.user === null;
  const control = isOwn ? ['systemctl', '--user'] : ['systemctl'];
  const above = isOwn ? configFolder(platform, environment) : '/etc';
  if (above === null) return null;
  const units = join(above, 'systemd', isOwn ? 'user' : 'system');
  return {
    file: join(units, `${name}.service`),
    // Where no systemd answers, nobody else removes it.
    links: [join(units, isOwn ? 'default.target.wants' : 'multi-user.target.wants', `${name}.service`)],
    content: systemdUnit(request),
    encoding: 'utf8',
    install: [
      [...control, 'daemon-reload'],
      [...control, 'enable', '--now', `${name}.service`],
    ],
    uninstall: [[...control, 'disable', '--now', `${name}.service`]],
    status: [...control, 'status', '--no-pager', `${name}.service`],
  };
}
