import { createHash } from 'node:crypto';

/** The Google Cloud project that owns the client. */
export interface ProjectState {
  /** What Google answers for this client. */
  readonly client: 'ok' | 'deleted' | 'disabled';
  /** Publishing status Testing: new sign-ins end after 7 days. */
  readonly testing: boolean;
  /** Which APIs are enabled. */
  readonly apis: Readonly<Record<ProjectApi, boolean>>;
}

/** `picker` is the Google Picker API, which the consent page needs to let files be picked. */
export const projectApis = ['photoslibrary', 'photospicker', 'drive', 'picker'] as const;
type ProjectApi = (typeof projectApis)[number];

/** What may be changed; what is left out stays. */
export interface ProjectChange {
  readonly client?: ProjectState['client'] | undefined;
  readonly testing?: boolean | undefined;
  readonly apis?: Partial<Readonly<Record<ProjectApi, boolean | undefined>>> | undefined;
}

/** The client as the console's download button writes it. */
export interface DesktopClientFile {
  readonly installed: {
    readonly client_id: string;
    readonly project_id: string;
    readonly auth_uri: string;
    readonly token_uri: string;
    readonly auth_provider_x509_cert_url: string;
    readonly client_secret: string;
    readonly redirect_uris: readonly string[];
  };
}

export interface Project {
  /** Digits; the client ID begins with it. */
  readonly number: string;
  readonly clientFile: DesktopClientFile;
  readonly state: () => ProjectState;
  readonly change: (change: ProjectChange) => ProjectState;
}

/** A project whose number, client ID and secret depend on the seed alone, so that a restarted simulator knows them. */
export function createProject(options: { readonly seed: number; readonly testing: boolean }): Project {
  const digest = (purpose: string) => createHash('sha512').update(`${purpose} ${options.seed}`).digest();
  const number = `1${digits(digest('project number'), 11)}`;
  const letters = Array.from(digest('client').subarray(0, 32), (byte) => (byte % 32).toString(32)).join('');
  let state: ProjectState = {
    client: 'ok',
    testing: options.testing,
    apis: { photoslibrary: true, photospicker: true, drive: true, picker: true },
  };
  return {
    number,
    clientFile: {
      installed: {
        client_id: `${number}-${letters}.apps.googleusercontent.com`,
        project_id: `photo-copy-${digits(digest('project id'), 6)}`,
        auth_uri: 'https://accounts.google.com/o/oauth2/auth',
        token_uri: 'https://oauth2.googleapis.com/token',
        auth_provider_x509_cert_url: 'https://www.googleapis.com/oauth2/v1/certs',
        client_secret: `GOCSPX-${digest('secret').toString('base64url').slice(0, 28)}`,
        redirect_uris: ['http://localhost'],
      },
    },
    state: () => state,
    change: (change) => {
      state = {
        client: change.client ?? state.client,
        testing: change.testing ?? state.testing,
        apis: {
          photoslibrary: change.apis?.photoslibrary ?? state.apis.photoslibrary,
          photospicker: change.apis?.photospicker ?? state.apis.photospicker,
          drive: change.apis?.drive ?? state.apis.drive,
          picker: change.apis?.picker ?? state.apis.picker,
        },
      };
      return state;
    },
  };
}

/** `count` decimal digits drawn from random bytes. */
export function digits(bytes: Uint8Array, count: number): string {
  return Array.from(bytes.subarray(0, count), (byte) => String(byte % 10)).join('');
}
