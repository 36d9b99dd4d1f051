/** The part of Electron's `privileges` that the stand-in imitates. */
export type SchemePrivileges = {
  readonly standard?: boolean;
  readonly secure?: boolean;
  readonly supportFetchAPI?: boolean;
  readonly stream?: boolean;
};

/** Never exists: names under .invalid are reserved for this (RFC 6761). */
const SUFFIX = 'standin-scheme.invalid';

const SCHEME_URL = /^([a-z][a-z0-9-]*):\/\/([^/?#]*)/i;
const CHROMIUM_URL = new RegExp(`^https://([^/?#]+)\\.([a-z][a-z0-9-]*)\\.${SUFFIX.replaceAll('.', '\\.')}`, 'i');

/**
 * A plain Chromium cannot be taught a scheme, so `app://bundle/x` lives there as
 * `https://bundle.app.standin-scheme.invalid/x`: its own secure origin, which the stand-in answers for.
 */
export class SchemeAddresses {
  readonly #schemes = new Map<string, SchemePrivileges>();

  /** Makes a scheme known; throws for what the mapping cannot imitate. */
  register(scheme: string, privileges: SchemePrivileges): void {
    if (!/^[a-z][a-z0-9-]*$/.test(scheme))
      throw new Error(`stand-in Electron: the scheme name ${scheme} is not implemented`);
    if (!privileges.standard || !privileges.secure) {
      throw new Error(`stand-in Electron: a scheme (${scheme}) that is not standard and secure is not implemented`);
    }
    this.#schemes.set(scheme, privileges);
  }

  /** The privileges of a scheme that was registered. */
  privileges(scheme: string): SchemePrivileges | undefined {
    return this.#schemes.get(scheme);
  }

  /** The address under which Chromium knows a URL; URLs of other schemes stay as they are. */
  toChromium(url: string): string {
    return url.replace(SCHEME_URL, (whole, scheme: string, host: string) =>
      this.#schemes.has(scheme.toLowerCase()) && host !== ''
        ? `https://${host}.${scheme.toLowerCase()}.${SUFFIX}`
        : whole,
    );
  }

  /** The URL that the app knows for an address of Chromium's; the reverse of {@link toChromium}. */
  toElectron(url: string): string {
    return url.replace(CHROMIUM_URL, (whole, host: string, scheme: string) =>
      this.#schemes.has(scheme.toLowerCase()) ? `${scheme.toLowerCase()}://${host}` : whole,
    );
  }

  /**
   * Chromium's patterns for all requests to a scheme: the mapped ones, and those that a page makes literally
   * (`<img src="app://…">`).
   */
  patterns(scheme: string): readonly string[] {
    return [`https://*.${scheme}.${SUFFIX}/*`, `${scheme}://*`];
  }

  /** A content security policy in Chromium's terms: sources that name a scheme get the mapped form as well. */
  policyForChromium(policy: string): string {
    return policy.replace(
      /([a-z][a-z0-9-]*):(\/\/[^\s;,]*)?(?=[\s;,]|$)/gi,
      (source, scheme: string, rest?: string) => {
        if (!this.#schemes.has(scheme.toLowerCase())) return source;
        const mapped = rest === undefined ? `https://*.${scheme.toLowerCase()}.${SUFFIX}` : this.toChromium(source);
        return `${source} ${mapped}`;
      },
    );
  }
}
