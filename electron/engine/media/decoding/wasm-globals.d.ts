/** What is used of WebAssembly's interface for JavaScript: TypeScript has it among the things of browsers only. */
declare namespace WebAssembly {
  /** Compiled code, which threads can share. */
  interface Module {
    readonly webAssemblyModule: never;
  }
  function compile(bytes: Uint8Array<ArrayBuffer>): Promise<Module>;

  interface Memory {
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  const Memory: { readonly prototype: Memory };

  const RuntimeError: ErrorConstructor;
}
