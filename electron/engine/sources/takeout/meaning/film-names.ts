/** Extensions of the films that phones write beside their pictures. */
export const clipExtensions = /^\.(?:mp4|mov|m4v|mp|mv)$/i;

/** Extensions of pictures. */
export const pictureExtensions =
  /^\.(?:jpe?g|jpe|heic|heif|hif|png|gif|webp|avif|tiff?|bmp|ico|dng|cr[23w]|nef|nrw|arw|orf|rw2|raf|srw|pef)$/i;
