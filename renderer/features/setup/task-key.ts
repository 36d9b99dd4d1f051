import type { ConsoleTask, WantedApi } from './console-tasks.ts';

/** Where the texts of a task stand in the catalogues: those of the API's page differ from API to API. */
export function taskKey(task: ConsoleTask, api: WantedApi) {
  return task === 'api' ? (`setup.client.apis.${api}` as const) : (`setup.client.tasks.${task}` as const);
}
