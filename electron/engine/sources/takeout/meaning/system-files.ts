/** What systems and storage boxes write beside the files of others, in small letters. */
const systemFiles: ReadonlySet<string> = new Set([
  ...['.ds_store', '.localized', '.apdisk', '.com.apple.timemachine.donotpresent', 'icon\r'],
  ...['thumbs.db', 'ehthumbs.db', 'ehthumbs_vista.db', 'desktop.ini'],
  ...['.directory', '.nomedia', '.picasa.ini', 'picasa.ini'],
]);

/** Their thumbnails, wastebaskets and indexes, in small letters; what lies in them was made by no export. */
const systemFolders: ReadonlySet<string> = new Set([
  ...['__macosx', '.appledouble', '.spotlight-v100', '.trashes', '.fseventsd', '.temporaryitems'],
  ...['.documentrevisions-v100', '$recycle.bin', 'system volume information', '.thumbnails'],
  ...['@eadir', '@tmp', '.@__thumb', '#recycle', '@recycle', '#snapshot', '@recently-snapshot'],
]);

/**
 * Whether an entry of an export, by its path, is none of Google's but of a system or a storage box through whose hands it
 * passed: it is no photo, no details, and no problem. A Mac writes `._X` beside every `X` on foreign disks.
 */
export function isOfSystem(path: string): boolean {
  const steps = path.toLowerCase().split('/');
  const name = steps.pop() ?? '';
  const isFile = name.startsWith('._') || name.startsWith('.syno') || systemFiles.has(name);
  return isFile || steps.some((step) => systemFolders.has(step) || /^\.trash-\d+$/.test(step));
}
