/** Extensions of films, with their dot: those of today, and those of old cameras and computers. */
export const filmExtensions =
  /^\.(?:mp4|mov|m4v|mp|mv|3gp|3g2|3gpp|avi|mkv|webm|mpe?g|mts|m2ts|m2t|wmv|asf|flv|f4v|divx|ogv|ogm|vob|tod|mod|qt|rm|rmvb|dv|amv|mxf)$/i;
