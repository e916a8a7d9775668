/** A schedule that changes hands every week; who is in it the test adds. */
export const rota = {
  name: 'Rota',
  territory: 'DE',
  timeZone: 'Europe/Berlin',
  layers: [
    {
      name: 'only',
      rotation: {
        turn: 'weekly',
        every: 1,
        handoff: '09:00',
        anchor: '2026-01-05',
        members: [] as string[],
      },
    },
  ],
};
