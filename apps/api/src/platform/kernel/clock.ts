/** Where time enters the program. Everything below a use case takes `now` as a parameter. */
export abstract class Clock {
  abstract now(): Date;
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}
