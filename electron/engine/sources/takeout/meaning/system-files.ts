/** What systems and storage boxes write beside the files of others, in small letters. */
const systemFiles: ReadonlySet<string> = new Set([
  ...['.ds_store', '.ds_store?', '.localized', '.apdisk', '.com.apple.timemachine.donotpresent', 'icon\r'],
  ...['.volumeicon.icns', 'thumbs.db', 'thumbs.db:encryptable', 'ehthumbs.db', 'ehthumbs_vista.db', 'desktop.ini'],
  ...['.directory', '.nomedia', '.hidden', '.picasa.ini', 'picasa.ini', 'zbthumbnail.info', 'pspbrwse.jbf'],
  ...['.dropbox', '.dropbox.attr', '.stignore'],
]);

/** Their thumbnails, wastebaskets and indexes, in small letters; what lies in them was made by no export. */
const systemFolders: ReadonlySet<string> = new Set([
  ...['__macosx', '.appledouble', '.appledb', '.appledesktop', 'network trash folder', 'temporary items'],
  ...['.spotlight-v100', '.trash', '.trashes', '.fseventsd', '.temporaryitems', '.documentrevisions-v100'],
  ...['$recycle.bin', 'recycler', 'system volume information', '.thumbnails', '.picasaoriginals', 'lost+found'],
  ...['@eadir', '@tmp', '.@__thumb', '.@__qini', '.@upload_cache', '#recycle', '@recycle', '.recycle'],
  ...['#snapshot', '.snapshot', '.snapshots', '@recently-snapshot', '.streams', '.qsync', '.syncignore'],
  ...['.stfolder', '.stversions', '.dropbox.cache', '.sync'],
]);

/** Written while something is done to a file beside: by Macs, Synology, editors, network file systems, copying programs. */
const passing = /^(?:\._|\.syno|\.fuse_hidden|\.nfs[\da-f]{8}|\.afpdeleted|\.~lock\.|~\$)|@syno(?:eastream|resource)$/;

/**
 * Whether an entry of an export, by its path, is none of Google's but of a system or a storage box through whose hands it
 * passed: it is no photo, no details, and no problem. A Mac writes `._X` beside every `X` on foreign disks.
 */
export function isOfSystem(path: string): boolean {
  const steps = path.toLowerCase().split('/');
  // The line end in the name of a Mac's folder icon is shown as a picture of it, and on SMB another sign stands for it.
  const name = (steps.pop() ?? '').replace(/[\u240d\uf00d]$/u, '\r');
  const isFile = passing.test(name) || systemFiles.has(name);
  return isFile || steps.some(isSystemFolder);
}

/** Whether a folder of that name holds nothing but what a system or a storage box put there. */
export function isSystemFolder(name: string): boolean {
  const spelled = name.toLowerCase();
  return systemFolders.has(spelled) || /^\.trash-\d+$/.test(spelled);
}
