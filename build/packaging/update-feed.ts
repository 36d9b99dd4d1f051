/** Where the installed app looks for new versions. */
export interface UpdateFeed {
  readonly provider: 'github';
  readonly owner: string;
  readonly repo: string;
}

/**
 * The releases of the GitHub repository whose workflow builds the app (`GITHUB_REPOSITORY`); null elsewhere. So a fork
 * updates from its own releases, and what a person builds at home never replaces itself with somebody else's.
 */
export function updateFeed(environment: NodeJS.ProcessEnv): UpdateFeed | null {
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(environment['GITHUB_REPOSITORY'] ?? '') ?? [];
  return owner === undefined || repo === undefined ? null : { provider: 'github', owner, repo };
}

/** The feed as electron-updater reads it: `resources/app-update.yml`. JSON is YAML too. */
export function updateFeedFile(feed: UpdateFeed): string {
  return `${JSON.stringify({ ...feed, updaterCacheDirName: 'afterimage-updater' }, null, 2)}\n`;
}
