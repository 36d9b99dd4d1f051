import type { PickerState } from '../../../electron/contract/models.ts';
import { ok } from '../../../electron/contract/result.ts';
import { type Capability, capabilityScopes } from '../../../electron/contract/scopes.ts';
import type { RememberedSession } from '../../../electron/engine/catalog/runs/picker-sessions.ts';
import { createPhotosPicker, type PhotosPicker } from '../../../electron/engine/google/photos-picker.ts';
import type { Choice } from '../../../electron/engine/sources/picker/picker-parts.ts';
import { createPickerSource } from '../../../electron/engine/sources/picker/picker-source.ts';
import type { SessionMemory } from '../../../electron/engine/sources/picker/session-memory.ts';
import type { Discovery, RemoteItem, Source } from '../../../electron/engine/sources/source.ts';
import type { SimulatorOptions } from '../../simulator/server/options.ts';
import type { Simulator } from '../../simulator/server/simulator.ts';
import { type FakeTiming, fakeTiming, type Pipeline, pipeline } from '../google/pipeline.ts';
import { running } from '../simulator-server/running-simulator.ts';

/** A simulated Google and a client of its Picker, both on one clock that jumps ahead when somebody sleeps. */
export interface PickerLine extends Pipeline {
  readonly google: Simulator;
  readonly picker: PhotosPicker;
}

export async function pickerLine(
  options: SimulatorOptions = {},
  { timing = fakeTiming(), capability = 'picker' }: { timing?: FakeTiming; capability?: Capability } = {},
): Promise<PickerLine> {
  const google = await running({ ...options, now: timing.now });
  const grant = () => google.grant([capabilityScopes[capability]]);
  let current = await grant();
  const line = pipeline({
    service: 'photos-picker',
    timing,
    tokens: {
      accessToken: async (_account, refused) => {
        if (refused === current.accessToken) current = await grant();
        return ok(current.accessToken);
      },
    },
  });
  return { ...line, google, picker: createPhotosPicker(line.http, `${google.url}/photospicker/v1`) };
}

/** A memory of sessions that can be looked into. */
export function sessionMemory(): SessionMemory & { readonly rows: RememberedSession[] } {
  let rows: RememberedSession[] = [];
  return {
    get rows() {
      return rows;
    },
    all: () => [...rows],
    remember: (session) => {
      rows = [...rows, session];
    },
    mark: (id, state) => {
      rows = rows.map((row) => (row.id === id ? { ...row, state } : row));
    },
    forget: (id) => {
      rows = rows.filter((row) => row.id !== id);
    },
  };
}

export interface SourceUnderTest {
  readonly source: Source;
  readonly told: readonly PickerState[];
}

export interface SourceOptions {
  readonly memory?: SessionMemory;
  readonly choice?: Partial<Choice> | 'left';
  readonly noMore?: AbortSignal;
  /** Keys that the catalog has seen before. */
  readonly known?: readonly string[];
  /** Keys that are still to be fetched when the run ends; none unless told. */
  readonly open?: readonly string[];
  /** Called with each message. */
  readonly onTell?: (state: PickerState) => void;
}

/** The source of one run. */
export function pickerSource(
  { http, picker, timing }: PickerLine,
  { memory = sessionMemory(), choice = {}, noMore, known = [], open = [], onTell }: SourceOptions = {},
): SourceUnderTest {
  const told: PickerState[] = [];
  const source = createPickerSource({
    http,
    picker,
    memory,
    known: { knows: (key) => known.includes(key), isOpen: (key) => open.includes(key) },
    choice: choice === 'left' ? 'left' : { album: null, most: null, ...choice },
    noMore: noMore ?? new AbortController().signal,
    timing,
    tell: (state) => {
      told.push(state);
      onTell?.(state);
    },
  });
  return { source, told };
}

/** Everything that a discovery yields. */
export async function discovered(source: Source, signal = new AbortController().signal): Promise<readonly Discovery[]> {
  const all: Discovery[] = [];
  const request = { kind: 'quick', knownFingerprint: () => null, signal } as const;
  for await (const one of source.discover(request)) all.push(one);
  return all;
}

/** The items that a discovery showed. */
export function itemsOf(all: readonly Discovery[]): readonly RemoteItem[] {
  return all.flatMap((one) => (one.kind === 'items' ? one.items : []));
}
