/* What the system is given to run the daemon: a unit of systemd, a plist of launchd, a scheduled task of Windows. */

/** What a service is made from. */
export interface ServiceRequest {
  /** The program with its arguments, each as it is passed. */
  readonly command: readonly string[];
  /** Null for the only one. */
  readonly profile: string | null;
  /** Of a unit for the whole system: who it runs as; null for a person's own. */
  readonly user: string | null;
  /** What the program finds in its environment. Tasks of Windows have the variables of their account instead. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** One name per profile, so that several can run side by side. */
export function serviceName(profile: string | null): string {
  return profile === null ? 'afterimage' : `afterimage-${profile.replaceAll(/[^\w.-]/gu, '_')}`;
}

/** A unit of systemd; as a person's own, or for the whole system. */
export function systemdUnit({ command, profile, user, variables = {} }: ServiceRequest): string {
  const whose = profile === null ? '' : ` (${profile.replaceAll(/\s/gu, ' ').replaceAll('%', '%%')})`;
  const environment = Object.entries(variables).map(
    ([name, value]) => `Environment=${systemdText(`${name}=${value}`)}\n`,
  );
  return `[Unit]
Description=Afterimage keeps a copy of Google Photos${whose}
Wants=network-online.target
After=network-online.target

[Service]
Type=exec
${environment.join('')}ExecStart=${command.map(systemdWord).join(' ')}
Restart=on-failure
RestartSec=30
TimeoutStopSec=30
Nice=10
IOSchedulingClass=idle
UMask=0077
NoNewPrivileges=yes
${user === null ? '' : `User=${user}\nProtectSystem=full\nPrivateTmp=yes\nProtectKernelTunables=yes\nProtectControlGroups=yes\n`}
[Install]
WantedBy=${user === null ? 'default.target' : 'multi-user.target'}
`;
}

/** A word of a command line: there, a dollar begins a variable. */
function systemdWord(word: string): string {
  return systemdText(word).replaceAll('$', '$$$$');
}

/** https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html#Quoting, and its specifiers. */
function systemdText(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%');
  return `"${escaped.replaceAll('\n', '\\n').replaceAll('\r', '\\r')}"`;
}

/** Is this word one of the command in the text of a service, whichever system it is for? */
export function namesWord(text: string, word: string): boolean {
  return [systemdWord(word), `<string>${inXml(word)}</string>`, ` ${inXml(windowsWord(word))}`].some((one) =>
    text.includes(one),
  );
}

/** A launch agent of macOS. */
export function launchdPlist({ command, profile, variables = {} }: ServiceRequest): string {
  const environment = Object.entries(variables).flatMap(([name, value]) => [
    `    <key>${inXml(name)}</key>`,
    `    <string>${inXml(value)}</string>`,
  ]);
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>${launchdLabel(profile)}</string>
  <key>ProgramArguments</key>
  <array>
${command.map((word) => `    <string>${inXml(word)}</string>`).join('\n')}
  </array>
${environment.length === 0 ? '' : `  <key>EnvironmentVariables</key>\n  <dict>\n${environment.join('\n')}\n  </dict>\n`}  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <dict>
    <key>SuccessfulExit</key>
    <false/>
  </dict>
  <key>ThrottleInterval</key>
  <integer>30</integer>
  <key>ProcessType</key>
  <string>Background</string>
  <key>ExitTimeOut</key>
  <integer>30</integer>
</dict>
</plist>
`;
}

/** How launchd calls it. */
export function launchdLabel(profile: string | null): string {
  return `app.${serviceName(profile)}`;
}

/** A task of the Task Scheduler of Windows: from logon on, again when it fails. */
export function scheduledTask({ command, profile }: ServiceRequest): string {
  const [program = '', ...args] = command;
  const line = args.map(windowsWord).join(' ');
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Afterimage keeps a copy of Google Photos${profile === null ? '' : ` (${inXml(profile)})`}</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger>
      <Enabled>true</Enabled>
    </LogonTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Priority>8</Priority>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>255</Count>
    </RestartOnFailure>
  </Settings>
  <Actions>
    <Exec>
      <Command>${inXml(program)}</Command>
      <Arguments>${inXml(line)}</Arguments>
    </Exec>
  </Actions>
</Task>
`;
}

/** As CommandLineToArgvW reads it: backslashes count only before a quotation mark. */
function windowsWord(word: string): string {
  if (/^[\w@%+=:,.\\/-]+$/u.test(word)) return word;
  return `"${word.replaceAll(/(\\*)"/gu, '$1$1\\"').replace(/\\+$/u, '$&$&')}"`;
}

function inXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
