/** The few functions of libheif's C interface that are used; the package's own types fit no default import. */
declare module 'libheif-js/libheif-wasm/libheif.js' {
  interface Libheif {
    readonly HEAPU8: Uint8Array<ArrayBuffer>;
    readonly HEAPU32: Uint32Array<ArrayBuffer>;
    readonly _malloc: (bytes: number) => number;
    readonly _free: (address: number) => void;
    readonly _heif_context_alloc: () => number;
    readonly _heif_context_free: (context: number) => void;
    readonly _heif_context_set_max_decoding_threads: (context: number, threads: number) => void;
    readonly _heif_context_read_from_memory_without_copy: (
      error: number,
      context: number,
      bytes: number,
      length: number,
      options: number,
    ) => void;
    readonly _heif_context_get_primary_image_handle: (error: number, context: number, out: number) => void;
    readonly _heif_image_handle_get_list_of_thumbnail_IDs: (picture: number, out: number, most: number) => number;
    readonly _heif_image_handle_get_thumbnail: (error: number, picture: number, id: number, out: number) => void;
    readonly _heif_image_handle_get_width: (picture: number) => number;
    readonly _heif_image_handle_get_height: (picture: number) => number;
    readonly _heif_image_handle_get_ispe_width: (picture: number) => number;
    readonly _heif_image_handle_get_ispe_height: (picture: number) => number;
    readonly _heif_image_handle_get_raw_color_profile_size: (picture: number) => number;
    readonly _heif_image_handle_get_raw_color_profile: (error: number, picture: number, out: number) => void;
    readonly _heif_image_handle_get_image_tiling: (
      error: number,
      picture: number,
      asShown: number,
      out: number,
    ) => void;
    readonly _heif_image_handle_decode_image_tile: (
      error: number,
      picture: number,
      out: number,
      colourSpace: number,
      chroma: number,
      options: number,
      column: number,
      row: number,
    ) => void;
    readonly _heif_decode_image: (
      error: number,
      picture: number,
      out: number,
      colourSpace: number,
      chroma: number,
      options: number,
    ) => void;
    readonly _heif_image_handle_release: (picture: number) => void;
    readonly _heif_image_get_plane_readonly2: (image: number, channel: number, outStride: number) => number;
    readonly _heif_image_get_width: (image: number, channel: number) => number;
    readonly _heif_image_get_height: (image: number, channel: number) => number;
    readonly _heif_image_release: (image: number) => void;
  }

  // biome-ignore lint/style/noDefaultExport: it is what the package exports
  export default function openLibheif(options: { readonly wasmBinary: Uint8Array }): Libheif;
}
