/**
 * Whether a file comes to the end that its own form demands. `unknown`: the form names no end, or it is one that nobody
 * here reads.
 */
export type FileEnd = { readonly kind: 'whole' | 'unknown' } | { readonly kind: 'cut-short'; readonly detail: string };
