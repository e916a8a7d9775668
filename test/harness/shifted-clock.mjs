// The clock of a process that goes wrong: everything it asks `Date` for is so many milliseconds off. What measures how long something takes,
// and timers, go on as they are, as on a machine whose clock was set wrongly.
const shift = Number(process.env.LEITSTAND_TEST_CLOCK_MS ?? 0);
const Real = Date;
const now = () => Real.now() + shift;

globalThis.Date = new Proxy(Real, {
  apply: () => new Real(now()).toString(),
  construct: (_, words, target) =>
    Reflect.construct(Real, words.length > 0 ? words : [now()], target),
  get: (_, name, receiver) => (name === 'now' ? now : Reflect.get(Real, name, receiver)),
});
