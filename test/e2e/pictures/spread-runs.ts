import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const hour = 3_600_000;

/**
 * Moves the runs of a catalog back, six hours between two of them: what was made in a minute looks like the days that it
 * stands for. Durations stay. The app must not be running.
 */
export function spreadRuns(profile: string): void {
  const database = new DatabaseSync(catalogIn(profile));
  const runs = database.prepare('SELECT id, started_at, finished_at FROM run ORDER BY id DESC').all();
  const move = database.prepare('UPDATE run SET started_at = ?, finished_at = ?, active_at = ? WHERE id = ?');
  const latest = Date.now() - 1.4 * hour;
  for (const [index, { id, started_at, finished_at }] of runs.entries()) {
    const startedAt = latest - index * 6 * hour;
    const finishedAt = startedAt + Date.parse(String(finished_at)) - Date.parse(String(started_at));
    const end = new Date(finishedAt).toISOString();
    move.run(new Date(startedAt).toISOString(), end, end, Number(id));
  }
  database.close();
}

function catalogIn(profile: string): string {
  const file = readdirSync(profile, { recursive: true })
    .map(String)
    .find((name) => /catalog.*\.sqlite$/.test(name));
  if (file === undefined) throw new Error(`There is no catalog in ${profile}`);
  return join(profile, file);
}
