import * as z from 'zod';

/** zod would probe for `new Function`, which the page's Content Security Policy refuses and reports. */
z.config({ jitless: true });
