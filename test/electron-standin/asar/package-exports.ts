/** A target in the `exports` or `imports` of a package.json: a path, conditions, alternatives, or null for "closed". */
type Target = unknown;

/**
 * The path (`./…`) that a package's `exports` give for `subpath` (`.` or `./…`), and that its `imports` give for `#…`;
 * undefined when they give none. Node's rules for packages: conditions in their order, one `*` in a pattern, the pattern
 * with the longest beginning wins.
 */
export function exportedPath(exports: unknown, subpath: string, conditions: readonly string[]): string | undefined {
  const paths = isPathMap(exports) ? exports : { '.': exports };
  if (Object.hasOwn(paths, subpath) && !subpath.includes('*')) return targetPath(paths[subpath], '', conditions);
  const matches = Object.keys(paths).flatMap((pattern) => {
    const [before, after, ...more] = pattern.split('*');
    const isMatch =
      before !== undefined &&
      after !== undefined &&
      more.length === 0 &&
      subpath.length >= pattern.length &&
      subpath.startsWith(before) &&
      subpath.endsWith(after);
    return isMatch ? [{ pattern, before, part: subpath.slice(before.length, subpath.length - after.length) }] : [];
  });
  const best = matches.toSorted((a, b) => b.before.length - a.before.length || b.pattern.length - a.pattern.length)[0];
  return best && targetPath(paths[best.pattern], best.part, conditions);
}

function targetPath(target: Target, part: string, conditions: readonly string[]): string | undefined {
  if (typeof target === 'string') return target.startsWith('./') ? target.replaceAll('*', part) : undefined;
  if (Array.isArray(target)) {
    return target.map((one) => targetPath(one, part, conditions)).find((path) => path !== undefined);
  }
  if (typeof target !== 'object' || target === null) return undefined;
  for (const [condition, inner] of Object.entries(target)) {
    if (condition !== 'default' && !conditions.includes(condition)) continue;
    const path = targetPath(inner, part, conditions);
    if (path !== undefined) return path;
  }
  return undefined;
}

function isPathMap(exports: unknown): exports is Readonly<Record<string, Target>> {
  return (
    typeof exports === 'object' &&
    exports !== null &&
    !Array.isArray(exports) &&
    Object.keys(exports).some((key) => key.startsWith('.') || key.startsWith('#'))
  );
}
