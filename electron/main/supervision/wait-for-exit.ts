/** Milliseconds between two looks. */
const lookEveryMs = 25;

/** Waits on this thread, where nothing else happens meanwhile, until the process is gone; for so many milliseconds at most. */
export function waitForExit(pid: number, withinMs: number, isRunning: (pid: number) => boolean = runs): void {
  const nobodyWakesUs = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const deadline = performance.now() + withinMs;
  while (isRunning(pid) && performance.now() < deadline) Atomics.wait(nobodyWakesUs, 0, 0, lookEveryMs);
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    // There is no such process: that is the answer.
    return false;
  }
}
