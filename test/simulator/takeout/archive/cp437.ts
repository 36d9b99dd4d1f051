/** The upper half of code page 437, which zip names have when nothing says otherwise (APPNOTE 6.3.10, appendix D). */
const upperHalf =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** The text in code page 437; undefined when a character of it is not in there. */
export function cp437(text: string): Uint8Array | undefined {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    const upper = upperHalf.indexOf(character);
    if (character.length === 1 && code >= 0x20 && code < 0x7f) bytes.push(code);
    else if (upper >= 0) bytes.push(0x80 + upper);
    else return undefined;
  }
  return Uint8Array.from(bytes);
}
