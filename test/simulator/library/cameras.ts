/** A camera or app, and how it names what it makes. */
export interface Camera {
  /** Null for apps that leave nothing about the camera in the file. */
  readonly make: string | null;
  readonly model: string | null;
  /** `counter` is small, so that counted names come again and again. */
  readonly nameOf: (shot: { readonly counter: number; readonly stamp: string; readonly extension: string }) => string;
}

const phone: Camera = {
  make: 'Apple',
  model: 'iPhone 14 Pro',
  nameOf: ({ counter, extension }) => `IMG_${padded(counter)}.${extension.toUpperCase()}`,
};

const pixel: Camera = {
  make: 'Google',
  model: 'Pixel 8',
  nameOf: ({ counter, stamp, extension }) =>
    `PXL_${stamp.replace('T', '_')}${String(counter).padStart(3, '0')}.${extension}`,
};

const galaxy: Camera = {
  make: 'samsung',
  model: 'SM-S911B',
  nameOf: ({ stamp, extension }) => `${stamp.replace('T', '_')}.${extension}`,
};

const compact: Camera = {
  make: 'Canon',
  model: 'Canon PowerShot G7 X Mark III',
  nameOf: ({ counter, extension }) => `IMG_${padded(counter)}.${extension.toUpperCase()}`,
};

const system: Camera = {
  make: 'SONY',
  model: 'ILCE-7M4',
  nameOf: ({ counter, extension }) => `DSC${padded(counter, 5)}.${extension.toUpperCase()}`,
};

const messenger: Camera = {
  make: null,
  model: null,
  nameOf: ({ counter, stamp, extension }) => `IMG-${stamp.slice(0, 8)}-WA${padded(counter)}.${extension}`,
};

/** Cameras by what they can make; phones stand twice among the photographers because they take most photos. */
export const cameras = {
  jpeg: [phone, pixel, phone, pixel, galaxy, compact, system],
  heic: [phone],
  mp4: [phone, pixel, galaxy],
} as const satisfies Record<string, readonly Camera[]>;

/** What files without a date in them come from. */
export const datelessCamera = messenger;

function padded(counter: number, width = 4): string {
  return String(counter).padStart(width, '0');
}
