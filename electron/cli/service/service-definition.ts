/** What a service is made from. */
export interface ServiceRequest {
  /** The program with its arguments, each as it is passed. */
  readonly command: readonly string[];
  /** Null for the only one. */
  readonly profile: string | null;
  /** Of a unit for the whole system: who it runs as; null for a person's own. */
  readonly user: string | null;
}

/** One name per profile, so that several can run side by side. */
export function serviceName(profile: string | null): string {
  return profile === null ? 'afterimage' : `afterimage-${profile.replaceAll(/[^\w.-]/gu, '_')}`;
}

/** A unit of systemd; as a person's own, or for the whole system. */
export function systemdUnit({ command, profile, user }: ServiceRequest): string {
  const whose = profile === null ? '' : ` (${profile})`;
  return `[Unit]
Description=Afterimage keeps a copy of Google Photos${whose}
Wants=network-online.target
After=network-online.target

[Service]
Type=exec
ExecStart=${command.map(systemdWord).join(' ')}
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

function systemdWord(word: string): string {
  const escaped = word.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%').replaceAll('$', '$$$$');
  return `"${escaped}"`;
}

/** Is this word one of the command in the text of a service, whichever system it is for? */
export function namesWord(text: string, word: string): boolean {
  return [systemdWord(word), `<string>${inXml(word)}</string>`, inXml(`"${word}"`), ` ${inXml(word)}`].some((one) =>
    text.includes(one),
  );
}

/** A launch agent of macOS. */
export function launchdPlist({ command, profile }: ServiceRequest): string {
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
  <key>RunAtLoad</key>
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
  const line = args.map((word) => (/^[\w@%+=:,.\\/-]+$/u.test(word) ? word : `"${word}"`)).join(' ');
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

function inXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
