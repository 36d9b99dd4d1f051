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
  const Memory: {
    readonly prototype: Memory;
    /** Both in pages of 64 KB. */
    new (limits: { readonly initial: number; readonly maximum: number }): Memory;
  };

  const RuntimeError: ErrorConstructor;
}
