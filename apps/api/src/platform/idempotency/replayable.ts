import { SetMetadata } from '@nestjs/common';

export const REPLAYABLE = 'leitstand:replayable';

/**
 * A POST whose answer holds no secret, so that it may be kept for a day and given again to a repeat with the same
 * Idempotency-Key. Of every other POST only the fact is kept, and a repeat is answered with `gone`.
 */
export const Replayable = () => SetMetadata(REPLAYABLE, true);

export const REPEATABLE = 'leitstand:repeatable';

/** A POST that has one effect however often it is sent, so that its Idempotency-Key says nothing and is not looked at. */
export const Repeatable = () => SetMetadata(REPEATABLE, true);
