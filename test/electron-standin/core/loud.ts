import { EventEmitter } from 'node:events';
import { onlyWhatIsWritten } from './not-implemented.ts';

// The constructors of these base classes return a wrapper around the new object. So `this` is the wrapper in every
// derived class as well, private fields are laid on it, and identity and `instanceof` keep working.

/** An object whose unwritten members throw. */
export class LoudObject {
  constructor(name: string) {
    // biome-ignore lint/correctness/noConstructorReturn: this is what makes every derived class loud
    return onlyWhatIsWritten(name, this);
  }
}

/** An event emitter whose unwritten members throw. */
export class LoudEmitter extends EventEmitter {
  constructor(name: string) {
    super();
    // biome-ignore lint/correctness/noConstructorReturn: this is what makes every derived class loud
    return onlyWhatIsWritten(name, this);
  }
}
