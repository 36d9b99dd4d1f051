/** A file that Google listed and could not export. */
export interface FailedFile {
  readonly folder: string;
  readonly name: string;
}

/** What the page lists. */
export interface IndexContent {
  /** The folder of Google Photos, in the language of the export. */
  readonly container: string;
  readonly email: string;
  /** Paths of the files that are in the export, beginning with "Takeout/". */
  readonly files: readonly string[];
  readonly failed: readonly FailedFile[];
}

/** `archive_browser.html`, in the markup of exports of 2026. */
export function indexPage({ container, email, files, failed }: IndexContent): string {
  const root = `Takeout/${container}/`;
  const leaves = new Map<string, string[]>();
  const add = (folder: string, leaf: string): void => {
    const known = leaves.get(folder);
    if (known === undefined) leaves.set(folder, [leaf]);
    else known.push(leaf);
  };
  for (const path of files) {
    if (!path.startsWith(root)) continue;
    const below = path.slice(root.length);
    const slash = below.lastIndexOf('/');
    add(below.slice(0, Math.max(slash, 0)), leafOf(below.slice(slash + 1), ''));
  }
  for (const { folder, name } of failed) add(folder, leafOf(name, 'The service failed to retrieve this item.'));
  const top = leaves.get('') ?? [];
  leaves.delete('');
  const rows = [...leaves].map(
    ([folder, of]) =>
      `<div class="table-row"><button class="extracted-folder"><div class="extracted-folder-name">${escaped(folder)}</div></button>\n${of.join('')}</div>\n`,
  );
  return `<!doctype html>
<html><head><meta charset="utf-8"><title>Archive</title></head><body>
<div class="job-id hidden">00000000-0000-4000-8000-000000000001</div>
<h1 class="header_title">Archive for ${escaped(email)}</h1>
<div id="service-details-PHOTOS" class="service-detail">
<div class="service_name"><h1 class="data-folder-name">${escaped(container)}</h1></div>
${top.join('')}${rows.join('')}</div>
</body></html>
`;
}

function leafOf(name: string, failure: string): string {
  return `<div class="extracted-child"><div class="file-leaf"><div class="extracted-file-name"> ${escaped(name)}</div><div class="failure-message">${failure}</div></div></div>\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
